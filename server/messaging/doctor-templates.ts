import type { Words } from '../../web/words/words.ts'
import type { Day } from '../calendar/rules.ts'
import type { Block, Letter } from './blocks.ts'
import type { AskFacts, DoctorLetter, Team } from './doctor-rules.ts'
import { cleanedTeam, unlinked } from './facts.ts'
import { toGsm } from './gsm.ts'
import { type EmailText, emailOf } from './templates.ts'

/** An e-mail to a doctor, in text and in HTML. */
export function doctorEmail(words: Words, facts: DoctorLetter): EmailText {
  return emailOf(words, doctorLetter(words, facts))
}

/** A message to a doctor in full; also printed as a letter. Who writes and the phone to call come last. */
export function doctorLetter({ doctorMessages: words }: Words, facts: DoctorLetter): Letter {
  const told = { ...facts, team: cleanedTeam(facts.team), lastName: unlinked(facts.lastName) }
  return {
    subject: words.subjects[subjectOf(told)],
    blocks: [text(words.hello(told.lastName)), ...bodyOf(words, told)],
    closing: [words.signature(told.team), words.askUs(told.team), words.neverAsked],
  }
}

/** An SMS to a doctor, in the GSM alphabet: what it is about, the link, who to call. */
export function doctorSms({ doctorMessages: { sms } }: Words, facts: DoctorLetter): string {
  const team = cleanedTeam(facts.team)
  const lines = [
    smsOpening(sms, { ...facts, team }),
    facts.link,
    waitingToo(sms, facts),
    sms.help(team),
  ]
  return toGsm(lines.filter(Boolean).join('\n'))
}

/** The SMS of a code: six digits, and nothing that says what they open. */
export function codeSms({ doctorMessages: { sms } }: Words, team: Team, code: string): string {
  const clean = cleanedTeam(team)
  return toGsm([sms.code(clean, code), sms.help(clean)].join('\n'))
}

type DoctorWords = Words['doctorMessages']

function subjectOf(facts: DoctorLetter): keyof DoctorWords['subjects'] {
  if (facts.template === 'availability_ask' && isAboutEnd(facts)) return 'ending_ask'
  if (facts.template === 'availability_reminder' && isAboutEnd(facts)) return 'ending_reminder'
  return facts.template
}

function bodyOf(words: DoctorWords, facts: DoctorLetter): Block[] {
  switch (facts.template) {
    case 'availability_ask':
    case 'availability_reminder':
      return askBody(words, facts)
    case 'doctor_link':
      return [
        text(words.newLink),
        link(facts.link, words.openPage),
        text(words.linkLife),
        text(words.notAsked),
      ]
    case 'doctor_news':
      return newsBody(words, facts)
    case 'prospect_informed':
      return [
        text(words.informed(facts.team)),
        text(words.informedUse),
        text(words.informedRights(facts.team)),
        link(facts.link, words.objectOpen),
        text(words.join),
        link(facts.joinUrl, words.joinOpen),
      ]
  }
}

function askBody(words: DoctorWords, facts: AskFacts): Block[] {
  const { team, rank, nextDate, goneOn, waiting, expected } = facts
  return [
    ...(rank > 1 ? [text(words.reminded)] : []),
    text(question(words, facts)),
    text(howTo(words, facts)),
    link(facts.link, words.openPage),
    ...(waiting ? [text(words.waitingToo(waiting.count, waiting.firstDueOn))] : []),
    ...(expected > 0 ? [text(words.expected(expected))] : []),
    text(words.linkLife),
    ...(goneOn ? [text(words.goneOn(goneOn))] : []),
    ...(rank > 2 ? [text(words.lastReminder(team))] : []),
    ...(nextDate ? [text(words.calendarFile(nextDate))] : []),
  ]
}

type NewsFacts = Extract<DoctorLetter, { template: 'doctor_news' }>

function newsBody(words: DoctorWords, { team, waiting, expected, link: href }: NewsFacts): Block[] {
  return [
    ...(waiting
      ? [text(words.waiting(team, waiting.count, waiting.firstDueOn)), text(words.waitingHow)]
      : []),
    ...(expected > 0 ? [text(words.expected(expected))] : []),
    link(href, words.openPage),
    text(words.linkLifeNews),
  ]
}

function question(words: DoctorWords, facts: AskFacts): string {
  const { team, isDoubted, confirmedOn } = facts
  if (isDoubted) return words.doubted(team)
  if (isAboutEnd(facts)) return words.ending(team, facts.endsOn)
  return confirmedOn ? words.known(team, confirmedOn) : words.neverKnown(team)
}

function howTo(words: DoctorWords, facts: AskFacts): string {
  if (knowsNothing(facts)) return words.firstTime
  return isAboutEnd(facts) ? words.stopOrGoOn : words.onePress
}

/** A doubt is asked about first. */
function isAboutEnd<T extends Pick<AskFacts, 'endsOn' | 'isDoubted'>>(
  facts: T,
): facts is T & { endsOn: Day } {
  return facts.endsOn !== null && !facts.isDoubted
}

/** There is nothing yet that could have changed. */
function knowsNothing({ confirmedOn, isDoubted }: AskFacts): boolean {
  return confirmedOn === null && !isDoubted
}

function smsOpening(sms: DoctorWords['sms'], facts: DoctorLetter): string {
  switch (facts.template) {
    case 'availability_ask':
      if (facts.isDoubted) return sms.doubted(facts.team)
      if (isAboutEnd(facts)) return sms.ending(facts.team, facts.endsOn)
      return knowsNothing(facts) ? sms.first(facts.team) : sms.ask(facts.team)
    case 'availability_reminder':
      if (isAboutEnd(facts)) return sms.remindEnding(facts.team, facts.endsOn)
      return sms.remind(facts.team)
    case 'doctor_link':
      return sms.link(facts.team)
    case 'doctor_news':
      return facts.waiting ? sms.waiting(facts.team) : sms.expected(facts.team)
    case 'prospect_informed':
      return sms.informed(facts.team)
  }
}

/** What waits beside the availability that is asked about; null elsewhere. */
function waitingToo(sms: DoctorWords['sms'], facts: DoctorLetter): string | null {
  const isAsk = facts.template === 'availability_ask' || facts.template === 'availability_reminder'
  return isAsk && facts.waiting ? sms.waitingToo(facts.waiting.count) : null
}

function text(said: string): Block {
  return { kind: 'text', text: said }
}

function link(href: string, label: string): Block {
  return { kind: 'link', href, label }
}
