import { typingErrors } from '../text/edit-distance.ts'
import { nameOf, type StreetName, typeAt } from '../text/street-name.ts'
import { LINKING_WORDS, STREET_TYPES } from '../text/street-words.ts'
import { isNumber, type Token } from '../text/tokens.ts'

/** One way to read words as a street: its type ('' when none is written), its name, the number asked for. */
export type StreetReading = {
  type: string
  name: StreetName
  number: number | null
  suffix: string
  /** How unlikely this way of reading is, in typing errors. */
  cost: number
}

const SUFFIXES = /^(bis|ter|quater|quinquies|[a-z])$/
/** Words after which nothing more is said of the street; those of the second list, before a figure or a letter. */
const AFTER_STREET = new Set(
  'appartement appt apt apart batiment bat etage etg escalier esc residence res chez tel telephone logement'.split(
    ' ',
  ),
)
const AFTER_STREET_NUMBERED = new Set(
  'app bt ent entree porte hall chambre ch bte code lot logt'.split(' '),
)
const FLOORS = new Set(['etage', 'etg', 'et'])
/** Words that people put around a commune and that locate nothing. */
const FILLERS = new Set(
  'j je habite suis vis reside commune associee deleguee ville cedex n no numero'.split(' '),
)
const NUMBER_AFTER = 0.1
const NUMBER_APART = 0.5
const NUMBER_BEFORE_OTHER_TYPE = 0.3
const MISSPELT_TYPE = 0.5
const MAX_READINGS = 6

/** Ways to read these words as a street, likeliest first; none when they say nothing of a street. */
export function readStreets(tokens: readonly Token[]): StreetReading[] {
  if (tokens.every(({ text }) => FILLERS.has(text) || LINKING_WORDS.has(text))) return []
  const typed = tokens.flatMap((_, at) => readTyped(tokens, at))
  const readings = typed.length > 0 ? typed : [...readMisspeltType(tokens), ...readUntyped(tokens)]
  const numbered = readings.some(({ number, cost }) => number !== null && cost === 0)
  return readings
    .map((r) =>
      numbered && r.number === null ? { ...r, cost: r.cost + NUMBER_BEFORE_OTHER_TYPE } : r,
    )
    .sort((a, b) => a.cost - b.cost)
    .slice(0, MAX_READINGS)
}

function readTyped(tokens: readonly Token[], at: number): StreetReading[] {
  const { type, length, adjective } = typeAt(tokens, at)
  if (!type || isAdjectiveTaken(tokens, at)) return []
  return readFrom(tokens, { type, adjective, at, start: at + length, cost: 0 })
}

/** The type inside « Grand'Rue » was already read with its adjective. */
function isAdjectiveTaken(tokens: readonly Token[], at: number): boolean {
  return at > 0 && tokens[at]?.opens === false && typeAt(tokens, at - 1).length === 2
}

type Start = { type: string; adjective: string[]; at: number; start: number; cost: number }

function readFrom(
  tokens: readonly Token[],
  { type, adjective, at, start, cost }: Start,
): StreetReading[] {
  const end = endOfName(tokens, start, adjective.length > 0)
  const words = tokens.slice(start, end)
  const before = numberBefore(tokens, at)
  const whole = { type, name: nameOf([...adjective, ...textsOf(words)]), cost }
  if (whole.name.core === '') return []
  if (before) return [{ ...whole, ...before }]
  const readings: StreetReading[] = []
  const after = numberAtEnd(words)
  if (after && (after.rest.length > 0 || adjective.length > 0))
    readings.push({
      ...whole,
      name: nameOf([...adjective, ...textsOf(after.rest)]),
      number: after.number,
      suffix: after.suffix,
      cost: cost + NUMBER_AFTER,
    })
  const apart = after ? null : numberApart(tokens, at, end)
  return [
    ...readings,
    {
      ...whole,
      ...(apart ?? { number: null, suffix: '' }),
      cost: cost + (apart ? NUMBER_APART : 0),
    },
  ]
}

function endOfName(tokens: readonly Token[], start: number, mayBeEmpty: boolean): number {
  let end = start
  while (end < tokens.length) {
    const token = tokens[end]
    if (!token) break
    if (end > start && endsStreet(tokens, end)) break
    if (token.opens && (end > start || mayBeEmpty)) break
    end++
  }
  return end
}

