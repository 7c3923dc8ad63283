import type { Db } from '../db.ts'

/**
 * Changes whenever a row of the register does, whoever writes it and in whichever transaction: a sum without carry of
 * hashes of where each version of a row lies and of the transaction that wrote it. One row, under 1 µs per doctor.
 */
export async function registerStamp(db: Db, territoryId: string): Promise<string> {
  const [row] = await db.$queryRaw<{ stamp: string }[]>`
    select concat_ws(' ',
      (select count(*) || ' ' || bit_xor(hash_record_extended(row(ctid, xmin), 0))
        from availability where territory_id = ${territoryId}::uuid),
      (select bit_xor(hash_record_extended(row(ctid, xmin), 0))
        from doctor where territory_id = ${territoryId}::uuid),
      (select bit_xor(hash_record_extended(row(ctid, xmin), 0))
        from practice where territory_id = ${territoryId}::uuid)) as stamp`
  return row?.stamp ?? ''
}

/** The same for each doctor at a practice, by availability id. */
export async function entryStamps(db: Db, territoryId: string): Promise<Map<string, string>> {
  const rows = await db.$queryRaw<{ id: string; stamp: string }[]>`
    select availability.id::text as id, concat_ws(' ',
      hash_record_extended(row(availability.ctid, availability.xmin), 0),
      hash_record_extended(row(doctor.ctid, doctor.xmin), 0),
      hash_record_extended(row(practice.ctid, practice.xmin), 0)) as stamp
    from availability
    join doctor on doctor.id = availability.doctor_id
    join practice on practice.id = availability.practice_id
    where availability.territory_id = ${territoryId}::uuid`
  return new Map(rows.map(({ id, stamp }) => [id, stamp]))
}
