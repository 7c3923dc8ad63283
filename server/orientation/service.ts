import { writeAudit } from '../audit/service.ts'
import { type Day, parisDay } from '../calendar/rules.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import type { Deps } from '../deps.ts'
import { MoveRefused, NotFound } from '../errors.ts'
import type { LonLat } from '../geo.ts'
import { findTerritory, locateHome } from '../territory/service.ts'
import { listEvents, type TimelineEvent } from '../timeline/service.ts'
import { applyChange, changeRequest, lockedRequestFor, requestFor, type Target } from './change.ts'
import type { PlacedHome } from './placing.ts'
import type { OrientationRequest } from './row-store.ts'
import type { CloseReason } from './rules.ts'
import { findRequest } from './store.ts'
import { reroute } from './telling.ts'
import { judged, rehoused, statusAfter } from './verdicts.ts'

export type { Target } from './change.ts'
export { insertMember, removeMember, updateMember } from './members-store.ts'
export { type OrientationRequest, SELECTED, toRequest } from './row-store.ts'
export { findRequest, markMembers, updateCare } from './store.ts'

export type OpenedRequest = { request: OrientationRequest; events: TimelineEvent[] }

/** A request with its timeline, for somebody who will read it: the reading is in the audit. @throws NotFound */
export async function openRequest(deps: Deps, target: Target, now: Date): Promise<OpenedRequest> {
  return deps.database.transaction(async (tx) => {
    const request = await requestFor(tx, deps, target)
    const { id, territoryId } = request
    const events = await listEvents(tx, deps.keys, { requestId: id, territoryId })
    const subject = { kind: 'orientation_request', id }
    await writeAudit(tx, { territoryId, actor: target.actor, action: 'read', subject }, now)
    return { request, events }
  })
}

export type PinnedHome = {
  position: LonLat
  label: string | null
  inseeCode: string | null
  oldInseeCode: string | null
}

/**
 * A person puts the home on the map: its verdict is asked again, and a request that waited for a place moves on,
 * unless the territory is in doubt. `pin` is the place, or picks it from the request.
 */
export async function pinHome(
  deps: Deps,
  target: Target,
  pin: PinnedHome | ((request: OrientationRequest) => PinnedHome),
  now: Date,
): Promise<void> {
  const seen = await findRequest(deps.database.client, deps.keys, target)
  if (!seen) throw new NotFound()
  const pinned = typeof pin === 'function' ? pin(seen) : pin
  const { verdict, citycode } = await locateHome(deps, target.territoryId, pinned)
  const { position, label, inseeCode, oldInseeCode } = pinned
  await changeRequest(
    deps,
    target,
    (request) => ({
      change: {
        home: {
          ...request.home,
          position,
          label: label ?? request.home.label,
          oldInseeCode,
          placedBy: 'coordinator',
          doubts: [],
        },
        inseeCode: inseeCode ?? citycode ?? request.inseeCode,
        ...judged(request, verdict),
      },
      event: { kind: 'located', facts: { verdict, by: 'coordinator' } },
    }),
    now,
  )
}

/** Another answer of the geocoder, to another address or to the same one asked again, takes the former's place. */
export async function replaceHome(
  deps: Deps,
  target: Target,
  placed: PlacedHome,
  now: Date,
): Promise<void> {
  await changeRequest(deps, target, (request) => rehoused(request, placed, target.actor), now)
}

/** A person decides whether the home is in the territory; their reason is kept (rule 6). */
export async function decideVerdict(
  deps: Deps,
  target: Target,
  { verdict, reason }: { verdict: 'inside' | 'outside'; reason: string },
  now: Date,
): Promise<void> {
  await changeRequest(
    deps,
    target,
    (request) => ({
      change: {
        verdict,
        verdictReason: reason,
        verdictBy: target.actor.name ?? target.actor.kind,
        ...(request.home.position || verdict === 'outside' ? statusAfter(request, verdict) : {}),
      },
      event: { kind: 'verdict', facts: { verdict }, note: reason },
      action: 'decide',
    }),
    now,
  )
}

