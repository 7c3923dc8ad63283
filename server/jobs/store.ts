import { Prisma } from '../../prisma/generated/client.ts'
import type { Db } from '../db.ts'
import type { Counts, Run } from './rules.ts'

export async function lastRun(db: Db, name: string): Promise<Run | null> {
  const run = await db.jobRun.findUnique({ where: { name }, select: { ranAt: true, result: true } })
  return run && { ranAt: run.ranAt, result: run.result as Counts | null }
}

/** Takes a run for one process, without a result until it ends: false when another took it since `last`. */
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
    data: { ranAt: now, result: Prisma.DbNull },
  })
  return count === 1
}

/** Keeps what the run begun at `ranAt` counted, unless it was begun again since. */
export async function writeResult(
  db: Db,
  { name, ranAt }: { name: string; ranAt: Date },
  result: Counts,
): Promise<void> {
  await db.jobRun.updateMany({ where: { name, ranAt }, data: { result } })
}
