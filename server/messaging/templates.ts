import { type Html, html } from '../../web/html.ts'
import { phoneHref } from '../../web/words/phone.ts'
import type { Words } from '../../web/words/words.ts'
import { type Block, type Letter, letterOf } from './blocks.ts'
import { cleaned } from './facts.ts'
import { type SmsLength, smsSegments, toGsm } from './gsm.ts'
import type { LetterDoctor, LetterFacts } from './rules.ts'

export type EmailText = { subject: string; text: string; html: string }

/** An e-mail, twice from the same words: plain text and escaped HTML, without image nor outside reference. */
export function emailText(words: Words, facts: LetterFacts): EmailText {
  return emailOf(words, letterOf(words, facts, 'email'))
}

/** Any letter as an e-mail, in its two forms. */
export function emailOf(words: Words, letter: Letter): EmailText {
  return {
    subject: letter.subject,
    text: plainText(words, letter),
    html: htmlText(words, letter).text,
  }
}

/** A letter to print: as the e-mail, with how each doctor takes appointments. */
export function letterText(words: Words, facts: LetterFacts): Omit<EmailText, 'html'> {
  const letter = letterOf(words, facts, 'paper')
  return { subject: letter.subject, text: plainText(words, letter) }
}

/** An SMS holds this many doctors at most, and this many segments once they are in it (rule 8 of server/README.md). */
const SMS_DOCTORS = 3
const SMS_SEGMENTS = 3

/**
 * The text of an SMS, in the GSM alphabet. A list that does not fit whole is not cut: the link alone is sent.
 * The emergency sentence is added where it takes no SMS more.
 */
export function smsText(words: Words, facts: LetterFacts): string {
  const clean = cleaned(facts)
  const named = toGsm(smsLines(words, clean, namedBySms(clean)))
  const fits = smsSegments(named).segments <= SMS_SEGMENTS
  const text = fits ? named : toGsm(smsLines(words, clean, []))
  const withEmergency = `${text}\n${toGsm(words.site.emergency)}.`
  return smsSegments(withEmergency).segments > smsSegments(text).segments ? text : withEmergency
}

/** Characters of a token in a private link: the preview counts with a link of the true length. */
const TOKEN_LENGTH = 43

/** What an SMS will say and how many it takes, before its private link exists. `publicUrl` without a final slash. */
export function smsPreview(words: Words, facts: LetterFacts, publicUrl: string): CountedSms {
  const link = `${publicUrl}/suivi/${'x'.repeat(TOKEN_LENGTH)}`
  return countedSms(words, smsText(words, { ...facts, link }), link)
}

export type CountedSms = SmsLength & { text: string }

/** A written SMS to look at: counted with its whole link, shown with a word in its place. */
export function countedSms({ messages }: Words, text: string, link: string): CountedSms {
  return { ...smsSegments(text), text: text.replace(link, messages.privateLink) }
}

function namedBySms({ template, doctors, namesInMessages }: LetterFacts): readonly LetterDoctor[] {
  const isNaming = template === 'shortlist' || template === 'solution_agreed'
  const named = isNaming && namesInMessages && doctors.length <= SMS_DOCTORS
  return named ? doctors : []
}

function smsLines(words: Words, facts: LetterFacts, doctors: readonly LetterDoctor[]): string {
  const { sms, privateLink, doctor } = words.messages
  const lines = [
    smsOpening(words, facts, doctors.length > 0),
    ...doctors.map(({ name, address, phone }) =>
      [doctor(name), address, phone].filter(Boolean).join(', '),
    ),
    sms.page(facts.link ?? privateLink),
    sms.help(facts.territory),
  ]
  return lines.join('\n')
}

function smsOpening({ messages }: Words, facts: LetterFacts, named: boolean): string {
  const { template, territory, reference, outside, nextStepOn, registeredBy } = facts
  const { sms } = messages
  const by = registeredBy && messages.registeredBy[registeredBy]
  switch (template) {
    case 'request_received':
      return sentences(
        sms.received(territory, reference),
        by,
        nextStepOn && messages.nextStep(nextStepOn),
      )
    case 'request_outside':
      return sentences(
        by,
        sms.outside(territory, [outside?.name, outside?.phone].filter(Boolean).join(', ')),
      )
    case 'shortlist':
      return named ? sms.call(territory, reference) : sms.news(territory, reference)
    case 'solution_found':
      return sms.news(territory, reference)
    case 'solution_reminder':
      return sms.answer(territory, reference)
    case 'solution_agreed':
      return named ? sms.agreed(territory, reference) : sms.agreedOnPage(territory, reference)
    case 'solution_gone':
      return sms.gone(territory, reference)
    case 'appointment_reminder':
      return sms.called(territory, reference)
    case 'wider_ask':
      return sms.question(territory, reference)
    case 'link_again':
      return sms.linkAgain(territory, reference)
    default:
      return `${territory.name} : ${messages.news[template].sms(reference)}`
  }
}

function sentences(...said: readonly (string | null | undefined)[]): string {
  return said.filter(Boolean).join(' ')
}

function plainText(words: Words, { blocks, closing }: Letter): string {
  const body = blocks.map((block) => plainBlock(words, block)).join('\n\n')
  return `${body}\n\n-- \n${closing.join('\n')}\n`
}

function plainBlock({ messages }: Words, block: Block): string {
  if (block.kind === 'text') return block.text
  if (block.kind === 'link') return block.href ?? messages.privateLink
  return block.doctors.map((doctor) => `- ${linesOf(messages, doctor).join('\n  ')}`).join('\n')
}

function htmlText(words: Words, { subject, blocks, closing }: Letter): Html {
  return html`<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${subject}</title></head>
<body>
${blocks.map((block) => htmlBlock(words, block))}
<hr>
${closing.map((line) => html`<p>${line}</p>\n`)}</body></html>
`
}

function htmlBlock({ messages }: Words, block: Block): Html {
  if (block.kind === 'text') return html`<p>${block.text}</p>\n`
  if (block.kind === 'link')
    return block.href === null
      ? html`<p>${messages.privateLink}</p>\n`
      : html`<p><a href="${block.href}">${block.label ?? messages.openPage}</a><br>${block.href}</p>\n`
  return html`<ul>
${block.doctors.map((doctor) => htmlDoctor(messages, doctor))}</ul>
`
}

function htmlDoctor(messages: Words['messages'], doctor: LetterDoctor): Html {
  const [name = '', ...lines] = linesOf(messages, { ...doctor, phone: null })
  const { phone } = doctor
  return html`<li><strong>${name}</strong>${lines.map((line) => html`<br>${line}`)}${
    phone && html`<br><a href="${phoneHref(phone)}">${phone}</a>`
  }</li>
`
}

function linesOf(messages: Words['messages'], doctor: LetterDoctor): string[] {
  const { name, practice, address, phone, booking } = doctor
  return [messages.doctor(name), practice, address, phone ?? '', booking].filter(Boolean)
}
