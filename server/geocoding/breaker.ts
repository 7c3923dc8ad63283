/** Failures in a row after which a service is left alone. */
const FAILURES_TO_OPEN = 5
/** Between two probes of a service left alone. */
const PROBE_EVERY_MS = 30_000

/** `lastProbeAt` is null while the service is trusted (the circuit is closed). */
export type Breaker = { failures: number; lastProbeAt: Date | null }

export const CLOSED: Breaker = { failures: 0, lastProbeAt: null }

/** Whether to call now. While open, one call goes through every 30 seconds, as a probe. */
export function mayCall({ lastProbeAt }: Breaker, now: Date): boolean {
  return lastProbeAt === null || now.getTime() - lastProbeAt.getTime() >= PROBE_EVERY_MS
}

/** The breaker once a call is allowed: while open, that call is the probe, and others wait for the next. */
export function calling(breaker: Breaker, now: Date): Breaker {
  return breaker.lastProbeAt === null ? breaker : { ...breaker, lastProbeAt: now }
}

/** Opens at the fifth failure in a row; stays open when a probe fails. */
export function afterFailure({ failures, lastProbeAt }: Breaker, now: Date): Breaker {
  const more = failures + 1
  return { failures: more, lastProbeAt: more >= FAILURES_TO_OPEN ? now : lastProbeAt }
}

export function isOpen({ lastProbeAt }: Breaker): boolean {
  return lastProbeAt !== null
}
