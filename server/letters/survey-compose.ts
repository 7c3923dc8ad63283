import type { Deps } from '../deps.ts'
import {
  type ClaimedMessage,
  isSurvey,
  NO_ADDRESS,
  type Outgoing,
  SMS_REFUSED,
  type Withheld,
} from '../messaging/rules.ts'
import { stopAddress, surveyEmail, surveySms } from '../messaging/survey-templates.ts'
import { invitedTo } from '../survey/invited.ts'
import { findTerritory } from '../territory/service.ts'
import { wordsIn } from '../texts/service.ts'

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
  const about = { template, channel, team }
  const words = await wordsIn(deps.database.client, message.territoryId, about)
  if (channel === 'sms') {
    if (smsStoppedAt) return SMS_REFUSED
    return contact.phone
      ? { channel, to: contact.phone, text: surveySms(words, facts) }
      : NO_ADDRESS
  }
  if (!contact.email) return NO_ADDRESS
  return {
    channel,
    to: contact.email,
    fromName: team.name,
    replyTo: team.contactEmail,
    ...surveyEmail(words, facts),
    unsubscribeUrl: stopAddress(link),
  }
}
