import type { Db } from '../db.ts'

/** Makes those who act on one request wait for one another until this transaction ends: what is read after it stays true. */
export async function lockRequest(
  tx: Db,
  { id, territoryId }: { id: string; territoryId: string },
): Promise<void> {
  await tx.$queryRaw`
    select id from orientation_request
    where id = ${id}::uuid and territory_id = ${territoryId}::uuid
    for no key update`
}
