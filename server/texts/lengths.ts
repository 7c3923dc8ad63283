import type { Edits } from './edited.ts'
import { filled, valuesOf } from './fields.ts'
import { type Part, partsOf } from './parts.ts'
import { longestOf, type Previewed } from './preview.ts'
import { faultOf, PARAGRAPH_MAX, SMS_SEGMENTS_MAX, SUBJECT_MAX } from './rules.ts'
import { longest } from './values.ts'

/** What is wrong with the texts of a message, by the ids of the parts, and how to mend each. Empty: they may be sent. */
export function faultsOf(about: Previewed, edits: Edits): Record<string, string> {
  const parts = partsOf(about.template).filter(({ id }) => edits[id] !== undefined)
  const faults = parts.map((part) => [part.id, faultOf(part, edits[part.id] ?? '')] as const)
  const wrong = faults.filter((each): each is readonly [string, string] => each[1] !== null)
  if (wrong.length > 0) return Object.fromEntries(wrong)
  return Object.fromEntries([...tooLong(about, parts, edits), ...tooManySms(about, parts, edits)])
}

type Fault = readonly [id: string, fault: string]

function tooLong({ team }: Previewed, parts: readonly Part[], edits: Edits): Fault[] {
  const { reference, outside, several } = longest(team, '')
  const values = {
    ...valuesOf(team, reference),
    date: 'mercredi 22 septembre',
    nombre: String(several),
    equipe: outside?.name ?? '',
  }
  return parts.flatMap(({ id, place }) => {
    const most = { subject: SUBJECT_MAX, email: PARAGRAPH_MAX, sms: Number.POSITIVE_INFINITY }[
      place
    ]
    const length = filled(edits[id] ?? '', values).length
    const what = place === 'subject' ? 'Un objet' : 'Un paragraphe'
    const said = `Raccourcissez de ${characters(length - most)}. ${what} en a ${most} au plus, une fois ses champs remplis.`
    return length > most ? [[id, said] as const] : []
  })
}

/** In each case that takes too many SMS, the texts of ours that it says are too long together. */
function tooManySms(about: Previewed, parts: readonly Part[], edits: Edits): Fault[] {
  const over = longestOf(about, edits).sms.filter(({ segments }) => segments > SMS_SEGMENTS_MAX)
  return over.flatMap(({ label, segments, septets }) =>
    parts
      .filter(({ place, cases }) => place === 'sms' && cases.said.includes(label))
      .map(({ id }): Fault => {
        const room = septets - SMS_SEGMENTS_MAX * 153
        return [
          id,
          `Raccourcissez d’environ ${characters(Math.max(room, 1))} : ce message prendrait ${segments} SMS, et ${SMS_SEGMENTS_MAX} suffisent.`,
        ]
      }),
  )
}

function characters(count: number): string {
  return `${count} ${count === 1 ? 'caractère' : 'caractères'}`
}
