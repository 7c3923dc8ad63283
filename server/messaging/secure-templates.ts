import { fullDay } from '../../web/words/dates.ts'
import { phoneText } from '../../web/words/phone.ts'
import type { Words } from '../../web/words/words.ts'
import type { Day } from '../calendar/rules.ts'
import type { Team } from './doctor-rules.ts'
import { cleanedTeam, oneLine, unlinked } from './facts.ts'
import { type EmailText, emailOf } from './templates.ts'

/** Who is expected: the one text that says who a household is. It leaves by the secure account alone. */
export type ExpectedFacts = {
  team: Team
  /** The doctor's. */
  lastName: string
  practice: string
  reference: string
  people: readonly { firstName: string; lastName: string; birthDate: Day }[]
  phone: string | null
}

/** The secure mail to a doctor whose household agreed. Nothing of its health, nor of why it looks for a doctor. */
export function expectedEmail(
  { doctorMessages, ...words }: Words,
  facts: ExpectedFacts,
): EmailText {
  const { expectedHousehold: said } = doctorMessages
  const team = cleanedTeam(facts.team)
  const reference = oneLine(facts.reference)
  const lines = [
    doctorMessages.hello(unlinked(facts.lastName)),
    said.agreed(facts.people.length, unlinked(facts.practice)),
    ...facts.people.map(({ firstName, lastName, birthDate }) =>
      said.person(unlinked(`${firstName} ${lastName}`), fullDay(birthDate)),
    ),
    facts.phone ? said.phone(phoneText(oneLine(facts.phone))) : said.noPhone(team),
    said.calls(reference),
    said.afterwards,
  ]
  const letter = {
    subject: said.subject(reference),
    blocks: lines.map((line) => ({ kind: 'text' as const, text: line })),
    closing: [doctorMessages.signature(team), doctorMessages.askUs(team)],
  }
  return emailOf({ ...words, doctorMessages }, letter)
}
