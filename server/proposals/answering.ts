import { type Actor, writeAudit } from '../audit/service.ts'
import { addDays, type Day, parisDay } from '../calendar/rules.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { loadOf } from '../doctors/candidates.ts'
import { NotFound } from '../errors.ts'
import { applyChange } from '../orientation/change.ts'
import { appendEvent } from '../timeline/service.ts'
import { addTodo, type TodoKind } from '../todos/service.ts'
import { type Case, keyOf, nameOf, onceOnCase } from './case.ts'
import { goOn, undo } from './ending.ts'
import { limitPlaces, pauseUntil } from './limits-store.ts'
import {
  changeProposal,
  findProposal,
  type Proposal,
  type ProposalChange,
} from './proposals-store.ts'
import type { DoctorAnswer } from './rules.ts'
import { lockOffered } from './store.ts'

/** Working days in which a person tells the household that a doctor said yes. */
const TELL_WITHIN_DAYS = 1

export type Answering = {
  proposalId: string
  territoryId: string
  /** Whose page it is; absent when the staff writes down what was said on the phone. */
  doctorId?: string
  actor: Actor
  answer: DoctorAnswer
  key: string
}

/** `late`: the proposal had ended, the answer changes nothing by itself. `again`: it was answered so already. */
export type Answered = 'kept' | 'late' | 'again'

/**
 * Keeps what a doctor answers to a proposal, on their page or on the phone (B19). A yes keeps the places until the
 * household answers; anything else frees them and the request goes on. A yes that comes too late is shown to the
 * coordinator. The same key again does nothing more.
 * @throws NotFound for a proposal that is not this doctor's.
 */
export async function answerProposal(
  deps: Deps,
  answering: Answering,
  now: Date,
): Promise<Answered> {
  const { proposalId: id, territoryId, doctorId, actor, answer, key } = answering
  const seen = await findProposal(deps.database.client, { id, territoryId })
  if (!seen || (doctorId && seen.doctorId !== doctorId)) throw new NotFound()
  const target = { id: seen.requestId, territoryId, actor }
  const press = {
    target,
    scope: 'answer_proposal',
    key: `${key}:${answer.kind}`,
    content: [id, answer],
  }
  const kept = await onceOnCase(
    deps,
    press,
    async (tx, held) => {
      const proposal = await findProposal(tx, { id, territoryId })
      return proposal ? keep(tx, deps, { held, proposal, answer }, now) : ('late' as const)
    },
    now,
  )
  return kept ?? 'again'
}

type Keeping = { held: Case; proposal: Proposal; answer: DoctorAnswer }

async function keep(tx: Db, deps: Deps, keeping: Keeping, now: Date): Promise<Answered> {
  const { held, proposal, answer } = keeping
  const { request } = held
  if (takesBack(keeping)) return keepSecondThought(tx, deps, keeping, now)
  const isWaiting = proposal.status === 'pending' && request.status === 'proposed'
  if (!isWaiting || proposal.expiresAt <= now) return keepLate(tx, deps, keeping, now)
  await (answer.kind === 'yes' ? accept : decline)(tx, deps, keeping, now)
  return 'kept'
}

/** A doctor who said yes, and now something else, before or after the household was told of them. */
function takesBack({ held, proposal, answer }: Keeping): boolean {
  const { status } = held.request
  const isLiving = status === 'proposed' || status === 'offered' || status === 'agreed'
  return proposal.status === 'accepted' && isLiving && answer.kind !== 'yes'
}

/**
 * A doctor's second thought: what they said of their availability is believed, the household goes on at its date, and is
 * told so if it knew. Once it agreed, only a person may undo it: they call.
 */
async function keepSecondThought(
  tx: Db,
  deps: Deps,
  keeping: Keeping,
  now: Date,
): Promise<Answered> {
  const { held, proposal } = keeping
  if (held.request.status === 'agreed') return keepLate(tx, deps, keeping, now)
  const declined = { ...refusal(keeping.answer), status: 'declined' as const }
  await undo(tx, deps, { held, proposal, why: 'doctor_refused', declined }, now)
  await believe(tx, keeping, now)
  return 'kept'
}

async function accept(tx: Db, deps: Deps, { held, proposal }: Keeping, now: Date): Promise<void> {
  const { request, actor } = held
  await changeProposal(
    tx,
    { ...proposal, from: 'pending' },
    { status: 'accepted', answeredAt: now, answeredBy: nameOf(actor) },
  )
  await addTodo(
    tx,
    {
      ...keyOf(held),
      kind: 'tell_household',
      uniqueKey: `tell_household:${proposal.id}`,
      whileStatus: 'proposed',
      facts: { proposalId: proposal.id, doctorId: proposal.doctorId },
    },
    now,
  )
  const change = { nextStepOn: addWorkingDays(parisDay(now), TELL_WITHIN_DAYS) }
  const event = {
    kind: 'doctor_answered' as const,
    facts: { doctor: proposal.availabilityId, answer: 'yes' },
  }
  await applyChange(tx, deps, { request, actor, change, event, action: 'decide' }, now)
}

