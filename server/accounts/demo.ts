import { randomUUID } from 'node:crypto'
import type { Role } from '../../prisma/generated/enums.ts'
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

/** Those who register people in the demonstration: the same password and the same codes. */
export const DEMO_REFERRERS = {
  pharmacist: 'pharmacie@example.org',
  cpam: 'cpam@example.org',
  gp: 'medecin@example.org',
} as const

/** Every account whose codes anybody may ask for. */
export const DEMO_EMAILS: readonly string[] = [DEMO_EMAIL, ...Object.values(DEMO_REFERRERS)]

/** The coordinator of the demonstration, in each of `territoryIds`, ready to sign in. Does nothing the second time. */
export async function createDemoAccount(
  tx: Db,
  deps: Pick<Deps, 'keys'>,
  territoryIds: readonly string[],
  now: Date,
): Promise<void> {
  const coordinator = {
    email: DEMO_EMAIL,
    name: 'Coordination Exemple',
    role: 'coordinator',
    territoryIds,
  } as const
  await createReadyAccount(tx, deps, coordinator, now)
}

type Ready = { email: string; name: string; role: Role; territoryIds: readonly string[] }

/** An account of the demonstration that needs no activation; its identifier. One that is there is left as it is. */
export async function createReadyAccount(
  tx: Db,
  { keys }: Pick<Deps, 'keys'>,
  { email, name, role, territoryIds }: Ready,
  now: Date,
): Promise<string> {
  const known = await findAccount(tx, { email })
  if (known) return known.id
  const id = randomUUID()
  await insertDemoAccount(tx, {
    id,
    email,
    name,
    passwordHash: await hashPassword(DEMO_PASSWORD),
    totpSecretSealed: seal(keys, totpPlace(id), DEMO_TOTP_SECRET),
    secrecyAgreedAt: now,
    createdAt: now,
  })
  await giveRole(tx, id, { role, territoryIds })
  return id
}
