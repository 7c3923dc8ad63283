import { type Actor, writeAudit } from '../audit/service.ts'
import { addMonths, type Day, parisDay, startOfDay } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { NotFound } from '../errors.ts'
import { type DoctorAnswer, recordDoctorAnswer } from '../followup/by-doctor.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import { type AgeBand, bandsOf, PAGE_HOUSEHOLDS, RECENT_MONTHS } from './rules.ts'
import { lastAnswers, listSent, openRequests, type Sent } from './store.ts'

/** A household sent to a doctor. Before the phone is proved it has no name: reference, date, age bands. */
export type SentHousehold = {
  requestId: string
  reference: string
  sentOn: Day
  people: readonly { band: AgeBand; people: number }[]
  /** Null until the phone is proved. */
  names: readonly string[] | null
  /** What the doctor said last; null when they said nothing. */
  said: DoctorAnswer | null
}

type Reader = { territoryId: string; doctorId: string; actor: Actor; names: boolean }

/** One page of the households sent to a doctor, of `total`. `page` is brought between the first and the last. */
export type SentPage = { households: SentHousehold[]; total: number; page: number }

/**
 * The households sent to a doctor in the last six months, latest first, page by page: those of a page keep their place
 * when they are answered for. Each reading is in the audit.
 */
export async function openHouseholds(
  deps: Deps,
  { page: asked, ...reader }: Reader & { page: number },
  now: Date,
): Promise<SentPage> {
  const { territoryId, doctorId, actor, names } = reader
  return deps.database.transaction(async (tx) => {
    const all = await sentTo(tx, reader, now)
    const page = Math.min(asked, Math.max(1, Math.ceil(all.length / PAGE_HOUSEHOLDS)))
    const sent = all.slice((page - 1) * PAGE_HOUSEHOLDS, page * PAGE_HOUSEHOLDS)
    const of = { territoryId, ids: sent.map(({ requestId }) => requestId) }
    const requests = await openRequests(tx, deps.keys, of)
    const answers = await lastAnswers(tx, of, doctorId)
    for (const id of of.ids) {
      const line = { territoryId, actor, action: 'read' as const, facts: { names } }
      await writeAudit(tx, { ...line, subject: { kind: 'orientation_request', id } }, now)
    }
    const households = sent.flatMap((one) => {
      const request = requests.get(one.requestId)
      const said = answers.get(one.requestId) as DoctorAnswer | undefined
      return request ? [household(request, { sent: one, said: said ?? null, names }, now)] : []
    })
    return { households, total: all.length, page }
  })
}

export type Answered = Omit<Reader, 'names'> & {
  requestId: string
  answer: DoctorAnswer
  key: string
}

/** Keeps what the doctor says of a household that was sent to them. @throws NotFound for any other household. */
export async function answerHousehold(deps: Deps, answered: Answered, now: Date): Promise<void> {
  const { territoryId, requestId, actor, answer, key } = answered
  const sent = await sentTo(deps.database.client, answered, now)
  const one = sent.find((each) => each.requestId === requestId)
  if (!one) return assertSaid(deps, answered)
  const { availabilityId } = one
  const told = { territoryId, actor, requestId, availabilityId, answer, key }
  await recordDoctorAnswer(deps, told, now)
}

/** A household of theirs that left the page by what the doctor said of it: said again, it changes nothing. */
async function assertSaid(
  deps: Deps,
  { territoryId, requestId, doctorId }: Answered,
): Promise<void> {
  const of = { territoryId, ids: [requestId] }
  const said = await lastAnswers(deps.database.client, of, doctorId)
  if (!said.has(requestId)) throw new NotFound()
}

function sentTo(
  db: Db,
  { territoryId, doctorId }: { territoryId: string; doctorId: string },
  now: Date,
): Promise<Sent[]> {
  const since = startOfDay(addMonths(parisDay(now), -RECENT_MONTHS))
  return listSent(db, { territoryId, doctorId }, since)
}

function household(
  { id, reference, members }: OrientationRequest,
  { sent, said, names }: { sent: Sent; said: DoctorAnswer | null; names: boolean },
  now: Date,
): SentHousehold {
  const birthDates = members.map(({ birthDate }) => birthDate)
  return {
    requestId: id,
    reference,
    sentOn: parisDay(sent.at),
    people: bandsOf(birthDates, parisDay(now)),
    names: names ? members.map(({ firstName, lastName }) => `${firstName} ${lastName}`) : null,
    said,
  }
}
