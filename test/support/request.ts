import type { Keys } from '../../server/crypto/keys.ts'
import { insertAll } from '../../server/database/insert-rows.ts'
import type { Db } from '../../server/db.ts'
import { type NewRequest, newRequests } from '../../server/orientation/intake-store.ts'

/** Stores a request with its people, sealed, in whatever state it says. */
export async function storeRequest(
  db: Db,
  keys: Keys,
  request: NewRequest,
  now: Date,
): Promise<void> {
  await insertAll(db, await newRequests(db, keys, [request], now))
}