async function decline(
  tx: Db,
  deps: Deps,
  { held, proposal, answer }: Keeping,
  now: Date,
): Promise<void> {
  const said = refusal(answer)
  await changeProposal(
    tx,
    { ...proposal, from: 'pending' },
    {
      status: 'declined',
      answeredAt: now,
      answeredBy: nameOf(held.actor),
      ...said,
    },
  )
  await believe(tx, { proposal, answer }, now)
  const { availabilityId: doctor } = proposal
  const line = { ...keyOf(held), kind: 'doctor_answered' as const, actor: nameOf(held.actor) }
  await appendEvent(tx, deps.keys, { ...line, facts: { doctor, answer: said.declineReason } }, now)
  await goOn(tx, deps, { held, event: { kind: 'rung', facts: { doctor } } }, now)
}

/** How a refusal is kept with its proposal. */
function refusal(answer: DoctorAnswer): ProposalChange & { declineReason: string } {
  return {
    declineReason: answer.kind === 'no' ? answer.reason : answer.kind,
    ...(answer.kind === 'fewer' ? { fewerPeople: answer.people } : {}),
    ...(answer.kind === 'later' ? { laterFrom: dateColumn(answer.from) } : {}),
  }
}

/** What a refusal says of the doctor's availability is true for the next household too. */
async function believe(
  tx: Db,
  { proposal, answer }: Pick<Keeping, 'proposal' | 'answer'>,
  now: Date,
): Promise<void> {
  if (answer.kind === 'later')
    await pauseUntil(tx, proposal, dateColumn(addDays(answer.from, -1)), now)
  const isFull = answer.kind === 'no' && answer.reason === 'full'
  if (!isFull && answer.kind !== 'fewer') return
  await lockOffered(tx, proposal)
  const { held, taken } = await loadOf(tx, proposal, now)
  await limitPlaces(tx, proposal, held + taken + (answer.kind === 'fewer' ? answer.people : 0), now)
}

/** An answer to a proposal that is over: a yes is worth a call, the rest is thanked for. */
async function keepLate(
  tx: Db,
  deps: Deps,
  { held, proposal, answer }: Keeping,
  now: Date,
): Promise<Answered> {
  const isSame =
    answer.kind === 'yes' ? proposal.status === 'accepted' : proposal.status === 'declined'
  if (isSame) return 'again'
  const { availabilityId: doctor, doctorId, id: proposalId } = proposal
  const line = { ...keyOf(held), kind: 'doctor_answered' as const, actor: nameOf(held.actor) }
  const facts = { doctor, answer: answer.kind, late: true }
  await appendEvent(tx, deps.keys, { ...line, facts }, now)
  const { territoryId, actor } = { ...held, territoryId: proposal.territoryId }
  const subject = { kind: 'proposal', id: proposalId }
  await writeAudit(
    tx,
    { territoryId, actor, action: 'update', subject, facts: { late: true } },
    now,
  )
  await keepLateWord(tx, { held, proposal, answer }, now)
  const kind = lateTodo({ held, proposal, answer })
  if (kind)
    await addTodo(
      tx,
      {
        ...keyOf(held),
        kind,
        uniqueKey: `${kind}:${proposalId}`,
        whileStatus: kind === 'late_yes' ? null : 'agreed',
        facts: { proposalId, doctorId },
      },
      now,
    )
  return 'late'
}

/**
 * A late word still says what the doctor can do: a refusal is theirs for this household and believed for the others, a yes
 * takes their own refusal back, so that they may be asked again.
 */
async function keepLateWord(tx: Db, keeping: Keeping, now: Date): Promise<void> {
  const { proposal, answer } = keeping
  if (answer.kind === 'yes') {
    const change = { status: 'withdrawn', endedWhy: 'doctor_changed' } as const
    await changeProposal(tx, { ...proposal, from: 'declined' }, change)
    return
  }
  const said = { ...refusal(answer), status: 'declined' as const }
  if (await changeProposal(tx, { ...proposal, from: 'expired' }, said))
    await believe(tx, keeping, now)
}

function lateTodo({ held, proposal, answer }: Keeping): TodoKind | null {
  if (answer.kind === 'yes') return 'late_yes'
  return held.request.status === 'agreed' && proposal.status === 'accepted' ? 'doctor_gone' : null
}

function dateColumn(day: Day): Date {
  return new Date(`${day}T00:00:00Z`)
}
