import type { Actor } from '../audit/service.ts'
import { addDays, parisDay } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { type Act, claimKey, fingerprintOf, subjectOf } from '../idempotency/service.ts'
import { applyChange, lockedRequestFor } from '../orientation/change.ts'
import { canMove, type RequestStatus } from '../orientation/rules.ts'
import { markMembers, type OrientationRequest } from '../orientation/service.ts'
import { noteAbsence } from '../proposals/service.ts'
import { endShortlist, findOpenShortlist, insertOutcome } from '../shortlists/service.ts'
import { findTerritory, type Territory } from '../territory/service.ts'
import { statusAfterAnswer } from './rules.ts'

/** A household seen is asked whether it is declared after that many days. */
const ASK_AGAIN_DAYS = 10

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
 * Keeps what a doctor says of a household. It moves the request forward where the table of moves allows; what
 * contradicts the household is kept beside it and moves nothing. The same key again does nothing more.
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
  const { territory, territoryId, requestId, availabilityId, actor, answer } = told
  const request = await lockedRequestFor(tx, deps, { id: requestId, territoryId, actor })
  const outcome = { territoryId, requestId, availabilityId, kind: answer, toldBy: 'doctor' }
  await insertOutcome(tx, { ...outcome, at: now })
  const status = statusAfter(request, answer)
  if (answer !== 'absent' && isFollowed(status ?? request.status))
    await markHousehold(tx, request, answer, now)
  if (status === 'declared') {
    const list = await findOpenShortlist(tx, deps.keys, { requestId, territoryId })
    if (list) await endShortlist(tx, { id: list.id, territoryId, as: 'closedAt' }, now)
  }
  const nextStepOn = status === 'declared' ? null : addDays(parisDay(now), ASK_AGAIN_DAYS)
  const change = status ? { status, nextStepOn, foundAt: request.foundAt ?? now } : {}
  const event = { kind: 'outcome' as const, facts: { answer, doctor: availabilityId, status } }
  const absence = { held: { request, territory, actor }, availabilityId }
  if (answer === 'absent' && (await noteAbsence(tx, deps, absence, now))) return
  await applyChange(tx, deps, { request, actor, change, event }, now)
}

/** Where the doctor's word takes the request; null where it stays. Never backwards: `absent` moves nothing. */
function statusAfter({ status }: OrientationRequest, answer: DoctorAnswer): RequestStatus | null {
  if (answer === 'absent') return null
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
  answer: 'seen' | 'declared',
  now: Date,
): Promise<void> {
  const idsWithout = (mark: 'seenAt' | 'declaredAt') =>
    members.filter((member) => !member[mark]).map(({ id }) => id)
  await markMembers(tx, { requestId, memberIds: idsWithout('seenAt') }, { seenAt: now })
  if (answer === 'declared')
    await markMembers(tx, { requestId, memberIds: idsWithout('declaredAt') }, { declaredAt: now })
}
