import type { Channel } from '../../prisma/generated/enums.ts'
import { addDays, parisDay } from '../calendar/rules.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { MoveRefused } from '../errors.ts'
import { heardFrom } from '../followup/questions.ts'
import { applyChange, type Target } from '../orientation/change.ts'
import { machineChannel, tell } from '../orientation/telling.ts'
import { endTodos } from '../todos/service.ts'
import { isDoctorGone } from './care-store.ts'
import { type Case, keyOf, onceOnCase } from './case.ts'
import { haveDoctorWarned, tellDoctor } from './doctor-news.ts'
import { undo } from './ending.ts'
import { changeProposal, findLiving, type Proposal } from './proposals-store.ts'
import { endRound } from './rounds-store.ts'
import { endOfOffice, type HouseholdReason } from './rules.ts'
import { tellSecurely } from './secure-news.ts'

/** A household that agreed is asked ten days later whether it was seen. */
const ASK_AFTER_DAYS = 10

export type Telling = { key: string; channel: Channel }

/**
 * Tells a household that a doctor said yes (B20): by a message that says there is news and no more, or by a person, on the
 * phone or by letter. It then has the territory's working days to agree or refuse.
 * @throws MoveRefused when no doctor said yes, or the channel cannot reach the household; StaleVersion
 */
export async function tellHousehold(
  deps: Deps,
  target: Target,
  { key, channel }: Telling,
  now: Date,
): Promise<void> {
  const press = { target, scope: 'tell_household', key, content: channel }
  await onceOnCase(
    deps,
    press,
    async (tx, held) => {
      const proposal = await acceptedOf(tx, held)
      if (!proposal || held.request.status !== 'proposed')
        throw new MoveRefused(held.request.status, 'offered')
      await offer(tx, deps, { held, proposal, channel }, now)
    },
    now,
  )
}

type Offering = { held: Case; proposal: Proposal; channel: Channel }

/**
 * The household is told, by the channel given; in a transaction that holds the request.
 * @throws MoveRefused when no message can leave by that channel: it would be held as told of what nobody said.
 */
export async function offer(
  tx: Db,
  deps: Deps,
  { held, proposal, channel }: Offering,
  now: Date,
): Promise<void> {
  const { request, territory, actor } = held
  const isMessage = channel === 'email' || channel === 'sms'
  if (isMessage && machineChannel({ ...request, channel }) !== channel)
    throw new MoveRefused(request.status, 'offered')
  const until = addWorkingDays(parisDay(now), territory.offerWorkingDays)
  await changeProposal(
    tx,
    { ...proposal, from: 'accepted' },
    { offeredAt: now, offerExpiresAt: endOfOffice(until) },
  )
  if (isMessage)
    await tell(
      tx,
      { ...request, channel },
      { template: 'solution_found', uniqueKey: `solution_found:${proposal.id}`, by: actor },
      now,
    )
  const change = { status: 'offered' as const, nextStepOn: until }
  const event = { kind: 'solution_told' as const, facts: { channel, until } }
  await applyChange(tx, deps, { request, actor, change, event, action: 'send' }, now)
}

export type OfferAnswer = {
  key: string
  answer: 'agreed' | 'refused'
  /** Why it refuses, if it says so. */
  reason?: HouseholdReason | null
  /** The solution that it was shown; null where a person of the staff hears the answer. */
  proposalId?: string | null
}

/** `gone`: the doctor left meanwhile, and the request is back on the waiting list. */
export type OfferAnswered = 'kept' | 'gone' | 'again'

/**
 * Keeps what a household says of the solution it was told of, on its page or on the phone. Agreed: the doctor is named
 * to it, and told to expect it. Refused, even after the name was told: it costs nothing, keeps the date of registration,
 * frees the place and asks nothing of the doctor. The same key again does nothing more.
 * @throws MoveRefused when there is no solution to answer, or another than the one that was shown.
 */
