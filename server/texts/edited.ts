import { fullDay, longDay } from '../../web/words/dates.ts'
import type { Words } from '../../web/words/words.ts'
import type { SentChannel, Template } from '../messaging/rules.ts'
import { changedWords } from './catalogue.ts'
import { type Field, fieldsIn, filled, type Team, valuesOf } from './fields.ts'
import { type Part, partsOf, variantOf } from './parts.ts'

/** Texts of a territory in place of ours, by the ids of their parts. */
export type Edits = Readonly<Record<string, string>>

/** The message that is about to be written, and from whom. `reference` when it is about a request. */
export type About = { template: Template; channel: SentChannel; team: Team; reference?: string }

/**
 * The catalogue as a territory says it in one message by one channel. A text whose part is gone, or that asks for what
 * its sentence is not given any more, is left out: our words are said instead.
 */
export function editedWords(words: Words, about: About, edits: Edits): Words {
  const parts = partsOf(about.template).filter((part) => isSaid(part, about, edits))
  if (parts.length === 0) return words
  const values = valuesOf(about.team, about.reference)
  return changedWords(words, (path, sentence) => {
    const here = parts.filter((part) => part.path === path)
    const [first] = here
    if (!first) return sentence
    if (typeof sentence === 'string') return filled(edits[first.id] ?? sentence, values)
    return (...given) => {
      const part = here.find(({ variant }) => variant === variantOf(given))
      const text = part && edits[part.id]
      return text ? filled(text, { ...values, ...givenValues(part, given) }) : sentence(...given)
    }
  })
}

function isSaid({ id, channel, fields }: Part, about: About, edits: Edits): boolean {
  const text = edits[id]
  if (text === undefined || channel !== about.channel) return false
  return fieldsIn(text).every((name) => fields.includes(name as Field))
}

function givenValues(part: Part, given: readonly unknown[]): Partial<Record<Field, string>> {
  const entries = part.given.flatMap((field, index) => {
    const value = given[index]
    if (!field || (typeof value !== 'string' && typeof value !== 'number')) return []
    return [[field, field === 'date' ? dayIn(part, String(value)) : String(value)]]
  })
  return Object.fromEntries(entries)
}

function dayIn({ dayStyle }: Part, day: string): string {
  return dayStyle === 'full' ? fullDay(day) : longDay(day)
}
