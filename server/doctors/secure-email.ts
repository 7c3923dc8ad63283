import type { Config } from '../config.ts'
import type { Db } from '../db.ts'
import { isWithinDomains } from '../email.ts'
import { findSecureEmail } from './store.ts'

type Whom = { doctorId: string; territoryId: string }

/**
 * Where a doctor may be told who a household is: their secure address, if this deployment has a secure account and the
 * address is in one of its domains today; null else, whatever is on file.
 */
export async function secureAddressOf(
  db: Db,
  { secureMail }: Config,
  whom: Whom,
): Promise<string | null> {
  if (!secureMail) return null
  const address = await findSecureEmail(db, whom)
  return address && isWithinDomains(address, secureMail.domains) ? address : null
}
