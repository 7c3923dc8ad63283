import type { Channel, CloseReason } from '../../prisma/generated/enums.ts'
import type { Audience } from '../campaigns/rules.ts'
import type { SentChannel } from '../messaging/rules.ts'
import type { Contact } from '../orientation/household.ts'
import { mayBeTexted } from '../phone.ts'

/** The questions of the survey in their order, with their answers, the best ones first. */
export const QUESTIONS = {
  found: ['oui', 'rendez_vous', 'non'],
  ease: ['tres', 'plutot', 'pas_trop', 'pas_du_tout'],
  delay: ['court', 'correct', 'long'],
  help: ['oui', 'un_peu', 'non', 'pas_recu'],
  welcome: ['tres_bien', 'bien', 'mal', 'pas_parle'],
  advise: ['oui', 'peut_etre', 'non'],
} as const

export type Question = keyof typeof QUESTIONS

export const QUESTION_NAMES = Object.keys(QUESTIONS) as readonly Question[]

/** Answers that count as good ones, for the comparison of the years. */
export const GOOD: Readonly<Record<Question, readonly string[]>> = {
  found: ['oui', 'rendez_vous'],
  ease: ['tres', 'plutot'],
  delay: ['court', 'correct'],
  help: ['oui', 'un_peu'],
  welcome: ['tres_bien', 'bien'],
  advise: ['oui'],
}

/** Answers that say that the question does not apply: they are counted, and left out of the rate. */
export const BESIDE: readonly string[] = ['pas_recu', 'pas_parle']

/** Below that many answers to a question nothing of it is shown: one could guess who said what. */
export const LEAST_SHOWN = 5

export type WordsState = 'none' | 'to_review' | 'shown' | 'hidden'

/** What one household says: its choices, and free words or an empty text. */
export type Answer = { choices: Partial<Record<Question, string>>; words: string }

/** A household that may be asked, as far as asking goes. */
export type Askable = {
  id: string
  preferred: Channel
  contact: Contact
  agreed: boolean
  closeReason: CloseReason | null
  smsStopped: boolean
  /** A message of a campaign that was cancelled reached it already. */
  wasAsked: boolean
}

/** What becomes of a household: a channel, or why it is not written to. */
export type Fate = keyof Audience

type Carried = { email: boolean; sms: boolean }

/** How a household is asked, or why it is not; each household has one fate. */
export function fateOf(household: Askable, carried: Carried): Fate {
  const { closeReason, agreed, wasAsked } = household
  if (closeReason === 'deceased' || closeReason === 'erased') return closeReason
  if (closeReason === 'duplicate') return 'duplicate'
  if (!agreed) return 'noAgreement'
  if (wasAsked) return 'alreadyAsked'
  return channelFor(household, carried) ?? 'toCall'
}

/** The channel that they prefer where it reaches them, else the other; null when no machine does. */
function channelFor(household: Askable, carried: Carried): SentChannel | null {
  const { preferred, contact, smsStopped } = household
  const { phone, email, canOpenLink } = contact
  const hasSms = carried.sms && phone && mayBeTexted(phone) && canOpenLink && !smsStopped
  const hasEmail = carried.email && email
  if (hasSms && (preferred === 'sms' || !hasEmail)) return 'sms'
  return hasEmail ? 'email' : null
}

/** Households counted by their fate. */
export function audienceOf(fates: readonly Fate[]): Audience {
  const none = { email: 0, sms: 0, toCall: 0, noAgreement: 0 }
  const audience = { ...none, alreadyAsked: 0, duplicate: 0, deceased: 0, erased: 0 }
  for (const fate of fates) audience[fate] += 1
  return audience
}

/** One question of one survey: how many gave each answer. */
export type Counts = Readonly<Record<string, number>>

export type QuestionResult = {
  question: Question
  /** Answers to this question. */
  answered: number
  /** Null under `LEAST_SHOWN` answers. */
  counts: Counts | null
  /** Good answers, of those that tell; null where nothing is shown. */
  good: { count: number; of: number } | null
}

/** The results of a question, hidden when too few answered it. */
export function resultOf(question: Question, counts: Counts): QuestionResult {
  const sum = (answers: readonly string[]) =>
    answers.reduce((total, answer) => total + (counts[answer] ?? 0), 0)
  const answers: readonly string[] = QUESTIONS[question]
  const answered = sum(answers)
  const of = sum(answers.filter((answer) => !BESIDE.includes(answer)))
  const isShown = answered >= LEAST_SHOWN
  return {
    question,
    answered,
    counts: isShown ? counts : null,
    good: isShown && of >= LEAST_SHOWN ? { count: sum(GOOD[question]), of } : null,
  }
}
