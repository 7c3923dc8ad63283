import type { RequestStatus } from '../../prisma/generated/enums.ts'
import { type NewsTime, newsTimeFor } from '../availability-campaign/service.ts'
import { parisDay } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import type { DoctorNews } from '../messaging/doctor-rules.ts'
import { enqueue } from '../messaging/service.ts'
import { addTodo, type TodoKind } from '../todos/service.ts'
import { countExpected, listWaiting, type Proposal } from './proposals-store.ts'

type Whom = { doctorId: string; territoryId: string }

/** When a doctor can be told something new: at most one message a week; null when only the phone reaches them. */
export function whenToTell(
  tx: Db,
  { config }: Pick<Deps, 'config'>,
  whom: Whom,
  now: Date,
): Promise<NewsTime | null> {
  return newsTimeFor(tx, config, whom, now)
}

/** What is told: of which doctor, and the key of the thing to say. */
export type News = Whom & { about: string }

/**
 * Queues the one message that tells a doctor what waits on their page, unless one that will leave says it already. Its
 * text is made when it leaves, from what waits then.
 */
export async function queueNews(
  tx: Db,
  { doctorId, territoryId, about }: News,
  { channel, at, isWaiting }: NewsTime,
  now: Date,
): Promise<void> {
  if (isWaiting) return
  await enqueue(
    tx,
    {
      territoryId,
      doctorId,
      channel,
      template: 'doctor_news',
      ids: { doctorId },
      uniqueKey: `doctor_news:${about}`,
      deliverAfter: at,
    },
    now,
  )
}

/** The same as soon as may be: when the doctor will know, or null where only the phone reaches them. */
export async function tellDoctor(tx: Db, deps: Deps, news: News, now: Date): Promise<Date | null> {
  const when = await whenToTell(tx, deps, news, now)
  if (!when) return null
  await queueNews(tx, news, when, now)
  return when.at
}

/** Days during which a household that agreed is told as expected. */
const EXPECTED_DAYS = 14
const DAY_MS = 86_400_000

/** What waits on a doctor's page now, in counts. */
export async function newsOf(db: Db, whom: Whom, now: Date): Promise<DoctorNews> {
  const waiting = await listWaiting(db, whom, now)
  const dueOn = waiting.map(({ expiresAt }) => parisDay(expiresAt)).sort()
  const [firstDueOn] = dueOn
  const since = new Date(now.getTime() - EXPECTED_DAYS * DAY_MS)
  return {
    waiting: firstDueOn ? { count: waiting.length, firstDueOn } : null,
    expected: await countExpected(db, whom, since),
  }
}

/** No message reaches a doctor: somebody phones them about each household that waits for their answer. */
export async function callAboutProposals(tx: Db, whom: Whom, now: Date): Promise<void> {
  for (const proposal of await listWaiting(tx, whom, now)) await haveDoctorCalled(tx, proposal, now)
}

/** What names a proposal, its household and its doctor. */
type Named = Pick<Proposal, 'id' | 'requestId' | 'territoryId' | 'doctorId'>

/** A person is to phone the doctor of a proposal, since no message reaches them. */
export function haveDoctorCalled(tx: Db, proposal: Named, now: Date): Promise<void> {
  return haveDone(tx, { proposal, kind: 'call_doctor', whileStatus: 'proposed' }, now)
}

/** A household that agreed is about to call, and no message tells its doctor in time: a person phones the practice. */
export function haveDoctorWarned(tx: Db, proposal: Named, now: Date): Promise<void> {
  return haveDone(tx, { proposal, kind: 'warn_doctor', whileStatus: 'agreed' }, now)
}

type ToDo = { proposal: Named; kind: TodoKind; whileStatus: RequestStatus }

async function haveDone(tx: Db, { proposal, kind, whileStatus }: ToDo, now: Date): Promise<void> {
  const { id: proposalId, requestId, territoryId, doctorId } = proposal
  const uniqueKey = `${kind}:${proposalId}`
  const facts = { proposalId, doctorId }
  await addTodo(tx, { territoryId, requestId, kind, uniqueKey, whileStatus, facts }, now)
}
