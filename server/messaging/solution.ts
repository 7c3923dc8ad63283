import type { Words } from '../../web/words/words.ts'
import type { Day } from '../calendar/rules.ts'
import { cleanedTeam, oneLine } from './facts.ts'
import type { LetterFacts } from './rules.ts'

/** What may be told of a doctor before the household agrees. `languages` in ISO 639-1; kilometres. */
export type Offer = {
  km: number | null
  commune: string
  /** The doctor comes to those of the household who cannot travel. */
  homeVisits: boolean
  stepFree: boolean
  languages: readonly string[]
  people: number
}

/** Distance and conditions of a solution, each in a few words: nothing says who the doctor is. */
export function conditionsOf({ announce, languageNames }: Words, offer: Offer): string[] {
  const { km, commune, homeVisits, stepFree, languages, people } = offer
  const { conditions } = announce
  const others = languages.filter((language) => language !== 'fr')
  const names = others.map((code) => languageNames[code as keyof typeof languageNames] ?? code)
  return [
    ...(km !== null || commune ? [conditions.near(km, commune)] : []),
    ...(people > 1 ? [conditions.everyone(people)] : []),
    ...(homeVisits ? [conditions.homeVisits] : []),
    ...(stepFree ? [conditions.stepFree] : []),
    ...(names.length > 0 ? [conditions.languages(names)] : []),
  ]
}

type Team = LetterFacts['territory']

export type SolutionLetter = {
  reference: string
  territory: Team
  conditions: readonly string[]
  /** Last day to answer; null when it is not known yet. */
  answerBy: Day | null
}

/** The letter that tells a household of a solution, for those whom no message reaches. Nothing of the patient but the reference. */
export function solutionLetter(
  { announce, messages, site }: Words,
  letter: SolutionLetter,
): { subject: string; text: string } {
  const { letter: words } = announce
  const team = cleanedTeam(letter.territory)
  const reference = oneLine(letter.reference)
  const paragraphs = [
    messages.hello,
    words.found,
    [words.what, ...letter.conditions.map((condition) => `- ${condition}`)].join('\n'),
    words.answer(team, letter.answerBy),
    words.freeChoice,
  ]
  const closing = [
    messages.signature(team),
    messages.askUs(team),
    messages.neverAsked,
    `${site.emergency}.`,
  ]
  return {
    subject: words.subject(reference),
    text: `${paragraphs.join('\n\n')}\n\n-- \n${closing.join('\n')}\n`,
  }
}
