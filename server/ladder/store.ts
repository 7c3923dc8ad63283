import type { Db } from '../db.ts'
import type { Rung, WiderAnswer } from './rules.ts'

/** Where a request stands, and since when. */
export type LadderRow = {
  rung: Rung
  since: Date
  /** The doctor it wished for, at a practice. */
  namedAvailabilityId: string | null
  widerKm: number | null
  widerAskedAt: Date | null
  widerAnswer: WiderAnswer | null
}

type Key = { requestId: string; territoryId: string }

const SELECTED = {
  rung: true,
  since: true,
  namedAvailabilityId: true,
  widerKm: true,
  widerAskedAt: true,
  widerAnswer: true,
} as const

/** Null for a request that has not begun its way. */
export async function findLadder(
  db: Db,
  { requestId, territoryId }: Key,
): Promise<LadderRow | null> {
  const row = await db.ladder.findFirst({ where: { requestId, territoryId }, select: SELECTED })
  return (
    row && { ...row, rung: row.rung as Rung, widerAnswer: row.widerAnswer as WiderAnswer | null }
  )
}

/** Where several requests stand, by request; those that have not begun are left out. */
export async function listLadders(
  db: Db,
  { territoryId, requestIds }: { territoryId: string; requestIds: readonly string[] },
): Promise<ReadonlyMap<string, Pick<LadderRow, 'rung' | 'widerAskedAt' | 'widerAnswer'>>> {
  const rows = await db.ladder.findMany({
    where: { territoryId, requestId: { in: [...requestIds] } },
    select: { requestId: true, rung: true, widerAskedAt: true, widerAnswer: true },
  })
  return new Map(
    rows.map(({ requestId, rung, widerAskedAt, widerAnswer }) => [
      requestId,
      { rung: rung as Rung, widerAskedAt, widerAnswer: widerAnswer as WiderAnswer | null },
    ]),
  )
}

export async function saveLadder(
  db: Db,
  { requestId, territoryId }: Key,
  change: Partial<LadderRow> & { widerAnsweredAt?: Date },
  now: Date,
): Promise<void> {
  await db.ladder.upsert({
    where: { requestId },
    create: { requestId, territoryId, rung: 'radius', since: now, ...change },
    update: change,
    select: { requestId: true },
  })
}

/**
 * Doctors at a practice who were asked about a request in vain: they refused, let the time pass, or the household did not
 * want them. What was taken back, or ended for another reason, was not.
 */
export async function askedAbout(db: Db, where: Key): Promise<ReadonlySet<string>> {
  const rows = await db.proposal.findMany({
    where: {
      ...where,
      OR: [
        { status: { in: ['declined', 'expired'] } },
        { householdAnswer: { in: ['refused', 'silent'] } },
      ],
    },
    select: { availabilityId: true },
  })
  return new Set(rows.map(({ availabilityId }) => availabilityId))
}

/** Requests of every territory whose time on a rung that ends by itself is over: not paused, on the waiting list. */
export function listOverdue(db: Db, today: Date): Promise<{ id: string; territoryId: string }[]> {
  return db.orientationRequest.findMany({
    where: {
      status: 'ready',
      nextStepOn: { lt: today },
      OR: [{ pausedUntil: null }, { pausedUntil: { lt: today } }],
      ladder: {
        OR: [
          { rung: 'common_list' },
          { rung: 'wider', widerAskedAt: { not: null }, widerAnswer: null },
        ],
      },
    },
    select: { id: true, territoryId: true },
    orderBy: { id: 'asc' },
  })
}
