import type { Preview } from '../../web/pages/staff/send-preview.ts'
import { wordsFor } from '../../web/words/words.ts'
import { datesAfter } from '../campaigns/rules.ts'
import type { Deps } from '../deps.ts'
import { surveyEmail, surveySmsPreview } from '../messaging/survey-templates.ts'
import { findTerritory } from '../territory/service.ts'

/** The exact texts of a survey that would start now, as an e-mail and as an SMS: the private link is not made yet. */
export async function surveyPreviews(
  deps: Deps,
  territoryId: string,
  now: Date,
): Promise<Preview[]> {
  const team = await findTerritory(deps, territoryId)
  const { closesOn } = datesAfter(now)
  const facts = { template: 'survey_ask' as const, team, link: null, closesOn }
  const words = wordsFor('fr')
  const { subject, text } = surveyEmail(words, facts)
  const sms = surveySmsPreview(words, facts, deps.config.publicUrl)
  return [
    { channel: 'email', subject, text },
    { channel: 'sms', ...sms },
  ]
}