/** Ends a request, with a reason; the first one stays. Its private links live thirty days more. */
export async function closeRequest(
  deps: Deps,
  target: Target,
  { reason, note }: { reason: CloseReason; note?: string },
  now: Date,
): Promise<void> {
  await changeRequest(
    deps,
    target,
    ({ status }) =>
      status === 'closed'
        ? null
        : {
            change: { status: 'closed', closeReason: reason, closedAt: now, nextStepOn: null },
            event: { kind: 'closed', facts: { reason }, ...(note ? { note } : {}) },
          },
    now,
  )
}

/** Puts a request back on the waiting list, at its old date; a closed one is reopened. */
export async function backToReady(deps: Deps, target: Target, now: Date): Promise<void> {
  const nextStepOn = await nextNewsOn(deps, target.territoryId, now)
  await changeRequest(
    deps,
    target,
    (request) => {
      if (!request.home.position) throw new MoveRefused(request.status, 'ready')
      const reopened = request.status === 'closed'
      return {
        change: { status: 'ready', closeReason: null, closedAt: null, nextStepOn },
        event: reopened ? { kind: 'reopened' } : { kind: 'moved', facts: { to: 'ready' } },
      }
    },
    now,
  )
}

/** A move that a person decides by hand: the address must be seen again, or a doctor follows them already. */
export async function moveByHand(
  deps: Deps,
  target: Target,
  to: 'to_locate' | 'already_followed',
  now: Date,
): Promise<void> {
  await changeRequest(
    deps,
    target,
    () => ({ change: { status: to }, event: { kind: 'moved', facts: { to } } }),
    now,
  )
}

export type Reach = {
  phone: string | null
  email: string | null
  channel: OrientationRequest['channel']
  maxKm: number
}

/** A person corrects how to reach a household, and how far it can go; what waits to be sent leaves by the new channel. */
export async function correctReach(
  deps: Deps,
  target: Target,
  reach: Reach,
  now: Date,
): Promise<void> {
  const { phone, email, channel, maxKm } = reach
  const { actor } = target
  await deps.database.transaction(async (tx) => {
    const request = await lockedRequestFor(tx, deps, target)
    const { members: people, reference } = request
    const contact = { ...request.contact, phone, email }
    const wishes = { ...request.wishes, maxKm }
    const change = { channel, wishes, reach: { contact, people, reference } }
    await applyChange(tx, deps, { request, actor, change, event: { kind: 'corrected' } }, now)
    await reroute(tx, { ...request, channel, contact })
  })
}

/** The pause is a pair of dates, not a status: the request keeps its place. Nothing on one that is closed. */
export async function pauseRequest(
  deps: Deps,
  target: Target,
  until: Day | null,
  now: Date,
): Promise<void> {
  const today = parisDay(now)
  const newsOn = await nextNewsOn(deps, target.territoryId, now)
  await changeRequest(
    deps,
    target,
    (request) => {
      if (request.status === 'closed') return null
      if (until)
        return {
          change: { pausedFrom: today, pausedUntil: until },
          event: { kind: 'paused', facts: { until } },
        }
      if (request.pausedFrom === null) return null
      const next = isOutOfDate(request, today) ? { nextStepOn: newsOn } : {}
      return {
        change: { pausedFrom: null, pausedUntil: null, ...next },
        event: { kind: 'resumed' },
      }
    },
    now,
  )
}

/** True of a next step that is past, or was put off until the pause would end. */
function isOutOfDate({ nextStepOn, pausedUntil }: OrientationRequest, today: Day): boolean {
  return nextStepOn !== null && (nextStepOn < today || nextStepOn > (pausedUntil ?? nextStepOn))
}

/** Day by which the patient hears from us, counted from now (a setting of the territory). */
export async function nextNewsOn(deps: Deps, territoryId: string, now: Date): Promise<Day> {
  const { answerWorkingDays } = await findTerritory(deps, territoryId)
  return addWorkingDays(parisDay(now), answerWorkingDays)
}
