import type { RequestStatus } from '../../prisma/generated/enums.ts'
import { parisDay } from '../calendar/rules.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { climb } from '../ladder/service.ts'
import { applyChange } from '../orientation/change.ts'
import { findRequest } from '../orientation/service.ts'
import { untellSearching } from '../orientation/tell-move.ts'
import { tell } from '../orientation/telling.ts'
import { appendEvent, type NewEvent } from '../timeline/service.ts'
import { addTodo, openTodos, type TodoKind } from '../todos/service.ts'
import { moveToNext } from './asking.ts'
import { type Case, keyOf, nameOf } from './case.ts'
import { changeProposal, type Proposal, type ProposalChange } from './proposals-store.ts'
import { endRound } from './rounds-store.ts'
import type { EndedWhy, HouseholdReason, RoundEnd } from './rules.ts'

type Event = Pick<NewEvent, 'kind' | 'facts' | 'note'>

/**
 * Goes on after a doctor said no, or nothing: to the next doctor of the round by itself where the territory lets it, unless
 * one said yes too late and a person is to weigh it; else back to the waiting list, at the old date, on the rung that is
 * next. In a transaction that holds the request.
 */
export async function goOn(
  tx: Db,
  deps: Deps,
  { held, event }: { held: Case; event: Event },
  now: Date,
): Promise<void> {
  const isAutomatic = held.territory.movesOnTo === 'next' && !(await hasLateYes(tx, held))
  if (isAutomatic && (await moveToNext(tx, deps, held, now))) return
  const why = isAutomatic ? 'exhausted' : 'to_coordinator'
  await backToList(tx, deps, { held, event, why }, now)
}

async function hasLateYes(tx: Db, held: Case): Promise<boolean> {
  const todos = await openTodos(tx, keyOf(held), TODOS_READ)
  return todos.some(({ kind }) => kind === 'late_yes')
}

/** More than a request ever has at once. */
const TODOS_READ = 50

/** Puts a request back on the waiting list, at its old date, with its round over and its next rung and date known. */
export async function backToList(
  tx: Db,
  deps: Deps,
  { held, event, why }: { held: Case; event: Event; why: RoundEnd },
  now: Date,
): Promise<void> {
  const { request, territory, actor } = held
  await endRound(tx, { ...keyOf(held), why }, now)
  const { rung, nextStepOn } = await climb(tx, { request, territory }, now)
  const change = { status: 'ready' as const, nextStepOn, foundAt: null }
  const told = { ...event, facts: { ...event.facts, rung } }
  await applyChange(tx, deps, { request, actor, change, event: told }, now)
}

/** What a household is told, and a person is to do, when a solution comes to nothing through no doing of the household. */
const AFTER: Partial<Record<EndedWhy, { todo?: TodoKind; isTold?: boolean }>> = {
  doctor_gone: { todo: 'doctor_gone', isTold: true },
  doctor_refused: { isTold: true },
  taken_back: { isTold: true },
  household_silent: { todo: 'household_silent' },
  household_grew: { todo: 'household_grew' },
  absent: { todo: 'absent' },
}

/** Statuses in which the household knows that there is a solution. */
const KNOWN: readonly RequestStatus[] = ['offered', 'agreed', 'seen']

export type Undoing = {
  held: Case
  proposal: Proposal
  why: EndedWhy
  /** What the household said, if it did. */
  reason?: HouseholdReason | null
  /** How a doctor's own refusal is kept, so that they are not asked about this household again. */
  declined?: ProposalChange
}

/** What leaves the rest of the round as it was chosen: the doctor is the one who is no longer there. */
const KEEPS_ROUND: readonly EndedWhy[] = ['doctor_gone', 'doctor_refused']

/** Nobody else is asked by itself after these. */
const STOPS: readonly EndedWhy[] = ['taken_back', 'household_paused']

/**
 * Gives the places of a living proposal back, for a reason that is not the doctor's first no, and puts the request where
 * it goes on: to the next doctor of the round when this one is no longer there, else back to the waiting list. A household
 * that knew of the solution and did not end it itself is told. False when somebody ended it first.
 */
export async function undo(
  tx: Db,
  deps: Deps,
  { held, proposal, why, reason, declined }: Undoing,
  now: Date,
): Promise<boolean> {
  const { request } = held
  const household =
    why === 'household_silent' || why === 'household_refused'
      ? { householdAnswer: ANSWERS[why], householdAnsweredAt: now }
      : {}
  const ended = await changeProposal(
    tx,
    { ...proposal, from: proposal.status },
    {
      status: 'withdrawn',
      endedWhy: why,
      answeredAt: proposal.answeredAt ?? now,
      ...household,
      ...declined,
    },
  )
  if (!ended) return false
  const kind = why === 'household_refused' ? 'household_answered' : 'proposal_ended'
  const said = reason ? { reason } : {}
  const facts = { doctor: proposal.availabilityId, why, from: request.status, ...said }
  const line = { ...keyOf(held), kind, actor: nameOf(held.actor), facts } as const
  await appendEvent(tx, deps.keys, line, now)
  const event: Event = { kind: 'rung', facts: {} }
  const isPending = proposal.status === 'pending' && !STOPS.includes(why)
  const keepsRound = KEEPS_ROUND.includes(why) && request.status !== 'agreed'
  const isSame = proposal.status === 'pending' && why === 'household_grew'
  if (isSame && (await moveToNext(tx, deps, held, now))) return true
  if (isPending || keepsRound) await restart(tx, deps, { held, event }, now)
  else await backToList(tx, deps, { held, event, why }, now)
  const isYesLost = proposal.status === 'accepted' && why === 'household_grew'
  if (KNOWN.includes(request.status) || isYesLost)
    await afterKnown(tx, { held, proposal, why }, now)
  return true
}

/** Goes on with the round, from the waiting list when the household already knew of a solution. */
async function restart(
  tx: Db,
  deps: Deps,
  { held, event }: { held: Case; event: Event },
  now: Date,
): Promise<void> {
  const { request, actor } = held
  if (request.status === 'proposed') return goOn(tx, deps, { held, event }, now)
  const change = { status: 'ready' as const, nextStepOn: addWorkingDays(parisDay(now), 1) }
  await applyChange(tx, deps, { request, actor, change }, now)
  const key = { id: request.id, territoryId: request.territoryId }
  const waiting = await findRequest(tx, deps.keys, key)
  if (waiting) await goOn(tx, deps, { held: { ...held, request: waiting }, event }, now)
}

const ANSWERS = { household_silent: 'silent', household_refused: 'refused' } as const

async function afterKnown(tx: Db, { held, proposal, why }: Undoing, now: Date): Promise<void> {
  const { todo, isTold } = AFTER[why] ?? {}
  if (todo)
    await addTodo(
      tx,
      {
        ...keyOf(held),
        kind: todo,
        uniqueKey: `${todo}:${proposal.id}`,
        whileStatus: null,
        facts: { proposalId: proposal.id, doctorId: proposal.doctorId },
      },
      now,
    )
  const isSaidByHousehold = held.actor.kind === 'patient' || held.request.status === 'agreed'
  if (!isTold || (why === 'doctor_refused' && isSaidByHousehold)) return
  const said = { uniqueKey: `solution_gone:${proposal.id}`, by: held.actor }
  if (await tell(tx, held.request, { template: 'solution_gone', ...said }, now))
    await untellSearching(tx, held.request, now)
}
