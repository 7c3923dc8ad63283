import { type Day, parisDay } from '../calendar/rules.ts'
import { findCampaign } from '../campaigns/service.ts'
import type { Deps } from '../deps.ts'
import type { ClaimedMessage } from '../messaging/rules.ts'
import { findRequest, type OrientationRequest } from '../orientation/service.ts'
import { SURVEY_PATH, surveyToken } from './links.ts'
import { findLinkOf } from './store.ts'

/** A household about to be asked. `path` is its private address. */
export type Invited = { request: OrientationRequest; path: string; closesOn: Day }

/**
 * Whom a message of the survey is for, as it leaves. Null when there is nothing to ask any more: answered, stopped,
 * cancelled, over, or the household is gone.
 */
export async function invitedTo(
  { database, keys }: Pick<Deps, 'database' | 'keys'>,
  { ids, requestId, territoryId }: ClaimedMessage,
  now: Date,
): Promise<Invited | null> {
  const { client } = database
  if (!ids.campaignId || !requestId) return null
  const { status, closesOn } = await findCampaign(client, { id: ids.campaignId, territoryId })
  if (status === 'cancelled' || !closesOn || parisDay(now) > closesOn) return null
  const link = await findLinkOf(client, { campaignId: ids.campaignId, requestId })
  const request = link && (await findRequest(client, keys, { id: requestId, territoryId }))
  if (!link || !request?.surveyAgreedAt) return null
  if (request.closeReason === 'deceased' || request.closeReason === 'erased') return null
  return { request, path: `${SURVEY_PATH}/${surveyToken(keys, link.id)}`, closesOn }
}
