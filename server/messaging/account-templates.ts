import type { Words } from '../../web/words/words.ts'
import type { Block, Letter } from './blocks.ts'
import { cleanedTeam, unlinked } from './facts.ts'
import type { LetterFacts } from './rules.ts'
import { type EmailText, emailOf } from './templates.ts'

/** What an invitation may know. `link` is a whole private address. */
export type InvitationFacts = { team: LetterFacts['territory']; name: string; link: string }

/** The e-mail that opens the account of somebody who registers people. */
export function invitationEmail(words: Words, facts: InvitationFacts): EmailText {
  return emailOf(words, invitationLetter(words, facts))
}

/** The same before it is written in its two forms. */
export function invitationLetter(words: Words, facts: InvitationFacts): Letter {
  const { accountMessages: said, doctorMessages: closing } = words
  const team = cleanedTeam(facts.team)
  const blocks: Block[] = [
    text(said.hello(unlinked(facts.name))),
    text(said.invited(team)),
    text(said.choose),
    { kind: 'link', href: facts.link, label: said.open },
    text(said.linkLife),
    text(said.notExpected),
  ]
  return {
    subject: said.subject(team),
    blocks,
    closing: [closing.signature(team), closing.askUs(team), closing.neverAsked],
  }
}

function text(said: string): Block {
  return { kind: 'text', text: said }
}
