import type { RequestStatus } from '../../prisma/generated/enums.ts'
import { addDays, type Day, parisDay } from '../calendar/rules.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { MoveRefused, UserError } from '../errors.ts'
import { type Act, claimKey, fingerprintOf, subjectOf } from '../idempotency/service.ts'
import { applyChange, lockedRequestFor, type Target } from '../orientation/change.ts'
import { markMembers, type OrientationRequest } from '../orientation/service.ts'
import { endAgreed, findAgreed } from '../proposals/service.ts'
import {
  endShortlist,
  findOpenShortlist,
  insertOutcome,
  lowerAvailability,
  refusedBy,
  type Shortlist,
} from '../shortlists/service.ts'
import { findTerritory, type Territory } from '../territory/service.ts'
import { appendEvent } from '../timeline/service.ts'
import { type Answer, ASKED, statusAfterAnswer } from './rules.ts'

/** Nobody is asked again before that many days. */
const ASK_AGAIN_DAYS = 10

export type Told = {
  key: string
  answer: Answer
  /** The doctor it is about, `all` of the list, or null for no one in particular. */
  availabilityId: string | 'all' | null
  /** Members it is about; empty for all. */
  memberIds: readonly string[]
}

/** A refusal among several doctors says who refused: those who did not are not put in doubt. */
export class WhichDoctor extends UserError {
  readonly status = 422
  constructor() {
    super('whichDoctor')
  }
}

/**
 * Keeps what a household says of its search, and moves the request. A refusal costs nothing: the date of registration
 * is kept, the doctor is not proposed again and their availability is in doubt. The same key again does nothing more.
 * @throws MoveRefused when nothing was asked yet, WhichDoctor.
 */
export async function recordAnswer(
  deps: Deps,
  target: Target,
  told: Told,
  now: Date,
): Promise<void> {
  const { territoryId } = target
  const fingerprint = fingerprintOf(deps.keys, [target.id, told])
  const act: Act = { territoryId, scope: 'answer', key: told.key, fingerprint }
  if (await subjectOf(deps.database.client, act)) return
  const territory = await findTerritory(deps, territoryId)
  await deps.database.transaction(async (tx) => {
    if (!(await claimKey(tx, act, target.id, now))) return
    const request = await lockedRequestFor(tx, deps, target)
    const key = { requestId: request.id, territoryId }
    const list = await findOpenShortlist(tx, deps.keys, key)
    const agreed = await findAgreed(tx, key)
    const isAsked = ASKED.includes(request.status) || request.status === 'already_followed'
    if (!isAsked) throw new MoveRefused(request.status, told.answer)
    const named = agreed ? [agreed.availabilityId] : listedIn(list)
    const said = agreed ? { ...told, availabilityId: agreed.availabilityId } : told
    if (isUnsaid(said, named)) throw new WhichDoctor()
    await keep(tx, deps, { request, territory, list, named, target, told: said }, now)
  })
}

type Keeping = {
  request: OrientationRequest
  territory: Territory
  list: Shortlist | null
  /** The doctors that the household was named: those of its list, or the one that it agreed to. */
  named: readonly string[]
  target: Target
  told: Told
}

async function keep(tx: Db, deps: Deps, keeping: Keeping, now: Date): Promise<void> {
  const { request, list, named, told, target } = keeping
  const { territoryId } = request
  const refused = await noteOutcome(tx, keeping, now)
  await markPeople(tx, { request, told }, now)
  const status = statusAfterAnswer(told.answer, {
    status: request.status,
    listed: named,
    refused,
    allDeclared: isAllDeclared(keeping),
  })
  const event = {
    kind: 'outcome' as const,
    facts: { answer: told.answer, doctor: doctorMeant(named, told), status },
  }
  if (status === 'ready' && (await endAgreement(tx, deps, keeping, now))) return
  if (status && list && status !== 'seen')
    await endShortlist(tx, { id: list.id, territoryId, as: 'closedAt' }, now)
  const change = {
    ...(status ? { status } : {}),
    ...(isSeen(told) || told.answer === 'declared' ? { foundAt: request.foundAt ?? now } : {}),
    ...(status === 'ready' ? { foundAt: null } : {}),
    nextStepOn: nextStepAfter(status, keeping, now),
  }
  await applyChange(tx, deps, { request, actor: target.actor, change, event }, now)
}

