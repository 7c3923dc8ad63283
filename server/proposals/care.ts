import { apart } from '../apart.ts'
import { addDays, parisDay } from '../calendar/rules.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import type { Rung } from '../ladder/rules.ts'
import { climb, listOverdue, noteWiderAnswer, standingOf } from '../ladder/service.ts'
import { applyChange } from '../orientation/change.ts'
import { tell } from '../orientation/telling.ts'
import { allTerritories } from '../territory/service.ts'
import { appendEvent } from '../timeline/service.ts'
import { addTodo } from '../todos/service.ts'
import { isDoctorGone, listToRemind, listUntold, type Reminder } from './care-store.ts'
import { type Case, keyOf, onCase, SYSTEM } from './case.ts'
import { haveDoctorCalled } from './doctor-news.ts'
import { goOn, undo } from './ending.ts'
import {
  type Care,
  changeProposal,
  findProposal,
  listForCare,
  type Proposal,
} from './proposals-store.ts'
import { endStrays } from './rounds-store.ts'
import { dueAfter } from './rules.ts'

/** A household that said nothing is reminded of its solution after that many days, while it may still answer. */
const REMIND_OFFER_DAYS = 4
/** A household that agreed is reminded to call its doctor after as many. */
const REMIND_CALL_DAYS = 5
const DAY_MS = 86_400_000

/** How many proposals, rounds or requests were taken care of, by what happened to them; `failed`: left for the next time. */
export type Cared = Record<
  'expired' | 'gone' | 'silent' | 'untold' | 'strays' | 'reminded' | 'climbed' | 'failed',
  number
>

/**
 * What time does to proposals: an unanswered one ends and the request goes on; a doctor who left frees the household; a
 * solution left without an answer, or never told, goes back; a doctor whom no message reached is phoned; reminders leave; a
 * request climbs when its time on a rung is over. Computed from what is stored, each request in a transaction of its own;
 * one that fails is logged, and the next ones are cared for. Run again, by any process, it does nothing twice.
 */
export async function careForProposals(deps: Deps, now: Date): Promise<Cared> {
  const today = new Date(`${parisDay(now)}T00:00:00Z`)
  const turn = { deps, now, failed: 0 }
  const strays = await endStrays(deps.database.client, now)
  const expired = await each(
    turn,
    { status: 'pending', requestStatus: ['proposed'], expiredAt: now },
    expire(deps, now),
  )
  const leaving = [
    { status: 'pending', requestStatus: ['proposed'], gone: { today } },
    { status: 'accepted', requestStatus: ['proposed', 'offered'], gone: { today } },
    { status: 'accepted', requestStatus: ['agreed'], gone: { today: null } },
  ] satisfies Care[]
  let gone = 0
  for (const care of leaving) gone += await each(turn, care, endGone(deps, now))
  const silent = await each(
    turn,
    { status: 'accepted', requestStatus: ['offered'], offerExpiredAt: now },
    endSilent(deps, now),
  )
  const untold = (await endAllUntold(turn)) + (await haveUntoldCalled(turn))
  const reminded = await remind(turn)
  const climbed = await climbOverdue(turn, today)
  return { expired, gone, silent, untold, strays, reminded, climbed, failed: turn.failed }
}

/** One run over all that is due, which counts what fails in it. */
type Turn = { deps: Deps; now: Date; failed: number }

/** Does each of these by itself; how many were done. */
async function countDone<Due extends { requestId: string }>(
  turn: Turn,
  due: readonly Due[],
  act: (due: Due) => Promise<boolean>,
): Promise<number> {
  let count = 0
  for (const one of due) {
    const done = await apart(turn.deps, { request: one.requestId }, () => act(one))
    if (done) count += 1
    if (done === null) turn.failed += 1
  }
  return count
}

type CareOf = (tx: Db, held: Case, proposal: Proposal) => Promise<boolean>

/** Cares for each proposal that fits, as it is once its request is held; how many were. */
async function each(turn: Turn, care: Care, careOf: CareOf): Promise<number> {
  const { deps } = turn
  const due = await listForCare(deps.database.client, care)
  return countDone(turn, due, ({ id, requestId, territoryId }) =>
    onCase(deps, { id: requestId, territoryId, actor: SYSTEM }, async (tx, held) => {
      const proposal = await findProposal(tx, { id, territoryId })
      const isSame =
        proposal?.status === care.status && care.requestStatus.includes(held.request.status)
      return proposal !== null && isSame && careOf(tx, held, proposal)
    }),
  )
}

function expire(deps: Deps, now: Date): CareOf {
  return async (tx, held, proposal) => {
    if (proposal.expiresAt > now) return false
    const change = { status: 'expired' as const, answeredAt: proposal.expiresAt }
    if (!(await changeProposal(tx, { ...proposal, from: 'pending' }, change))) return false
    const facts = { doctor: proposal.availabilityId, why: 'expired' }
    const line = { ...keyOf(held), kind: 'proposal_ended' as const, actor: SYSTEM.kind, facts }
    await appendEvent(tx, deps.keys, line, now)
    await goOn(tx, deps, { held, event: { kind: 'rung', facts: {} } }, now)
    return true
  }
}

