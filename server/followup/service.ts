import { addDays, type Day, parisDay } from '../calendar/rules.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { MoveRefused, UserError } from '../errors.ts'
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
  const { answerWorkingDays } = await findTerritory(deps, territoryId)
  await deps.database.transaction(async (tx) => {
    if (!(await claimKey(tx, act, target.id, now))) return
    const request = await requestFor(tx, deps, target)
    const list = await findOpenShortlist(tx, deps.keys, { requestId: request.id, territoryId })
    const isAsked = ASKED.includes(request.status) || request.status === 'already_followed'
    if (!isAsked) throw new MoveRefused(request.status, told.answer)
    if (isUnsaid(told, list)) throw new WhichDoctor()
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
  if (told.answer === 'not_found') await markMembers(tx, { requestId, memberIds }, { seenAt: null })
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
        facts: { answer: told.answer, doctor: namedIn(list, told), status },
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
  const named = namedIn(list, told)
  const kind = told.answer === 'not_found' ? 'not_yet' : told.answer
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

/** The one doctor of the list that an answer names; null for all of them, for none, and for anything else. */
function namedIn(list: Shortlist | null, { availabilityId }: Told): string | null {
  return (
    list?.entries.find((entry) => entry.availabilityId === availabilityId)?.availabilityId ?? null
  )
}

function isUnsaid(told: Told, list: Shortlist | null): boolean {
  if (told.answer !== 'refused' || told.availabilityId === 'all') return false
  return namedIn(list, told) === null && (list?.entries.length ?? 0) > 1
}
