/** Failures in a row after which a service is left alone. */
const FAILURES_TO_OPEN = 5
/** Between two probes of a service left alone. */
const PROBE_EVERY_MS = 30_000

/**
 * `failedAt`: the last failures since something went well, oldest first. `openedAt` and `lastProbeAt` are null while the
 * service is trusted (the circuit is closed).
 */
export type Breaker = {
  failedAt: readonly Date[]
  openedAt: Date | null
  lastProbeAt: Date | null
}

export const CLOSED: Breaker = { failedAt: [], openedAt: null, lastProbeAt: null }

/** Whether to call now. While open, one call goes through every 30 seconds, as a probe; a clock set back holds none longer. */
export function mayCall({ lastProbeAt }: Breaker, now: Date): boolean {
  return lastProbeAt === null || Math.abs(now.getTime() - lastProbeAt.getTime()) >= PROBE_EVERY_MS
}

/** The breaker once a call is allowed: while open, that call is the probe, and others wait for the next. */
export function calling(breaker: Breaker, now: Date): Breaker {
  return breaker.lastProbeAt === null ? breaker : { ...breaker, lastProbeAt: now }
}

/** Opens at the fifth failure in a row, all of them within `withinMs`; stays open when a probe fails. */
export function afterFailure(
  { failedAt, openedAt, lastProbeAt }: Breaker,
  now: Date,
  withinMs = Number.POSITIVE_INFINITY,
): Breaker {
  const recent = failedAt.filter((at) => Math.abs(now.getTime() - at.getTime()) <= withinMs)
  const failures = [...recent, now].slice(-FAILURES_TO_OPEN)
  const isOver = openedAt !== null || failures.length >= FAILURES_TO_OPEN
  return {
    failedAt: failures,
    openedAt: openedAt ?? (isOver ? now : null),
    lastProbeAt: isOver ? now : lastProbeAt,
  }
}

export function isOpen({ openedAt }: Breaker): boolean {
  return openedAt !== null
}
