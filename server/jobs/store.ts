import type { Db } from '../db.ts'
import type { Counts } from './rules.ts'

export async function lastRun(db: Db, name: string): Promise<Date | null> {
  const run = await db.jobRun.findUnique({ where: { name }, select: { ranAt: true } })
  return run?.ranAt ?? null
}

/** Takes a run for one process: false when another took it since `last`. */
export async function claimRun(
  db: Db,
  { name, last }: { name: string; last: Date | null },
  now: Date,
): Promise<boolean> {
  if (last === null) {
    const { count } = await db.jobRun.createMany({
      data: [{ name, ranAt: now }],
      skipDuplicates: true,
    })
    return count === 1
  }
  const { count } = await db.jobRun.updateMany({
    where: { name, ranAt: last },
    data: { ranAt: now, result: {} },
  })
  return count === 1
}

export async function writeResult(db: Db, name: string, result: Counts): Promise<void> {
  await db.jobRun.updateMany({ where: { name }, data: { result } })
}
