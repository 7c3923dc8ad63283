import { wordsFor } from '../../web/words/words.ts'
import type { Deps } from '../deps.ts'
import {
  type ClaimedMessage,
  isSurvey,
  type Outgoing,
  SMS_REFUSED,
  type Withheld,
} from '../messaging/rules.ts'
import { stopAddress, surveyEmail, surveySms } from '../messaging/survey-templates.ts'
import { invitedTo } from '../survey/invited.ts'
import { findTerritory } from '../territory/service.ts'

/** A message of the survey, as it leaves, with how to stop such mails. Null when there is nothing to ask any more. */
export async function composeSurvey(
  deps: Deps,
  message: ClaimedMessage,
  now: Date,
): Promise<Outgoing | Withheld | null> {
  const { template, channel } = message
  const invited = await invitedTo(deps, message, now)
  if (!invited || !isSurvey(template)) return null
  const { contact, smsStoppedAt } = invited.request
  const team = await findTerritory(deps, message.territoryId)
  const link = `${deps.config.publicUrl}${invited.path}`
  const facts = { template, team, link, closesOn: invited.closesOn }
  const words = wordsFor('fr')
  if (channel === 'sms') {
    if (smsStoppedAt) return SMS_REFUSED
    return contact.phone ? { channel, to: contact.phone, text: surveySms(words, facts) } : null
  }
  if (!contact.email) return null
  return {
    channel,
    to: contact.email,
    fromName: team.name,
    replyTo: team.contactEmail,
    ...surveyEmail(words, facts),
    unsubscribeUrl: stopAddress(link),
  }
}
