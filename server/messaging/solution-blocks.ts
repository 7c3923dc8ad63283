import { kmText } from '../../web/words/dates.ts'
import type { Words } from '../../web/words/words.ts'
import type { Block, Medium } from './blocks.ts'
import type { LetterFacts, LetterOffer, PatientTemplate } from './rules.ts'

type Messages = Words['messages']
type Body = (messages: Messages, facts: LetterFacts, medium: Medium) => Block[]

/** Templates of a household whose doctors are asked first. */
export type SolutionTemplate = Extract<
  PatientTemplate,
  | 'solution_found'
  | 'solution_reminder'
  | 'solution_agreed'
  | 'solution_gone'
  | 'appointment_reminder'
  | 'wider_ask'
>

/**
 * What is said of a solution. A machine says that there is news, and where to read it; paper, which nobody but the
 * household opens, says the distance and the conditions, and asks for a call: a letter has no private link.
 */
export const solutionBodies: Record<SolutionTemplate, Body> = {
  solution_found: (messages, facts, medium) => [
    text(messages.solutionFound(facts.reference)),
    ...(medium === 'paper' ? offerOnPaper(messages, facts.offer) : []),
    ...answerBlocks(messages, facts, medium),
    text(messages.freeChoice),
  ],
  solution_reminder: (messages, facts, medium) => [
    text(messages.solutionReminder(facts.reference)),
    ...answerBlocks(messages, facts, medium),
    text(messages.freeChoice),
  ],
  solution_agreed: (messages, facts, medium) => [
    ...(facts.doctors.length > 0
      ? [
          text(messages.solutionAgreed(facts.reference)),
          { kind: 'doctors' as const, doctors: facts.doctors },
          text(messages.ifRefused),
        ]
      : [text(messages.solutionAgreedOnPage(facts.reference))]),
    ...pageOr(facts, {
      medium,
      onPage: facts.doctors.length > 0 ? messages.yourPageToo : messages.isOnPage,
      onPaper: messages.tellUsWhere(facts.territory),
    }),
  ],
  solution_gone: (messages, facts, medium) => [
    text(messages.solutionGone(facts.reference)),
    ...(facts.nextStepOn ? [text(messages.nextStep(facts.nextStepOn))] : []),
    ...(medium === 'paper' ? [] : [link(facts)]),
  ],
  appointment_reminder: (messages, facts, medium) => [
    text(messages.appointmentReminder(facts.reference)),
    ...pageOr(facts, {
      medium,
      onPage: messages.tellUsHow,
      onPaper: messages.tellUsWhere(facts.territory),
    }),
  ],
  wider_ask: (messages, facts, medium) => [
    text(messages.widerAsk(facts.reference)),
    ...pageOr(facts, {
      medium,
      onPage: messages.questionOnPage,
      onPaper: messages.callUs(facts.territory),
    }),
    ...(medium === 'paper' ? [] : [text(messages.orCallUs(facts.territory))]),
  ],
}

/** Until when to say yes or no, and where. */
function answerBlocks(messages: Messages, facts: LetterFacts, medium: Medium): Block[] {
  const { nextStepOn, territory } = facts
  const until = nextStepOn ? [text(messages.answerBy(nextStepOn))] : []
  if (medium === 'paper') return [text(messages.answerByPhone(territory)), ...until]
  return [text(messages.answerOnPage), link(facts), ...until, text(messages.orCallUs(territory))]
}

function offerOnPaper({ offer: said }: Messages, offer: LetterOffer | null): Block[] {
  if (!offer) return []
  const { km, commune, conditions } = offer
  const near = said.office(km === null ? null : kmText(km), commune)
  return [text([near, ...conditions.map((condition) => said[condition])].join(' '))]
}

type Ways = { medium: Medium; onPage: string; onPaper: string }

function pageOr(facts: LetterFacts, { medium, onPage, onPaper }: Ways): Block[] {
  return medium === 'paper' ? [text(onPaper)] : [text(onPage), link(facts)]
}

function link({ link: href }: LetterFacts): Block {
  return { kind: 'link', href }
}

function text(words: string): Block {
  return { kind: 'text', text: words }
}
