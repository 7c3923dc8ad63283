import { addressed } from '../availability-campaign/service.ts'
import type { Deps } from '../deps.ts'
import { smsNumberOf } from '../doctor-links/rules.ts'
import type { ClaimedMessage } from '../messaging/rules.ts'
import { findRequest } from '../orientation/service.ts'

/** The number to which an SMS goes, in E.164; null when there is none any more. */
export async function smsNumberFor(
  { database, keys }: Pick<Deps, 'database' | 'keys'>,
  { doctorId, requestId, territoryId }: ClaimedMessage,
): Promise<string | null> {
  const { client } = database
  if (doctorId) {
    const doctor = await addressed(client, { doctorId, territoryId })
    return doctor && smsNumberOf(doctor)
  }
  const request = requestId && (await findRequest(client, keys, { id: requestId, territoryId }))
  return request ? request.contact.phone : null
}