/** A household that agreed to a doctor and has none in the end waits again, as the ladder says; false for the others. */
async function endAgreement(
  tx: Db,
  deps: Deps,
  { request, territory, target, named, told }: Keeping,
  now: Date,
): Promise<boolean> {
  const { actor } = target
  const { answer } = told
  const why = answer === 'refused' ? 'doctor_refused' : 'not_found'
  const held = { request, territory, actor }
  if (!(await endAgreed(tx, deps, { held, why }, now))) return false
  const { id: requestId, territoryId } = request
  const facts = { answer, doctor: doctorMeant(named, told), status: 'ready' }
  const line = { requestId, territoryId, actor: actor.name ?? actor.kind, facts }
  await appendEvent(tx, deps.keys, { ...line, kind: 'outcome' }, now)
  return true
}

function nextStepAfter(
  status: RequestStatus | null,
  { territory }: Keeping,
  now: Date,
): Day | null {
  const today = parisDay(now)
  if (status === 'ready') return addWorkingDays(today, territory.answerWorkingDays)
  return status === 'declared' ? null : addDays(today, ASK_AGAIN_DAYS)
}

async function markPeople(
  tx: Db,
  { request, told }: Pick<Keeping, 'request' | 'told'>,
  now: Date,
): Promise<void> {
  const people = { requestId: request.id, memberIds: peopleMeant(request, told) }
  if (isSeen(told)) await markMembers(tx, people, { seenAt: now })
  if (told.answer === 'not_found') await markMembers(tx, people, { seenAt: null })
  if (told.answer === 'declared') await markMembers(tx, people, { seenAt: now, declaredAt: now })
}

/** Writes the outcome; gives the doctors named who have refused by now. */
async function noteOutcome(
  tx: Db,
  { request, named, told, target }: Keeping,
  now: Date,
): Promise<string[]> {
  const { territoryId, id: requestId } = request
  const toldBy = target.actor.kind
  const one = doctorMeant(named, told)
  const kind = told.answer === 'not_found' ? 'not_yet' : told.answer
  const about = kind === 'refused' && !one ? named : [one]
  for (const availabilityId of about.length > 0 ? about : [null]) {
    await insertOutcome(tx, { territoryId, requestId, availabilityId, kind, at: now, toldBy })
    if (kind === 'refused' && availabilityId)
      await lowerAvailability(tx, { availabilityId, territoryId }, now)
  }
  return refusedBy(tx, { requestId, territoryId })
}

function isSeen({ answer }: Told): boolean {
  return answer === 'found' || answer === 'seen'
}

function isAllDeclared({ request, told }: Keeping): boolean {
  const people = peopleMeant(request, told)
  return request.members.every(({ id, declaredAt }) => declaredAt || people.includes(id))
}

/** The people of the household that an answer is about: those named, else everybody. */
function peopleMeant({ members }: OrientationRequest, { memberIds }: Told): string[] {
  const all = members.map(({ id }) => id)
  const named = all.filter((id) => memberIds.includes(id))
  return named.length > 0 ? named : all
}

/** The one doctor named that an answer means; null for all of them, for none, and for anything else. */
function doctorMeant(named: readonly string[], { availabilityId }: Told): string | null {
  return named.find((id) => id === availabilityId) ?? null
}

function listedIn(list: Shortlist | null): string[] {
  return list?.entries.map(({ availabilityId }) => availabilityId) ?? []
}

function isUnsaid(told: Told, named: readonly string[]): boolean {
  if (told.answer !== 'refused' || told.availabilityId === 'all') return false
  return doctorMeant(named, told) === null && named.length > 1
}
