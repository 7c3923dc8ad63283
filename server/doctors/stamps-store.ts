import { Prisma } from '../../prisma/generated/client.ts'
import type { Db } from '../db.ts'

/**
 * Changes whenever a row of the register does, whoever writes it and in whichever transaction: a sum without carry of
 * the stamps of its rows. One row, a fifth of a microsecond per doctor and table.
 */
export async function registerStamp(db: Db, territoryId: string): Promise<string> {
  const stampOf = (
    table: string,
  ) => Prisma.sql`(select count(*) || ' ' || bit_xor(${rowStamp(table)})
    from ${Prisma.raw(table)} where territory_id = ${territoryId}::uuid)`
  const [row] = await db.$queryRaw<{ stamp: string }[]>`
    select concat_ws(' ', ${stampOf('availability')}, ${stampOf('doctor')}, ${stampOf('practice')}) as stamp`
  return row?.stamp ?? ''
}

/** The same for each doctor at a practice, by availability id. */
export async function entryStamps(db: Db, territoryId: string): Promise<Map<string, string>> {
  const rows = await db.$queryRaw<{ id: string; stamp: string }[]>`
    select availability.id::text as id,
      concat_ws(' ', ${rowStamp('availability')}, ${rowStamp('doctor')}, ${rowStamp('practice')}) as stamp
    from availability
    join doctor on doctor.id = availability.doctor_id
    join practice on practice.id = availability.practice_id
    where availability.territory_id = ${territoryId}::uuid`
  return new Map(rows.map(({ id, stamp }) => [id, stamp]))
}

/**
 * A hash of where the version of a row lies and of the transaction that wrote it: the number of that transaction is told
 * by ages, which compute faster than its text.
 */
function rowStamp(table: string): Prisma.Sql {
  const xmin = Prisma.raw(`${table}.xmin`)
  return Prisma.sql`hashtidextended(${Prisma.raw(table)}.ctid, age('3'::xid)::bigint - age(${xmin}))`
}
