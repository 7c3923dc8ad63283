import type { Words } from '../../web/words/words.ts'
import { wordsFor } from '../../web/words/words.ts'
import type { SentChannel, Template } from '../messaging/rules.ts'
import { type CountedSms, countedSms, type EmailText, emailOf } from '../messaging/templates.ts'
import { type Edits, editedWords } from './edited.ts'
import type { Team } from './fields.ts'
import { samplesOf } from './samples.ts'
import { longest, type SampleValues, shortest } from './values.ts'

/** A message as it would leave with these texts, in one case, from the team itself to invented people. */
export type WrittenEmail = EmailText & { label: string }
export type WrittenSms = CountedSms & { label: string }

export type Previewed = { template: Template; team: Team; publicUrl: string }

/** Characters of a token in a private link. */
const TOKEN_LENGTH = 43

/** Every case of a message by e-mail and by SMS, with values as long as they get. */
export function longestOf(about: Previewed, edits: Edits): Written {
  return written(about, edits, longest(about.team, linkOf(about)))
}

export type Written = { emails: WrittenEmail[]; sms: WrittenSms[] }

/** What a person looks at before saving: the shortest and the longest, by e-mail and by SMS. */
export function previewOf(about: Previewed, edits: Edits): Written {
  const short = written(about, edits, shortest(about.team, linkOf(about)))
  const long = longestOf(about, edits)
  return {
    emails: ends([...short.emails, ...long.emails], ({ text }) => text.length),
    sms: ends([...short.sms, ...long.sms], ({ septets }) => septets),
  }
}

function written(about: Previewed, edits: Edits, values: SampleValues): Written {
  const samples = samplesOf(about.template, values)
  const wordsBy = (channel: SentChannel): Words =>
    editedWords(wordsFor('fr'), { ...about, channel, reference: values.reference }, edits)
  const [email, sms] = [wordsBy('email'), wordsBy('sms')]
  return {
    emails: samples.flatMap(({ label, letter }) => {
      if (!letter) return []
      const { subject, text, html } = emailOf(email, letter(email))
      const link = email.messages.privateLink
      return [{ label, subject, text: text.replaceAll(values.link, link), html }]
    }),
    sms: samples.flatMap(({ label, sms: write }) =>
      write ? [{ label, ...countedSms(sms, write(sms), values.link) }] : [],
    ),
  }
}

/** The smallest and the largest, the first of equals; one alone when there is no other. */
function ends<Each>(all: readonly Each[], size: (each: Each) => number): Each[] {
  const [first, ...others] = all
  if (first === undefined) return []
  const least = others.reduce((kept, each) => (size(each) < size(kept) ? each : kept), first)
  const most = others.reduce((kept, each) => (size(each) > size(kept) ? each : kept), first)
  return least === most ? [least] : [least, most]
}

/** The longest kind of private address. */
function linkOf({ publicUrl }: Previewed): string {
  return `${publicUrl}/medecin/${'x'.repeat(TOKEN_LENGTH)}`
}