export async function answerOffer(
  deps: Deps,
  target: Target,
  { key, answer, reason = null, proposalId = null }: OfferAnswer,
  now: Date,
): Promise<OfferAnswered> {
  const press = { target, scope: 'answer_offer', key: `${key}:${answer}`, content: null }
  const kept = await onceOnCase(
    deps,
    press,
    async (tx, seen): Promise<OfferAnswered> => {
      const held = { ...seen, request: await heardFrom(tx, deps, seen, now) }
      const proposal = await acceptedOf(tx, held)
      const { status } = held.request
      const isOther = proposalId !== null && proposal?.id !== proposalId
      if (status === 'agreed' && answer === 'agreed' && !isOther) return 'again'
      if (!proposal || isOther || (status !== 'offered' && status !== 'agreed'))
        throw new MoveRefused(status, answer === 'agreed' ? 'agreed' : 'ready')
      if (answer === 'refused' && reason === 'found') {
        await closeFound(tx, deps, { held, proposal }, now)
        return 'kept'
      }
      if (answer === 'refused') {
        await undo(tx, deps, { held, proposal, why: 'household_refused', reason }, now)
        return 'kept'
      }
      if (await isDoctorGone(tx, proposal, now)) {
        await undo(tx, deps, { held, proposal, why: 'doctor_gone' }, now)
        return 'gone'
      }
      await agree(tx, deps, { held, proposal }, now)
      return 'kept'
    },
    now,
  )
  return kept ?? 'again'
}

async function agree(
  tx: Db,
  deps: Deps,
  { held, proposal }: Omit<Offering, 'channel'>,
  now: Date,
): Promise<void> {
  const { request, actor } = held
  const { availabilityId } = proposal
  await changeProposal(
    tx,
    { ...proposal, from: 'accepted' },
    { householdAnswer: 'agreed', householdAnsweredAt: now },
  )
  await tell(
    tx,
    request,
    {
      template: 'solution_agreed',
      uniqueKey: `solution_agreed:${proposal.id}`,
      ids: { proposalId: proposal.id },
    },
    now,
  )
  await endRound(tx, { ...keyOf(held), why: 'accepted' }, now)
  await endTodos(tx, { ...keyOf(held), kinds: ['late_yes'] }, now)
  if (!(await tellSecurely(tx, deps, proposal, now))) await warnDoctor(tx, deps, proposal, now)
  const change = {
    status: 'agreed' as const,
    orientedAt: request.orientedAt ?? now,
    nextStepOn: addDays(parisDay(now), ASK_AFTER_DAYS),
  }
  const event = {
    kind: 'household_answered' as const,
    facts: { doctor: availabilityId, answer: 'agreed' },
  }
  await applyChange(tx, deps, { request, actor, change, event, action: 'decide' }, now)
}

/** The household calls at once: a doctor whom no message reaches by the next working day is phoned. */
async function warnDoctor(tx: Db, deps: Deps, proposal: Proposal, now: Date): Promise<void> {
  const { id, doctorId, territoryId } = proposal
  const news = { doctorId, territoryId, about: `expected:${id}` }
  const knowsAt = await tellDoctor(tx, deps, news, now)
  if (knowsAt && parisDay(knowsAt) <= addWorkingDays(parisDay(now), 1)) return
  await haveDoctorWarned(tx, proposal, now)
}

/** The household found a doctor by itself: the place is free and the search is over, as when it says so elsewhere. */
async function closeFound(
  tx: Db,
  deps: Deps,
  { held, proposal }: Omit<Offering, 'channel'>,
  now: Date,
): Promise<void> {
  const { request, actor } = held
  await changeProposal(
    tx,
    { ...proposal, from: 'accepted' },
    {
      status: 'withdrawn',
      endedWhy: 'household_refused',
      householdAnswer: 'refused',
      householdAnsweredAt: now,
    },
  )
  await endRound(tx, { ...keyOf(held), why: 'household_refused' }, now)
  const change = {
    status: 'closed' as const,
    closeReason: 'found_alone' as const,
    closedAt: now,
    nextStepOn: null,
  }
  const event = { kind: 'closed' as const, facts: { reason: 'found_alone' } }
  await applyChange(tx, deps, { request, actor, change, event, action: 'decide' }, now)
}

async function acceptedOf(tx: Db, held: Case): Promise<Proposal | null> {
  const living = await findLiving(tx, keyOf(held))
  return living?.status === 'accepted' ? living : null
}
