import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { secureAddressOf } from '../doctors/secure-email.ts'
import { enqueue } from '../messaging/service.ts'
import type { Proposal } from './proposals-store.ts'

/**
 * Tells a doctor by secure mail whom to expect, at once; false for one who has no secure address that may be written
 * to: identity leaves by no other way.
 */
export async function tellSecurely(
  tx: Db,
  { config }: Pick<Deps, 'config'>,
  { id: proposalId, doctorId, territoryId, requestId }: Proposal,
  now: Date,
): Promise<boolean> {
  if (!(await secureAddressOf(tx, config, { doctorId, territoryId }))) return false
  await enqueue(
    tx,
    {
      territoryId,
      requestId,
      doctorId,
      channel: 'email',
      template: 'household_expected',
      ids: { proposalId },
      uniqueKey: `household_expected:${proposalId}`,
      deliverAfter: now,
    },
    now,
  )
  return true
}
