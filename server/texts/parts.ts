import { fullDay, longDay } from '../../web/words/dates.ts'
import { wordsFor } from '../../web/words/words.ts'
import type { Block } from '../messaging/blocks.ts'
import { isSurvey, type SentChannel, type Template } from '../messaging/rules.ts'
import { changedWords } from './catalogue.ts'
import { described, isFixed } from './described.ts'
import { type Field, fieldMeanings, fieldsIn, TEAM_FIELDS } from './fields.ts'
import { samplesOf } from './samples.ts'
import { AS_FIELDS, MARK_COUNT, MARK_DAY } from './values.ts'

export type Place = 'subject' | 'email' | 'sms'

/** A sentence of a message that a territory may say in its own words. */
export type Part = {
  /** `sms:messages.nextStep`, with `:one` or `:many` where a number changes the sentence. */
  id: string
  place: Place
  channel: SentChannel
  path: string
  variant: 'one' | 'many' | null
  /** Our words, with fields between braces. */
  original: string
  /** The field that each thing given to the sentence stands for, in order. */
  given: readonly (Field | null)[]
  dayStyle: 'long' | 'full'
  /** Fields that it may use; those of `original` must stay. */
  fields: readonly Field[]
  /** Cases of the samples that say it, among `all`. */
  cases: { said: string[]; all: readonly string[] }
}

/** A message in its reading order: what can be changed, and what cannot. */
export type Piece = { kind: 'part'; part: Part } | { kind: 'fixed'; text: string }

export type Anatomy = Record<Place, Piece[]>

const known = new Map<Template, Anatomy>()

/** What a message is made of, found by writing it with sentences that leave their mark. */
export function anatomyOf(template: Template): Anatomy {
  const anatomy = known.get(template) ?? dissected(template)
  known.set(template, anatomy)
  return anatomy
}

/** The parts that can be changed, in reading order: subject, e-mail, SMS. */
export function partsOf(template: Template): Part[] {
  const { subject, email, sms } = anatomyOf(template)
  return [...subject, ...email, ...sms].flatMap((piece) =>
    piece.kind === 'part' ? [piece.part] : [],
  )
}

/** `one` or `many` when a number is given, else null. */
export function variantOf(given: readonly unknown[]): Part['variant'] {
  const count = given.find((each) => typeof each === 'number')
  if (count === undefined) return null
  return count === 1 ? 'one' : 'many'
}

type Said = { path: string; given: readonly unknown[]; text: string }

function dissected(template: Template): Anatomy {
  const said: Said[] = []
  const mark = (sentence: Said) => `{{${said.push(sentence) - 1}}}`
  const words = changedWords(wordsFor('fr'), (path, sentence) =>
    typeof sentence === 'string'
      ? mark({ path, given: [], text: sentence })
      : (...all) => {
          const given = all.map(alone)
          return mark({ path, given, text: sentence(...given) })
        },
  )
  const samples = samplesOf(template, AS_FIELDS)
  const all = samples.map(({ label }) => label)
  const anatomy: Anatomy = { subject: [], email: [], sms: [] }
  const add = (place: Place, label: string, text: string) =>
    merge(anatomy[place], piecesOf(text, { said, place, template, all }), label)
  for (const { label, letter, sms } of samples) {
    const written = letter?.(words)
    if (written) {
      add('subject', label, written.subject)
      add('email', label, [...written.blocks.map(blockText), ...written.closing].join('\n'))
    }
    if (sms) add('sms', label, sms(words))
  }
  return anatomy
}

/** A text made of several fields stands for the first. */
function alone(given: unknown): unknown {
  return typeof given === 'string' ? (/^\{[^{}]*\}/.exec(given)?.[0] ?? given) : given
}

function blockText(block: Block): string {
  if (block.kind === 'text') return block.text
  if (block.kind === 'link') return 'Le lien privé'
  return 'Les médecins : nom, cabinet, adresse, téléphone'
}

type Reading = { said: readonly Said[]; place: Place; template: Template; all: readonly string[] }

function piecesOf(text: string, reading: Reading): Piece[] {
  return text.split('\n').flatMap((line) => {
    const pieces: Piece[] = []
    for (const [index, bit] of line.split(/\{\{(\d+)\}\}/).entries()) {
      const sentence = index % 2 === 1 ? reading.said[Number(bit)] : undefined
      if (sentence && !isFixed(sentence.path))
        pieces.push({ kind: 'part', part: partOf(sentence, reading) })
      else addFixed(pieces, sentence ? fielded(sentence.text) : bit)
    }
    return pieces.filter((piece) => piece.kind === 'part' || piece.text.trim() !== '')
  })
}

function addFixed(pieces: Piece[], text: string): void {
  const last = pieces.at(-1)
  if (last?.kind === 'fixed') pieces[pieces.length - 1] = { ...last, text: last.text + text }
  else pieces.push({ kind: 'fixed', text })
}

function partOf({ path, given, text }: Said, { place, template, all }: Reading): Part {
  const variant = variantOf(given)
  const fields = given.map(fieldGiven)
  const own = fields.filter((field) => field !== null && field !== 'reference') as Field[]
  // The survey is anonymous: it never says the reference of a request.
  const isOfRequest = described[template].reader === 'patient' && !isSurvey(template)
  return {
    id: [place, path, ...(variant ? [variant] : [])].join(':'),
    place,
    channel: place === 'sms' ? 'sms' : 'email',
    path,
    variant,
    original: fielded(text),
    given: fields,
    dayStyle: text.includes(fullDay(MARK_DAY)) ? 'full' : 'long',
    fields: [...(isOfRequest ? (['reference'] as const) : []), ...TEAM_FIELDS, ...own],
    cases: { said: [], all },
  }
}

function fieldGiven(given: unknown): Field | null {
  if (given === MARK_DAY) return 'date'
  if (typeof given === 'number') return 'nombre'
  const [name = ''] = typeof given === 'string' ? fieldsIn(given) : []
  return Object.hasOwn(fieldMeanings, name) ? (name as Field) : null
}

function fielded(text: string): string {
  return text
    .replaceAll(fullDay(MARK_DAY), '{date}')
    .replaceAll(longDay(MARK_DAY), '{date}')
    .replaceAll(String(MARK_COUNT), '{nombre}')
}

/** Adds the pieces of one case to those already known, each after the one that it follows. */
function merge(into: Piece[], pieces: readonly Piece[], label: string): void {
  let at = 0
  for (const piece of pieces) {
    const found = into.findIndex((each, index) => index >= at && keyOf(each) === keyOf(piece))
    if (found < 0) into.splice(at, 0, piece)
    at = (found < 0 ? at : found) + 1
    const kept = into[at - 1]
    if (kept?.kind === 'part' && !kept.part.cases.said.includes(label))
      kept.part.cases.said.push(label)
  }
}

function keyOf(piece: Piece): string {
  return piece.kind === 'part' ? piece.part.id : piece.text
}