function endGone(deps: Deps, now: Date): CareOf {
  return async (tx, held, proposal) =>
    (await isDoctorGone(tx, proposal, now)) &&
    undo(tx, deps, { held, proposal, why: 'doctor_gone' }, now)
}

function endSilent(deps: Deps, now: Date): CareOf {
  return async (tx, held, proposal) =>
    proposal.offerExpiresAt !== null &&
    proposal.offerExpiresAt <= now &&
    undo(tx, deps, { held, proposal, why: 'household_silent' }, now)
}

/** Only those that may be due are taken in hand: so many working days are never fewer nights. */
async function endAllUntold(turn: Turn): Promise<number> {
  const { deps, now } = turn
  let ended = 0
  for (const { id: territoryId, offerWorkingDays } of await allTerritories(deps)) {
    const before = new Date(now.getTime() - (offerWorkingDays - 1) * DAY_MS)
    const answered = { territoryId, before }
    const care: Care = { status: 'accepted', requestStatus: ['proposed'], answered }
    ended += await each(turn, care, endUntold(deps, now))
  }
  return ended
}

/** A yes that nobody told the household of gives its place back, after as long as a household has to answer. */
function endUntold(deps: Deps, now: Date): CareOf {
  return async (tx, held, proposal) =>
    proposal.answeredAt !== null &&
    dueAfter(proposal.answeredAt, held.territory.offerWorkingDays) <= now &&
    undo(tx, deps, { held, proposal, why: 'not_told' }, now)
}

/** Doctors asked by a message that will not reach them are to be phoned; how many. */
async function haveUntoldCalled(turn: Turn): Promise<number> {
  const { deps, now } = turn
  return countDone(turn, await listUntold(deps.database.client, now), async (proposal) => {
    await deps.database.transaction((tx) => haveDoctorCalled(tx, proposal, now))
    return true
  })
}

async function remind(turn: Turn): Promise<number> {
  const { deps, now } = turn
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS)
  const due = await listToRemind(deps.database.client, {
    offeredBefore: before(REMIND_OFFER_DAYS),
    agreedBefore: before(REMIND_CALL_DAYS),
  })
  return countDone(turn, due, async ({ id, requestId, territoryId, template }) => {
    const target = { id: requestId, territoryId, actor: SYSTEM }
    await onCase(deps, target, (tx, held) => remindOne(tx, held, { id, template }, now))
    return true
  })
}

/** By a message, or by a call to make where no machine may write to the household. */
async function remindOne(
  tx: Db,
  held: Case,
  { id, template }: Pick<Reminder, 'id' | 'template'>,
  now: Date,
): Promise<void> {
  const uniqueKey = `${template}:${id}`
  const said = { template, uniqueKey, ids: { proposalId: id } }
  if (await tell(tx, held.request, said, now)) return
  const { status } = held.request
  const todo = { ...keyOf(held), kind: 'call_household', uniqueKey, whileStatus: status } as const
  await addTodo(tx, todo, now)
}

/** Requests whose time on their rung is over go to the next one; how many did. */
async function climbOverdue(turn: Turn, today: Date): Promise<number> {
  const { deps, now } = turn
  const overdue = await listOverdue(deps.database.client, today)
  const due = overdue.map(({ id: requestId, territoryId }) => ({ requestId, territoryId }))
  return countDone(turn, due, async ({ requestId: id, territoryId }) => {
    const target = { id, territoryId, actor: SYSTEM }
    await onCase(deps, target, (tx, held) => climbOn(tx, deps, held, now))
    return true
  })
}

async function climbOn(tx: Db, deps: Deps, held: Case, now: Date): Promise<void> {
  const { request, territory } = held
  if (request.status !== 'ready') return
  const { rung, widerAnswer } = await standingOf(tx, request)
  if (wasPaused(request)) return startAgain(tx, deps, { held, rung }, now)
  if (rung === 'wider' && widerAnswer === null) await noteWiderAnswer(tx, request, 'silent', now)
  const next = await climb(tx, { request, territory }, now)
  const change = { nextStepOn: next.nextStepOn }
  const event = { kind: 'rung' as const, facts: { rung: next.rung } }
  await applyChange(tx, deps, { request, actor: SYSTEM, change, event }, now)
}

/** The days of a pause do not count: the household has the rest of its rung before it. */
function wasPaused({ pausedUntil, nextStepOn }: Case['request']): boolean {
  return pausedUntil !== null && nextStepOn !== null && nextStepOn <= pausedUntil
}

async function startAgain(
  tx: Db,
  deps: Deps,
  { held, rung }: { held: Case; rung: Rung },
  now: Date,
): Promise<void> {
  const { request, territory } = held
  const today = parisDay(now)
  const nextStepOn =
    rung === 'common_list'
      ? addDays(today, territory.commonListDays)
      : addWorkingDays(today, territory.offerWorkingDays)
  await applyChange(tx, deps, { request, actor: SYSTEM, change: { nextStepOn } }, now)
}