function endsStreet(tokens: readonly Token[], at: number): boolean {
  const [previous, word, next] = [tokens[at - 1], tokens[at], tokens[at + 1]]
  if (!previous || !word || LINKING_WORDS.has(previous.text)) return false
  if (AFTER_STREET.has(word.text) || (isNumber(word) && FLOORS.has(next?.text ?? ''))) return true
  return (
    AFTER_STREET_NUMBERED.has(word.text) && !!next && (isNumber(next) || next.text.length === 1)
  )
}

function numberBefore(tokens: readonly Token[], at: number) {
  const previous = tokens[at - 1]
  const isSuffix = previous && SUFFIXES.test(previous.text)
  const rank = isSuffix ? at - 2 : at - 1
  const token = tokens[rank]
  if (!token || !isHouseNumber(token)) return null
  const first = startOfRange(tokens, rank)
  if (first !== null) return { number: first, suffix: '' }
  return { number: Number(token.text), suffix: isSuffix ? previous.text : '' }
}

/** The first number of « 9-11 »; null when these are two numbers (« appartement 14 - 2 rue … »). */
function startOfRange(tokens: readonly Token[], rank: number): number | null {
  const [before, first, last] = [tokens[rank - 2], tokens[rank - 1], tokens[rank]]
  if (!first || !last?.ranges || !isHouseNumber(first) || Number(first.text) >= Number(last.text))
    return null
  const isFlat = before && (AFTER_STREET.has(before.text) || AFTER_STREET_NUMBERED.has(before.text))
  return isFlat ? null : Number(first.text)
}

function numberAtEnd(words: readonly Token[]) {
  const last = words.at(-1)
  const isSuffix = !!last && SUFFIXES.test(last.text)
  const at = words.length - (isSuffix ? 2 : 1)
  const token = words[at]
  if (!token || !isHouseNumber(token)) return null
  return { number: Number(token.text), suffix: isSuffix ? last.text : '', rest: words.slice(0, at) }
}

/** A number alone in its part of the text, after the street or before it: « rue Pasteur, 12 ». */
function numberApart(tokens: readonly Token[], at: number, end: number) {
  const next = tokens[end]
  if (next?.opens && isHouseNumber(next)) return { number: Number(next.text), suffix: '' }
  const first = tokens.slice(0, at).find((token) => token.opens && isHouseNumber(token))
  return first ? { number: Number(first.text), suffix: '' } : null
}

function readMisspeltType(tokens: readonly Token[]): StreetReading[] {
  return tokens.flatMap((token, at) => {
    const afterNumber =
      at > 0 && (isNumber(tokens[at - 1] ?? token) || SUFFIXES.test(tokens[at - 1]?.text ?? ''))
    if (!token.opens && !afterNumber) return []
    const type = misspeltType(token.text)
    if (!type) return []
    return readFrom(tokens, { type, adjective: [], at, start: at + 1, cost: MISSPELT_TYPE })
  })
}

function misspeltType(word: string): string | null {
  if (['ru', 'reu', 'rus', 'ruee', 'rie', 'eue'].includes(word)) return 'rue'
  if (word.length < 4) return null
  for (const type of STREET_TYPES.values())
    if (type.length >= 5 && typingErrors(word, type, 1) === 1) return type
  return null
}

/** No type written: each part of the text may be a name, with the number that opens or ends it. */
function readUntyped(tokens: readonly Token[]): StreetReading[] {
  return partsOf(tokens).flatMap((part) => {
    const first = part[0]
    const opening = first && isHouseNumber(first) ? Number(first.text) : null
    const after = opening === null ? numberAtEnd(part) : null
    const words = opening === null ? (after?.rest ?? part) : withoutSuffix(part.slice(1))
    const name = nameOf(textsOf(words).filter((word) => !FILLERS.has(word)))
    if (!/[a-z]{2}/.test(name.core)) return []
    const number = opening ?? after?.number ?? null
    return [{ type: '', name, number, suffix: after?.suffix ?? suffixOf(part), cost: 0 }]
  })
}

function suffixOf(part: readonly Token[]): string {
  const word = part[1]?.text ?? ''
  return word.length > 1 && SUFFIXES.test(word) ? word : ''
}

function withoutSuffix(words: readonly Token[]): readonly Token[] {
  const first = words[0]?.text ?? ''
  return first.length > 1 && SUFFIXES.test(first) ? words.slice(1) : words
}

function partsOf(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = []
  for (const token of tokens) {
    const last = parts.at(-1)
    if (last && !token.opens) last.push(token)
    else parts.push([token])
  }
  return parts
}

function isHouseNumber(token: Token): boolean {
  return isNumber(token) && !token.ordinal && token.text.length <= 6
}

function textsOf(tokens: readonly Token[]): string[] {
  return tokens.map(({ text }) => text)
}
