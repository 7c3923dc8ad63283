import { randomUUID } from 'node:crypto'
import { seal } from '../crypto/seal.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { hashPassword } from './passwords.ts'
import { totpPlace } from './service.ts'
import { findAccount, giveRole, insertDemoAccount } from './store.ts'

/** What everybody may know of the demonstration: this account opens nothing in production. */
export const DEMO_EMAIL = 'coordination@example.org'
export const DEMO_PASSWORD = 'trait-d-union-exemple'
/** Base32 of 20 bytes, fixed, so that its codes can be told without the database. */
export const DEMO_TOTP_SECRET = 'KRZGC2LUEBSCO5LONFXW4IDFPBSW24DM'

/** The coordinator of the demonstration, in each of `territoryIds`, ready to sign in. Does nothing the second time. */
export async function createDemoAccount(
  tx: Db,
  { keys }: Pick<Deps, 'keys'>,
  territoryIds: readonly string[],
  now: Date,
): Promise<void> {
  if (await findAccount(tx, { email: DEMO_EMAIL })) return
  const id = randomUUID()
  await insertDemoAccount(tx, {
    id,
    email: DEMO_EMAIL,
    name: 'Coordination Exemple',
    passwordHash: await hashPassword(DEMO_PASSWORD),
    totpSecretSealed: seal(keys, totpPlace(id), DEMO_TOTP_SECRET),
    secrecyAgreedAt: now,
    createdAt: now,
  })
  await giveRole(tx, id, { role: 'coordinator', territoryIds })
}
