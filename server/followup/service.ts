import { addDays, type Day, parisDay } from '../calendar/rules.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { MoveRefused } from '../errors.ts'
import { type Act, claimKey, fingerprintOf, subjectOf } from '../idempotency/service.ts'
import { applyChange, requestFor, type Target } from '../orientation/change.ts'
import { markMembers, type OrientationRequest } from '../orientation/service.ts'
import {
  endShortlist,
  findOpenShortlist,
  insertOutcome,
  lowerAvailability,
  refusedBy,
  type Shortlist,
} from '../shortlists/service.ts'
import { findTerritory } from '../territory/service.ts'
import { type Answer, ASKED, statusAfterAnswer } from './rules.ts'

/** Nobody is asked again before that many days. */
const ASK_AGAIN_DAYS = 10

export type Told = {
  key: string
  answer: Answer
  /** The doctor it is about; null for no one in particular. */
  availabilityId: string | null
  /** Members it is about; empty for all. */
  memberIds: readonly string[]
}

/**
 * Keeps what a household says of its search, and moves the request. A refusal costs nothing: the date of registration
 * is kept, the doctor is not proposed again and their availability is in doubt. The same key again does nothing more.
 * @throws MoveRefused when nothing was asked yet.
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
  const { answerWorkingDays } = await findTerritory(deps, territoryId)
  await deps.database.transaction(async (tx) => {
    if (!(await claimKey(tx, act, target.id, now))) return
    const request = await requestFor(tx, deps, target)
    const list = await findOpenShortlist(tx, deps.keys, { requestId: request.id, territoryId })
    const isAsked = ASKED.includes(request.status) || request.status === 'already_followed'
    if (!isAsked) throw new MoveRefused(request.status, told.answer)
    const backOn = addWorkingDays(parisDay(now), answerWorkingDays)
    await keep(tx, deps, { request, list, target, told, backOn }, now)
  })
}

type Keeping = {
  request: OrientationRequest
  list: Shortlist | null
  target: Target
  told: Told
  /** Day of the next news for a request that goes back to the waiting list. */
  backOn: Day
}

async function keep(
  tx: Db,
  deps: Deps,
  { request, list, target, told, backOn }: Keeping,
  now: Date,
): Promise<void> {
  const { territoryId, id: requestId } = request
  const about = await noteOutcome(tx, { request, list, told, toldBy: target.actor.kind }, now)
  const memberIds = peopleMeant(request, told)
  const seen = told.answer === 'found' || told.answer === 'seen'
  if (seen) await markMembers(tx, { requestId, memberIds }, { seenAt: now })
  if (told.answer === 'declared')
    await markMembers(tx, { requestId, memberIds }, { seenAt: now, declaredAt: now })
  const status = statusAfterAnswer(told.answer, {
    status: request.status,
    listed: list?.entries.map(({ availabilityId }) => availabilityId) ?? [],
    refused: about,
    allDeclared: request.members.every(
      (member) => member.declaredAt || memberIds.includes(member.id),
    ),
  })
  if (status && list && status !== 'seen')
    await endShortlist(tx, { id: list.id, territoryId, as: 'closedAt' }, now)
  const today = parisDay(now)
  await applyChange(
    tx,
    deps,
    {
      request,
      actor: target.actor,
      change: {
        ...(status ? { status } : {}),
        ...(seen || told.answer === 'declared' ? { foundAt: request.foundAt ?? now } : {}),
        ...(status === 'ready' ? { foundAt: null } : {}),
        nextStepOn:
          status === 'ready'
            ? backOn
            : status === 'declared'
              ? null
              : addDays(today, ASK_AGAIN_DAYS),
      },
      event: {
        kind: 'outcome',
        facts: { answer: told.answer, doctor: told.availabilityId, status },
      },
    },
    now,
  )
}

/** Writes the outcome; gives the doctors of the list who have refused by now. */
async function noteOutcome(
  tx: Db,
  {
    request,
    list,
    told,
    toldBy,
  }: { request: OrientationRequest; list: Shortlist | null; told: Told; toldBy: string },
  now: Date,
): Promise<string[]> {
  const { territoryId, id: requestId } = request
  const listed = list?.entries.map(({ availabilityId }) => availabilityId) ?? []
  const named =
    told.availabilityId && listed.includes(told.availabilityId) ? told.availabilityId : null
  const kind = told.answer
  const about = kind === 'refused' && !named ? listed : [named]
  for (const availabilityId of about.length > 0 ? about : [null]) {
    await insertOutcome(tx, { territoryId, requestId, availabilityId, kind, at: now, toldBy })
    if (kind === 'refused' && availabilityId)
      await lowerAvailability(tx, { availabilityId, territoryId }, now)
  }
  return refusedBy(tx, { requestId, territoryId })
}

/** The people of the household that an answer is about: those named, else everybody. */
function peopleMeant({ members }: OrientationRequest, { memberIds }: Told): string[] {
  const all = members.map(({ id }) => id)
  const named = all.filter((id) => memberIds.includes(id))
  return named.length > 0 ? named : all
}
