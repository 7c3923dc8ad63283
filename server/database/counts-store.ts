import { Prisma } from '../../prisma/generated/client.ts'
import type { Db } from '../db.ts'

/** Several counts by one statement: each is a `select count(*) …`, under a name in letters. */
export async function countTogether<Name extends string>(
  db: Db,
  counts: Readonly<Record<Name, Prisma.Sql>>,
): Promise<Record<Name, number>> {
  const columns = Object.entries<Prisma.Sql>(counts).map(
    ([name, count]) => Prisma.sql`(${count})::int as ${Prisma.raw(`"${name}"`)}`,
  )
  const [row] = await db.$queryRaw<Record<Name, number>[]>`select ${Prisma.join(columns)}`
  if (!row) throw new Error('a statement without a table gives one row')
  return row
}
