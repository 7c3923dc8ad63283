import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import type { Staff } from '../http/access.ts'
import type { Organisation, Profession, Profile } from './rules.ts'
import {
  findProfile,
  isDoctorThere,
  listOrganisations,
  listProfessions,
  listReferrers,
  type ReferrerLine,
} from './store.ts'

export type { ReferrerLine } from './store.ts'

/** Who registers people in a territory, and what a coordinator may give them. */
export type Referrers = {
  lines: ReferrerLine[]
  professions: Profession[]
  organisations: Organisation[]
}

/** Everybody who was ever invited in a territory, open accounts first. */
export async function readReferrers(db: Db, territoryId: string): Promise<Referrers> {
  return {
    lines: await listReferrers(db, { territoryId }),
    professions: await listProfessions(db, territoryId),
    organisations: await listOrganisations(db, territoryId),
  }
}

/** Who this account is where it stands; null for one that registers nobody there. */
export function profileOf(
  db: Db,
  who: { accountId: string; territoryId: string },
): Promise<Profile | null> {
  const { accountId, territoryId } = who
  return findProfile(db, { accountId, territoryId })
}

/** The doctor of the register that a signed-in GP is; null for anybody else, and for one who left the scheme. */
export async function gpOf(
  { database }: Pick<Deps, 'database'>,
  who: Staff,
): Promise<{ doctorId: string } | null> {
  if (who.role !== 'referrer') return null
  const { client } = database
  const doctorId = (await profileOf(client, who))?.doctorId
  if (!doctorId) return null
  const { territoryId } = who
  return (await isDoctorThere(client, { doctorId, territoryId })) ? { doctorId } : null
}
