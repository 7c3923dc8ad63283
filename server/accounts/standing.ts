import type { Role } from '../../prisma/generated/enums.ts'
import { tokenHash } from '../crypto/tokens.ts'
import type { Db } from '../db.ts'
import {
  type AccountKey,
  deleteSessionsOf,
  disableAccount,
  findAccount,
  findMemberships,
  giveRole,
  removeMembership,
} from './store.ts'

/** What an e-mail address or an account stands for, before somebody invites it or closes it. */
export type KnownAccount = {
  id: string
  isDemo: boolean
  /** Both factors were chosen. */
  isActive: boolean
  /** Shut everywhere. */
  isShut: boolean
  roles: readonly { territoryId: string; role: Role }[]
}

/** Null for an account that was never made. */
export async function knownAccount(
  db: Db,
  key: Exclude<AccountKey, { activationHash: string }>,
): Promise<KnownAccount | null> {
  const account = await findAccount(db, key)
  if (!account) return null
  const { id, isDemo, totpSecretSealed, disabledAt } = account
  const roles = await findMemberships(db, id)
  return { id, isDemo, isActive: totpSecretSealed !== null, isShut: disabledAt !== null, roles }
}

type Place = { accountId: string; territoryId: string }

/** Opens one more territory to an account that exists: it signs in as before. */
export function openTerritory(tx: Db, { accountId, territoryId }: Place, role: Role) {
  return giveRole(tx, accountId, { role, territoryIds: [territoryId] })
}

/** Takes a territory from an account, at once; one that is left with none is shut, its link dead. */
export async function closeTerritory(tx: Db, place: Place, now: Date): Promise<void> {
  await removeMembership(tx, place)
  await deleteSessionsOf(tx, place.accountId)
  const left = await findMemberships(tx, place.accountId)
  if (left.length === 0) await disableAccount(tx, place.accountId, now)
}

/** Whose account this link still opens; null once it was used, replaced, expired or closed. */
export async function invitedBy(
  db: Db,
  token: string,
  now: Date,
): Promise<{ email: string; name: string } | null> {
  const account = await findAccount(db, { activationHash: tokenHash(token) })
  const isGood = account?.activationExpiresAt && account.activationExpiresAt > now
  return isGood && !account.disabledAt ? { email: account.email, name: account.name } : null
}
