import type { Db } from '../db.ts'

/**
 * Changes whenever a row of the register does, whoever writes it and in whichever transaction: a sum without carry of
 * hashes of where each version of a row lies and of the transaction that wrote it. One row, under 1 µs per doctor.
 */
export async function registerStamp(db: Db, territoryId: string): Promise<string> {
  const [row] = await db.$queryRaw<{ stamp: string }[]>`
    select concat_ws(' ',
      (select count(*) || ' ' || bit_xor(hashtidextended(ctid, xmin::text::bigint))
        from availability where territory_id = ${territoryId}::uuid),
      (select bit_xor(hashtidextended(ctid, xmin::text::bigint))
        from doctor where territory_id = ${territoryId}::uuid),
      (select bit_xor(hashtidextended(ctid, xmin::text::bigint))
        from practice where territory_id = ${territoryId}::uuid)) as stamp`
  return row?.stamp ?? ''
}

/** The same for each doctor at a practice, by availability id. */
export async function entryStamps(db: Db, territoryId: string): Promise<Map<string, string>> {
  const rows = await db.$queryRaw<{ id: string; stamp: string }[]>`
    select availability.id::text as id, concat_ws(' ',
      hashtidextended(availability.ctid, availability.xmin::text::bigint),
      hashtidextended(doctor.ctid, doctor.xmin::text::bigint),
      hashtidextended(practice.ctid, practice.xmin::text::bigint)) as stamp
    from availability
    join doctor on doctor.id = availability.doctor_id
    join practice on practice.id = availability.practice_id
    where availability.territory_id = ${territoryId}::uuid`
  return new Map(rows.map(({ id, stamp }) => [id, stamp]))
}
