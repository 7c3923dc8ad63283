import type { Actor } from '../audit/service.ts'
import type { Change } from './change.ts'
import type { PlacedHome } from './placing.ts'
import type { OrientationRequest } from './row-store.ts'
import type { RequestStatus, Verdict } from './rules.ts'

/** What another answer of the geocoder does to a request: its home, its verdict, and where it waits. */
export function rehoused(
  request: OrientationRequest,
  { home, inseeCode, verdict, placed }: PlacedHome,
  actor: Actor,
): Change {
  return {
    change: { home, inseeCode, ...judged(request, placed && verdict ? verdict : 'to_verify') },
    event: {
      kind: placed ? 'located' : 'to_locate',
      facts: { verdict, by: actor.kind === 'staff' ? 'coordinator' : 'geocoder' },
    },
  }
}

/** A new verdict takes the place of a former decision, and moves a request that waits. */
export function judged(request: OrientationRequest, verdict: Verdict): Change['change'] {
  return { verdict, verdictBy: null, ...statusAfter(request, verdict) }
}

/** What a verdict does to a request that waits: nothing to one that is further on. */
export function statusAfter(
  { status }: OrientationRequest,
  verdict: Verdict,
): { status?: RequestStatus } {
  const waits = status === 'to_locate' || status === 'ready' || status === 'outside'
  if (!waits) return {}
  const next = { inside: 'ready', outside: 'outside', to_verify: 'to_locate' } as const
  const wanted = next[verdict]
  if (wanted === status) return {}
  if (status === 'outside' && wanted === 'to_locate') return {}
  return { status: wanted }
}
