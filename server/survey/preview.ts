import type { Preview } from '../../web/pages/staff/send-preview.ts'
import { datesAfter } from '../campaigns/rules.ts'
import type { Deps } from '../deps.ts'
import type { SentChannel } from '../messaging/rules.ts'
import { surveyEmail, surveySmsPreview } from '../messaging/survey-templates.ts'
import { findTerritory } from '../territory/service.ts'
import { wordsIn } from '../texts/service.ts'

/** The exact texts of a survey that would start now, as an e-mail and as an SMS: the private link is not made yet. */
export async function surveyPreviews(
  deps: Deps,
  territoryId: string,
  now: Date,
): Promise<Preview[]> {
  const team = await findTerritory(deps, territoryId)
  const { closesOn } = datesAfter(now)
  const template = 'survey_ask'
  const facts = { template, team, link: null, closesOn } as const
  const wordsBy = (channel: SentChannel) =>
    wordsIn(deps.database.client, territoryId, { template, channel, team })
  const { subject, text } = surveyEmail(await wordsBy('email'), facts)
  const sms = surveySmsPreview(await wordsBy('sms'), facts, deps.config.publicUrl)
  return [
    { channel: 'email', subject, text },
    { channel: 'sms', ...sms },
  ]
}
