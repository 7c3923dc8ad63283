import type { Words } from '../../web/words/words.ts'
import type { Day } from '../calendar/rules.ts'
import type { Block, Letter } from './blocks.ts'
import { cleanedTeam } from './facts.ts'
import { type SmsLength, smsSegments, toGsm } from './gsm.ts'
import type { LetterFacts, SurveyTemplate } from './rules.ts'
import { type EmailText, emailOf } from './templates.ts'

/** What a message of the survey may know: nothing of the household, not even its reference. */
export type SurveyFacts = {
  template: SurveyTemplate
  team: LetterFacts['territory']
  /** The whole private address; null in a preview, where it is not made yet. */
  link: string | null
  closesOn: Day
}

/** The e-mail that asks, with where to stop such mails. */
export function surveyEmail(words: Words, facts: SurveyFacts): EmailText {
  return emailOf(words, surveyLetter(words, facts))
}

/** What that e-mail says, block by block. */
export function surveyLetter(words: Words, facts: SurveyFacts): Letter {
  const { surveyMessages: said, messages, site } = words
  const { template, link, closesOn } = facts
  const team = cleanedTeam(facts.team)
  const isFirst = template === 'survey_ask'
  const blocks: Block[] = [
    text(messages.hello),
    text(isFirst ? said.asked(team) : said.reminded(team)),
    { kind: 'link', href: link, label: said.open },
    text(said.anonymous),
    text(said.until(closesOn)),
    text(said.stop),
    { kind: 'link', href: link && stopAddress(link), label: said.stopOpen },
  ]
  const closing = [
    messages.signature(team),
    messages.askUs(team),
    messages.neverAsked,
    `${site.emergency}.`,
  ]
  return { subject: isFirst ? said.subject : said.subjectAgain, blocks, closing }
}

/** The SMS that asks; the emergency sentence is added where it takes no SMS more. */
export function surveySms(words: Words, { template, link, ...facts }: SurveyFacts): string {
  const { sms } = words.surveyMessages
  const team = cleanedTeam(facts.team)
  const opening = template === 'survey_ask' ? sms.ask(team) : sms.remind(team)
  const lines = [opening, link ?? words.messages.privateLink, sms.help(team)]
  const said = toGsm(lines.join('\n'))
  const withEmergency = `${said}\n${toGsm(words.site.emergency)}.`
  return smsSegments(withEmergency).segments > smsSegments(said).segments ? said : withEmergency
}

/** Characters of a token: the preview counts with a link of the true length. */
const TOKEN_LENGTH = 43

/** What the SMS will say, and how many it takes. `publicUrl` without a final slash. */
export function surveySmsPreview(
  words: Words,
  facts: SurveyFacts,
  publicUrl: string,
): SmsLength & { text: string } {
  const link = `${publicUrl}/enquete/${'x'.repeat(TOKEN_LENGTH)}`
  const said = surveySms(words, { ...facts, link })
  return { ...smsSegments(said), text: said.replace(link, words.messages.privateLink) }
}

/** The page on which one says to want no survey any more. */
export function stopAddress(link: string): string {
  return `${link}/arreter`
}

function text(said: string): Block {
  return { kind: 'text', text: said }
}
