import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { MoveRefused, NotFound } from '../errors.ts'
import { endSilence } from '../followup/questions.ts'
import { applyChange, type Change, type Target } from '../orientation/change.ts'
import { type PlacedHome, placeHome } from '../orientation/placing.ts'
import { canMove } from '../orientation/rules.ts'
import {
  nextNewsOn,
  type OrientationRequest,
  removeMember,
  updateMember,
} from '../orientation/service.ts'
import { resumeSms } from '../orientation/stopping.ts'
import { reroute } from '../orientation/telling.ts'
import { rehoused } from '../orientation/verdicts.ts'
import { findLiving, onceOnCase, shrinkHold } from '../proposals/service.ts'
import { addTodo } from '../todos/service.ts'
import type { Correction } from './correct-check.ts'

/** In these a doctor was asked, or named, from what the household had said. */
const CHOSEN: readonly string[] = ['shortlisted', 'proposed', 'offered', 'agreed']
/** What doctors are chosen by, and asked with. */
const TOUCHING: readonly string[] = ['adresse', 'souhaits', 'personne', 'retrait']

type Held = { request: OrientationRequest; actor: Target['actor'] }

/**
 * A household corrects one part of what it said. The timeline says which part, never what it wrote. A new address is
 * placed and judged as on the first day; what waits to be sent leaves by the new channel; where a doctor was already asked
 * or named, a person is to look. A household that corrects is silent no longer. The same key again does nothing more.
 * @throws NotFound, MoveRefused once the request is closed, StaleVersion
 */
export async function correctFile(
  deps: Deps,
  target: Target,
  { key, correction }: { key: string; correction: Correction },
  now: Date,
): Promise<void> {
  const { territoryId } = target
  const placed =
    correction.section === 'adresse' ? await placeHome(deps, territoryId, correction.address) : null
  const nextStepOn = await nextNewsOn(deps, territoryId, now)
  const press = { target, scope: 'correct_file', key, content: correction }
  await onceOnCase(
    deps,
    press,
    async (tx, found) => {
      if (found.request.status === 'closed') throw new MoveRefused('closed', 'corrected')
      const held = { ...found, request: await endSilence(tx, deps, found, now) }
      const corrected = await decide(tx, deps, { held, correction, placed, now })
      const news = corrected.change.status === 'ready' ? { nextStepOn } : {}
      const change = { ...corrected.change, ...news }
      await applyChange(tx, deps, { ...held, ...corrected, change }, now)
      if (isForAPerson(held, correction, corrected)) await haveSeen(tx, held, now)
    },
    now,
  )
}

type Correcting = { held: Held; correction: Correction; placed: PlacedHome | null; now: Date }

/** What a correction makes of the request, its people already changed. */
async function decide(tx: Db, deps: Deps, correcting: Correcting): Promise<Change> {
  const { held, correction, placed, now } = correcting
  const { request, actor } = held
  const event = { kind: 'corrected', facts: { section: correction.section } } as const
  switch (correction.section) {
    case 'joindre':
      return { change: await reach(tx, deps, { held, correction, now }), event }
    case 'adresse':
      return placed ? { ...rehoused(request, placed, actor), event } : { change: {}, event }
    case 'souhaits':
      return { change: { wishes: correction.wishes, ...followed(request, correction) }, event }
    case 'enquete':
      return { change: { surveyAgreedAt: agreedAt(request, correction, now) }, event }
    case 'personne':
      return { change: await correctPerson(tx, deps, request, correction), event }
    case 'retrait':
      return removePerson(tx, request, correction)
  }
}

type Of<S extends Correction['section']> = Extract<Correction, { section: S }>

/** Who chooses SMS again takes them again, but on a number that the provider refuses. */
async function reach(
  tx: Db,
  deps: Deps,
  { held, correction, now }: { held: Held; correction: Of<'joindre'>; now: Date },
): Promise<Change['change']> {
  const { request, actor } = held
  const { contact, channel } = correction
  const { id, territoryId, members: people, reference } = request
  const isBarred = request.smsStoppedBy === 'provider' && contact.phone === request.contact.phone
  const resumes = channel === 'sms' && request.smsStoppedAt !== null && !isBarred
  if (resumes) await resumeSms(tx, deps, { id, territoryId, actor }, now)
  const smsStoppedAt = resumes ? null : request.smsStoppedAt
  await reroute(tx, { ...request, channel, contact, smsStoppedAt })
  return { channel, reach: { contact, people, reference } }
}

/** The date of an agreement is that of the first time it was given. */
function agreedAt({ surveyAgreedAt }: OrientationRequest, { isAgreed }: Of<'enquete'>, now: Date) {
  return isAgreed ? (surveyAgreedAt ?? now) : null
}

/** Somebody who sees the same doctor, or does not any more, waits elsewhere; what cannot move by itself is a person's. */
function followed(
  { status, home, verdict }: OrientationRequest,
  { wishes }: Of<'souhaits'>,
): Pick<Change['change'], 'status'> {
  if (wishes.alreadyFollowed && canMove(status, 'already_followed'))
    return { status: 'already_followed' }
  const canWait = home.position !== null && verdict === 'inside'
  const waits = !wishes.alreadyFollowed && status === 'already_followed' && canWait
  return waits ? { status: 'ready' } : {}
}

async function correctPerson(
  tx: Db,
  { keys }: Deps,
  request: OrientationRequest,
  { memberId, member }: Of<'personne'>,
): Promise<Change['change']> {
  if (!request.members.some(({ id }) => id === memberId)) throw new NotFound()
  await updateMember(tx, keys, request, { id: memberId, ...member })
  const people = request.members.map((each) => (each.id === memberId ? member : each))
  return { reach: { contact: request.contact, people, reference: request.reference } }
}

/** A household of one has nobody to remove: it withdraws its request instead. */
async function removePerson(
  tx: Db,
  request: OrientationRequest,
  { memberId, reason }: Of<'retrait'>,
): Promise<Change> {
  const { id: requestId, territoryId, contact, reference, status } = request
  const people = request.members.filter(({ id }) => id !== memberId)
  if (people.length === request.members.length || people.length === 0) throw new NotFound()
  await removeMember(tx, request, memberId)
  await shrinkHold(tx, { requestId, territoryId }, people)
  const isDone = people.every(({ declaredAt }) => declaredAt) && canMove(status, 'declared')
  const over = isDone ? { status: 'declared' as const, nextStepOn: null } : {}
  return {
    change: { reach: { contact, people, reference }, ...over },
    event: { kind: 'member_removed', facts: { people: people.length, reason } },
  }
}

function isForAPerson({ request }: Held, correction: Correction, { change }: Change): boolean {
  if (CHOSEN.includes(request.status) && TOUCHING.includes(correction.section)) return true
  if (correction.section !== 'souhaits' || change.status) return false
  return correction.wishes.alreadyFollowed !== request.wishes.alreadyFollowed
}

async function haveSeen(tx: Db, { request }: Held, now: Date): Promise<void> {
  const { id: requestId, territoryId, version } = request
  const proposal = await findLiving(tx, { requestId, territoryId })
  const facts = proposal ? { proposalId: proposal.id, doctorId: proposal.doctorId } : {}
  const uniqueKey = `household_corrected:${requestId}:${version}`
  const todo = { kind: 'household_corrected', uniqueKey, whileStatus: null, facts } as const
  await addTodo(tx, { requestId, territoryId, ...todo }, now)
}
