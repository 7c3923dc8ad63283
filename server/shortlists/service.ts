import { randomUUID } from 'node:crypto'
import type { Channel } from '../../prisma/generated/enums.ts'
import { addDays, parisDay } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { MoveRefused, UserError } from '../errors.ts'
import { claimKey, fingerprintOf, subjectOf } from '../idempotency/service.ts'
import { cancelQueued, enqueue } from '../messaging/service.ts'
import { applyChange, requestFor, type Target } from '../orientation/change.ts'
import { nextNewsOn, type OrientationRequest } from '../orientation/service.ts'
import { homeVisitsOf } from '../proposals/rules.ts'
import { findTerritory } from '../territory/service.ts'
import { choiceFor, chosenOf } from './choice.ts'
import { endShortlist, findOpenShortlist, insertShortlist, type Shortlist } from './store.ts'

export {
  endShortlist,
  findOpenShortlist,
  findShortlist,
  insertOutcome,
  listOutcomes,
  lowerAvailability,
  refusedBy,
  type Said,
  type Shortlist,
} from './store.ts'

/** Time to think again: a message leaves only after it. */
export const UNDO_SECONDS = 10
/** A household that said nothing is asked ten days after its list. */
const ASK_AFTER_DAYS = 10

/** A doctor chosen on the page can no longer take the household: the ranking must be read again. */
export class ChoiceOutOfDate extends UserError {
  readonly status = 409
  constructor() {
    super('choiceOutOfDate')
  }
}

/** Nobody is offered a doctor beyond the distance they chose without a reason that is kept (rule 1). */
export class DistanceReasonMissing extends UserError {
  readonly status = 422
  constructor() {
    super('distanceReason')
  }
}

export type Decision = {
  key: string
  availabilityIds: readonly string[]
  channel: Channel
  /** Distance applied to the ranking, in kilometres. */
  km: number
  /** Why it exceeds what the household chose. */
  exception: string | null
}

/** The list of a request has served: it is open no more. Nothing when none is. In a transaction that holds the request. */
export async function closeShortlist(
  tx: Db,
  { keys }: Pick<Deps, 'keys'>,
  key: { requestId: string; territoryId: string },
  now: Date,
): Promise<void> {
  const { territoryId } = key
  const list = await findOpenShortlist(tx, keys, key)
  if (list) await endShortlist(tx, { id: list.id, territoryId, as: 'closedAt' }, now)
}

/**
 * Passes a list on: status, list, timeline, audit and message in one transaction. An e-mail or an SMS leaves after
 * ten seconds unless undone; by phone or by letter, the person of the staff has given it and says so.
 * The same key again does nothing more.
 * @throws ChoiceOutOfDate, DistanceReasonMissing, MoveRefused, StaleVersion
 */
export async function sendShortlist(
  deps: Deps,
  target: Target,
  decision: Decision,
  now: Date,
): Promise<{ shortlistId: string }> {
  const territory = await findTerritory(deps, target.territoryId)
  const fingerprint = fingerprintOf(deps.keys, [target.id, decision])
  const act = {
    territoryId: target.territoryId,
    scope: 'shortlist',
    key: decision.key,
    fingerprint,
  }
  const known = await subjectOf(deps.database.client, act)
  if (known) return { shortlistId: known }
  const shortlistId = randomUUID()
  await deps.database.transaction(async (tx) => {
    if (!(await claimKey(tx, act, shortlistId, now))) return
    const request = await requestFor(tx, deps, target)
    if (decision.km > request.wishes.maxKm && !decision.exception) throw new DistanceReasonMissing()
    if (territory.mode !== 'shortlist') throw new MoveRefused(request.status, 'shortlisted')
    const choice = await choiceFor(tx, { request, territory, km: decision.km }, now)
    const chosen = choice ? chosenOf(choice, decision.availabilityIds) : []
    if (chosen.length === 0 || chosen.length !== decision.availabilityIds.length)
      throw new ChoiceOutOfDate()
    const entries = chosen.map(({ id, km, reasons }) => ({ availabilityId: id, km, reasons }))
    await record(tx, deps, { request, target, decision, shortlistId, entries }, now)
  })
  return { shortlistId: (await subjectOf(deps.database.client, act)) ?? shortlistId }
}

type Recording = {
  request: OrientationRequest
  target: Target
  decision: Decision
  shortlistId: string
  entries: Shortlist['entries']
}

async function record(tx: Db, deps: Deps, recording: Recording, now: Date): Promise<void> {
  const { request, target, decision, shortlistId, entries } = recording
  const { channel, km, exception } = decision
  const byMachine = channel === 'email' || channel === 'sms'
  await insertShortlist(tx, deps.keys, {
    id: shortlistId,
    territoryId: request.territoryId,
    requestId: request.id,
    channel,
    decidedBy: target.actor.name ?? target.actor.kind,
    decidedAt: now,
    givenAt: byMachine ? null : now,
    maxKm: km,
    exception,
    entries,
    homeVisits: homeVisitsOf(request.members),
  })
  await applyChange(
    tx,
    deps,
    {
      request,
      actor: target.actor,
      change: {
        status: 'shortlisted',
        orientedAt: request.orientedAt ?? now,
        nextStepOn: addDays(parisDay(now), ASK_AFTER_DAYS),
      },
      event: {
        kind: channel === 'phone' ? 'told_by_phone' : 'list_given',
        facts: { channel, doctors: entries.length, km },
        ...(exception ? { note: exception } : {}),
      },
      action: 'send',
    },
    now,
  )
  if (byMachine) await enqueueList(tx, { request, channel, shortlistId }, now)
}

async function enqueueList(
  tx: Db,
  {
    request,
    channel,
    shortlistId,
  }: { request: OrientationRequest; channel: 'email' | 'sms'; shortlistId: string },
  now: Date,
): Promise<void> {
  await enqueue(
    tx,
    {
      territoryId: request.territoryId,
      requestId: request.id,
      channel,
      template: 'shortlist',
      ids: { shortlistId },
      uniqueKey: uniqueKeyOf(shortlistId),
      deliverAfter: new Date(now.getTime() + UNDO_SECONDS * 1000),
    },
    now,
  )
}

/** Takes a list back while its message has not left: the request is on the waiting list again. False when too late. */
export async function undoShortlist(deps: Deps, target: Target, now: Date): Promise<boolean> {
  const nextStepOn = await nextNewsOn(deps, target.territoryId, now)
  return deps.database.transaction(async (tx) => {
    const request = await requestFor(tx, deps, target)
    const list = await findOpenShortlist(tx, deps.keys, {
      requestId: request.id,
      territoryId: request.territoryId,
    })
    if (!list || request.status !== 'shortlisted') return false
    const { territoryId } = request
    if (!(await cancelQueued(tx, { territoryId, uniqueKey: uniqueKeyOf(list.id) }))) return false
    await endShortlist(tx, { id: list.id, territoryId, as: 'cancelledAt' }, now)
    const firstTime = request.orientedAt?.getTime() === list.decidedAt.getTime()
    await applyChange(
      tx,
      deps,
      {
        request,
        actor: target.actor,
        change: { status: 'ready', nextStepOn, ...(firstTime ? { orientedAt: null } : {}) },
        event: { kind: 'list_cancelled', facts: { channel: list.channel } },
        isUntold: true,
      },
      now,
    )
    return true
  })
}

/** Key of the one message that carries a list. */
export function uniqueKeyOf(shortlistId: string): string {
  return `shortlist:${shortlistId}`
}
