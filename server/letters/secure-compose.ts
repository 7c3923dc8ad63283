import { wordsFor } from '../../web/words/words.ts'
import { addressed } from '../availability-campaign/service.ts'
import type { Deps } from '../deps.ts'
import { doctorsNamed } from '../doctors/candidates.ts'
import { secureAddressOf } from '../doctors/secure-email.ts'
import type { Outgoing } from '../messaging/rules.ts'
import { expectedEmail } from '../messaging/secure-templates.ts'
import { findRequest } from '../orientation/service.ts'
import { findAgreed } from '../proposals/service.ts'
import type { Territory } from '../territory/service.ts'
import type { DoctorMessage } from './doctor-compose.ts'

type Composing = { message: DoctorMessage; territory: Territory }

/**
 * Tells a doctor who a household is, as it leaves. Null when the household is no longer theirs to expect, or when the
 * doctor has no secure address that may be written to.
 */
export async function composeExpected(
  deps: Deps,
  { message, territory }: Composing,
): Promise<Outgoing | null> {
  const { client } = deps.database
  const { territoryId, doctorId, requestId, ids } = message
  if (!requestId) return null
  const request = await findRequest(client, deps.keys, { id: requestId, territoryId })
  const agreed = await findAgreed(client, { requestId, territoryId })
  if (request?.status !== 'agreed' || !agreed || agreed.id !== ids.proposalId) return null
  const to = await secureAddressOf(client, deps.config, { doctorId, territoryId })
  const doctor = await addressed(client, { doctorId, territoryId })
  if (!to || !doctor || agreed.doctorId !== doctorId) return null
  const [named] = await doctorsNamed(client, territoryId, [agreed.availabilityId])
  const text = expectedEmail(wordsFor('fr'), {
    team: territory,
    lastName: doctor.lastName,
    practice: named?.practice ?? '',
    reference: request.reference,
    people: request.members,
    phone: request.contact.phone,
  })
  const { name: fromName, contactEmail: replyTo } = territory
  return { channel: 'email', to, fromName, replyTo, ...text }
}
