import type { Words } from '../../web/words/words.ts'
import { cleaned } from './facts.ts'
import { newsBodies } from './news-blocks.ts'
import type { LetterDoctor, LetterFacts } from './rules.ts'
import { solutionBodies } from './solution-blocks.ts'

/** Part of a written message. E-mail in text, e-mail in HTML and paper say the same ones. */
export type Block =
  | { kind: 'text'; text: string }
  /** `label` stands for the words of a patient's page. */
  | { kind: 'link'; href: string | null; label?: string }
  | { kind: 'doctors'; doctors: readonly LetterDoctor[] }

export type Letter = {
  subject: string
  blocks: readonly Block[]
  /** Who writes, how to reach them, what we never ask, and emergencies. */
  closing: readonly string[]
}

export type Medium = 'email' | 'paper'

/** A message in full: its subject, its body, its closing. On paper the doctors are always named, with how to book. */
export function letterOf(words: Words, facts: LetterFacts, medium: Medium): Letter {
  const clean = cleaned(facts)
  const { messages, site } = words
  const told = medium === 'email' ? withinEmail(clean) : clean
  return {
    subject: messages.subjects[clean.template](clean.reference),
    blocks: [text(messages.hello), ...bodies[clean.template](messages, told, medium)],
    closing: [
      messages.signature(clean.territory),
      messages.askUs(clean.territory),
      messages.neverAsked,
      `${site.emergency}.`,
    ],
  }
}

/** In an e-mail, the doctors' names only when the territory allows it, and never how they take appointments. */
function withinEmail(facts: LetterFacts): LetterFacts {
  const doctors = facts.namesInMessages ? facts.doctors : []
  return { ...facts, doctors: doctors.map((doctor) => ({ ...doctor, booking: '' })) }
}

type Body = (messages: Words['messages'], facts: LetterFacts, medium: Medium) => Block[]

const bodies: Record<LetterFacts['template'], Body> = {
  request_received: (messages, { reference, link, nextStepOn, ...facts }) => [
    text(messages.received(reference)),
    ...registration(messages, facts),
    ...nextStep(messages, nextStepOn),
    text(messages.yourPage),
    { kind: 'link', href: link },
    text(messages.keepLink),
  ],
  request_outside: (messages, { reference, link, outside, ...facts }) => [
    ...registration(messages, facts),
    ...(outside
      ? [
          text(messages.outside(outside.name)),
          text([messages.callOutside(outside.phone), outside.advice].filter(Boolean).join(' ')),
        ]
      : []),
    text(messages.outsideDoubt(reference)),
    { kind: 'link', href: link },
  ],
  shortlist: (messages, { reference, link, doctors, territory }, medium) => [
    ...(doctors.length > 0
      ? [
          text(
            doctors.length === 1
              ? messages.oneDoctor(reference)
              : messages.severalDoctors(reference),
          ),
          { kind: 'doctors' as const, doctors },
          text(messages.freeChoice),
          text(medium === 'paper' ? messages.tellUsByPhone(territory) : messages.tellUs),
        ]
      : [text(messages.listOnPage(reference))]),
    ...(medium === 'paper' ? [] : [{ kind: 'link' as const, href: link }]),
  ],
  ...solutionBodies,
  ...newsBodies,
  link_again: (messages, { reference, link, nextStepOn }) => [
    text(messages.linkAgain(reference)),
    { kind: 'link', href: link },
    ...nextStep(messages, nextStepOn),
    text(messages.keepLink),
  ],
}

/** Somebody else asked for this: who, and how to stop it. */
function registration(
  messages: Words['messages'],
  { registeredBy, territory }: Pick<LetterFacts, 'registeredBy' | 'territory'>,
): Block[] {
  if (!registeredBy) return []
  return [text(`${messages.registeredBy[registeredBy]} ${messages.notAgreed(territory)}`)]
}

function nextStep(messages: Words['messages'], day: LetterFacts['nextStepOn']): Block[] {
  return day ? [text(messages.nextStep(day))] : []
}

function text(words: string): Block {
  return { kind: 'text', text: words }
}
