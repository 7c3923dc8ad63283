import { afterFailure, type Breaker, CLOSED } from '../breaker.ts'
import type { Db } from '../db.ts'

/** Failures further apart than this do not open a circuit. */
const COUNTED_WITHIN_MS = 30_000

/** The providers that failed lately, by their names; the others are trusted. */
export async function readCircuits(db: Db): Promise<Map<string, Breaker>> {
  const rows = await db.providerCircuit.findMany({ select: SELECTED })
  return new Map(rows.map(({ provider, ...breaker }) => [provider, breaker]))
}

const SELECTED = { provider: true, failedAt: true, openedAt: true, lastProbeAt: true } as const

/** Counts a failure of a provider; those who count at once wait for one another. */
export async function countFailure(tx: Db, provider: string, now: Date): Promise<void> {
  await tx.providerCircuit.createMany({
    data: [{ provider, failedAt: [] }],
    skipDuplicates: true,
  })
  await tx.$queryRaw`select provider from provider_circuit where provider = ${provider} for update`
  const row = await tx.providerCircuit.findUnique({ where: { provider }, select: SELECTED })
  const { provider: _, ...before } = row ?? { provider, ...CLOSED }
  const { failedAt, ...after } = afterFailure(before, now, COUNTED_WITHIN_MS)
  await tx.providerCircuit.updateMany({
    where: { provider },
    data: { ...after, failedAt: [...failedAt] },
  })
}

/** Takes the probe of an open circuit for one worker: false when another took it since `lastProbeAt`. */
export async function takeProbe(
  db: Db,
  { provider, lastProbeAt }: { provider: string; lastProbeAt: Date },
  now: Date,
): Promise<boolean> {
  const { count } = await db.providerCircuit.updateMany({
    where: { provider, lastProbeAt },
    data: { lastProbeAt: now },
  })
  return count === 1
}

/** Trusts a provider again; what it refused meanwhile need not wait any longer. */
export async function closeCircuit(tx: Db, provider: string, now: Date): Promise<void> {
  await tx.providerCircuit.deleteMany({ where: { provider } })
  await tx.message.updateMany({
    where: { provider, status: 'failed_temporary', deliverAfter: { gt: now } },
    data: { deliverAfter: now, version: { increment: 1 } },
  })
}
