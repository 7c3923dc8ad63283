import type { RequestStatus } from '../../prisma/generated/enums.ts'
import type { Actor } from '../audit/service.ts'
import { parisDay } from '../calendar/rules.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { type Act, claimKey, fingerprintOf, subjectOf } from '../idempotency/service.ts'
import { applyChange, lockedRequestFor } from '../orientation/change.ts'
import { canMove } from '../orientation/rules.ts'
import { markMembers, type OrientationRequest } from '../orientation/service.ts'
import { noteAbsence } from '../proposals/service.ts'
import {
  closeShortlist,
  findOpenShortlist,
  insertOutcome,
  listOutcomes,
  type Said,
} from '../shortlists/service.ts'
import { findTerritory, type Territory } from '../territory/service.ts'
import { contradictionOf } from './contradiction.ts'
import { haveSettled } from './disagreement.ts'
import { isMissed } from './missed.ts'
import { statusAfterAnswer, stepOnceFound } from './rules.ts'

/** What a doctor says of a household that was sent to them. */
export type DoctorAnswer = 'seen' | 'absent' | 'declared'

export type ToldByDoctor = {
  territoryId: string
  /** The doctor, with the name that the timeline shows. */
  actor: Actor
  requestId: string
  /** Where the household was sent: one of the doctor's own. */
  availabilityId: string
  answer: DoctorAnswer
  key: string
}

/**
 * Keeps what a doctor says of a household. It moves the request forward where the table of moves allows, and a doctor may
 * take their own word back; what contradicts the household is kept beside it and moves nothing: a person settles it.
 * The same key again does nothing more.
 */
export async function recordDoctorAnswer(deps: Deps, told: ToldByDoctor, now: Date): Promise<void> {
  const { territoryId, requestId, availabilityId, answer, key } = told
  const fingerprint = fingerprintOf(deps.keys, [requestId, availabilityId, answer])
  const act: Act = { territoryId, scope: 'doctor_answer', key, fingerprint }
  if (await subjectOf(deps.database.client, act)) return
  const territory = await findTerritory(deps, territoryId)
  await deps.database.transaction(async (tx) => {
    if (!(await claimKey(tx, act, requestId, now))) return
    await keep(tx, deps, { ...told, territory }, now)
  })
}

type Keeping = ToldByDoctor & { territory: Territory }

async function keep(tx: Db, deps: Deps, told: Keeping, now: Date): Promise<void> {
  const { territoryId, requestId, availabilityId, actor, answer } = told
  const request = await lockedRequestFor(tx, deps, { id: requestId, territoryId, actor })
  const said = await listOutcomes(tx, { requestId, territoryId })
  const isTakenBack = takesBack(said, told, request)
  const word = { availabilityId, kind: answer, toldBy: 'doctor', at: now }
  await insertOutcome(tx, { territoryId, requestId, ...word })
  const contradicted = contradictionOf(word, said)
  if (contradicted) {
    await haveSettled(tx, { request, newest: word, older: contradicted }, now)
    const event = eventOf(told, null)
    return applyChange(tx, deps, { request, actor, change: {}, event }, now)
  }
  if (answer === 'absent') return keepAbsence(tx, deps, { told, request, said, isTakenBack }, now)
  const status = statusAfter(request, answer)
  if (isFollowed(status ?? request.status)) await markHousehold(tx, request, answer, now)
  if (status === 'declared') await closeShortlist(tx, deps, { requestId, territoryId }, now)
  const nextStepOn = status && stepOnceFound(status, parisDay(now))
  const change = status ? { status, nextStepOn, foundAt: request.foundAt ?? now } : {}
  const event = eventOf(told, status)
  await applyChange(tx, deps, { request, actor, change, event }, now)
}

type Absence = {
  told: Keeping
  request: OrientationRequest
  said: readonly Said[]
  isTakenBack: boolean
}

/** A household that had come on this doctor's word alone waits again, at its old date: nobody has seen it. */
async function keepAbsence(
  tx: Db,
  deps: Deps,
  { told, request, said, isTakenBack }: Absence,
  now: Date,
): Promise<void> {
  const { territory, availabilityId, actor } = told
  const memberIds = request.members.map(({ id }) => id)
  if (isTakenBack) await markMembers(tx, { requestId: request.id, memberIds }, { seenAt: null })
  const held = { request, territory, actor }
  const { id: requestId, territoryId, status } = request
  const list = await findOpenShortlist(tx, deps.keys, { requestId, territoryId })
  const listed = list?.entries.map((entry) => entry.availabilityId) ?? []
  const missed = isMissed(said, { availabilityId, status, listed })
  const absence = { held, availabilityId, isTakenBack, isMissed: missed }
  if (await noteAbsence(tx, deps, absence, now)) return
  if (isTakenBack) await closeShortlist(tx, deps, { requestId, territoryId }, now)
  const nextStepOn = addWorkingDays(parisDay(now), territory.answerWorkingDays)
  const change = isTakenBack ? { status: 'ready' as const, nextStepOn, foundAt: null } : {}
  const event = eventOf(told, isTakenBack ? 'ready' : null)
  await applyChange(tx, deps, { request, actor, change, event }, now)
}

function eventOf({ answer, availabilityId }: Keeping, status: RequestStatus | null) {
  return { kind: 'outcome' as const, facts: { answer, doctor: availabilityId, status } }
}

const CAME: readonly string[] = ['found', 'seen', 'declared']

/**
 * True when a doctor who said that a household came now says that it did not, and nobody else ever said that it did:
 * neither the household, nor another doctor whose last word it is.
 */
function takesBack(
  said: readonly Said[],
  { availabilityId, answer }: Keeping,
  { status }: OrientationRequest,
): boolean {
  if (answer !== 'absent' || status !== 'seen') return false
  if (said.some(({ toldBy, kind }) => toldBy !== 'doctor' && CAME.includes(kind))) return false
  const last = new Map(said.map((each) => [each.availabilityId, each.kind]))
  const came = [...last].filter(([, kind]) => CAME.includes(kind)).map(([where]) => where)
  return came.length === 1 && came[0] === availabilityId
}

type Presence = Exclude<DoctorAnswer, 'absent'>

/** Where the doctor's word takes the request; null where it stays. Never backwards. */
function statusAfter({ status }: OrientationRequest, answer: Presence): RequestStatus | null {
  const standing = { status, listed: [], refused: [], allDeclared: true }
  const wanted = statusAfterAnswer(answer, standing)
  return wanted && canMove(status, wanted) ? wanted : null
}

function isFollowed(status: RequestStatus): boolean {
  return status === 'seen' || status === 'declared'
}

/** Dates already there stay: the first time somebody was seen, or declared, is the one that counts. */
async function markHousehold(
  tx: Db,
  { id: requestId, members }: OrientationRequest,
  answer: Presence,
  now: Date,
): Promise<void> {
  const idsWithout = (mark: 'seenAt' | 'declaredAt') =>
    members.filter((member) => !member[mark]).map(({ id }) => id)
  await markMembers(tx, { requestId, memberIds: idsWithout('seenAt') }, { seenAt: now })
  if (answer === 'declared')
    await markMembers(tx, { requestId, memberIds: idsWithout('declaredAt') }, { declaredAt: now })
}
