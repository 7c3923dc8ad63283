import { typingErrors } from './edit-distance.ts'
import { soundOf } from './phonetics.ts'
import {
  canonicalWord,
  LINKING_WORDS,
  STREET_TYPES,
  TITLE_WORDS,
  TYPE_ADJECTIVES,
} from './street-words.ts'
import { type Token, tokenize } from './tokens.ts'

/**
 * A street name without its type, words separated by spaces: its telling words, and how they sound.
 * `links` stands for its linking words in their order (du Bois, des Bois); 0 when it has none.
 */
export type StreetName = { core: string; sound: string; links: number }

/** `type`: its canonical spelling (`rue`, `avenue`), '' for none. */
export type TypedName = StreetName & { type: string }

const MISSING_TITLE = 0.6
const MISSING_WORD = 1.2
/** A word too many is another name: beyond any limit of trust. */
const EXTRA_WORD = 3.1
/** « dee la Paix », « d ela Paix ». */
const MISSPELT_LINK = 0.7
const MISSING_YEAR = 0.3
const INITIAL = 0.3
const SOUNDS_ALIKE = 0.5
/** Names that nearly sound alike must look alike too (Quarmont is not Cardon). */
const LETTERS_WEIGH = 0.6
const OTHER_FIGURE = 3
const FIGURE = /[0-9]/
const FARTHEST = 6
const LONG_LINKS = ['de', 'du', 'des', 'la', 'le', 'les', 'au', 'aux', 'et']
/** « rue du Bois » is not « rue des Bois » where both exist; people drop these words more than they swap them. */
const OTHER_LINKS = 0.5
const NO_LINKS = 0.2

/** Type and name of a street as written in the addresses base, under the same normalisation as a query. */
export function readStreetName(written: string): TypedName {
  const tokens = tokenize(written)
  const { type, length, adjective } = typeAt(tokens, 0)
  return { type, ...nameOf([...adjective, ...tokens.slice(length).map(({ text }) => text)]) }
}

/**
 * The street type that starts at this token, its length in tokens (0 and '' when none), and the adjective before
 * it, which belongs to the name (Grand'Rue).
 */
export function typeAt(
  tokens: readonly Token[],
  at: number,
): { type: string; length: number; adjective: string[] } {
  const word = tokens[at]?.text ?? ''
  const next = tokens[at + 1]?.opens === false ? (tokens[at + 1]?.text ?? '') : ''
  const joined = STREET_TYPES.get(word + next)
  if (joined === 'rondpoint' || joined === 'lieudit')
    return { type: joined, length: 2, adjective: [] }
  const afterAdjective = TYPE_ADJECTIVES.has(word) ? STREET_TYPES.get(next) : undefined
  if (afterAdjective) return { type: afterAdjective, length: 2, adjective: [word] }
  const type = STREET_TYPES.get(word)
  return type ? { type, length: 1, adjective: [] } : { type: '', length: 0, adjective: [] }
}

/** The name made of these words: canonical spellings, linking words left out (unless nothing else is there). */
export function nameOf(words: readonly string[]): StreetName {
  const telling = words.filter((word) => !LINKING_WORDS.has(word))
  const core = (telling.length > 0 ? telling : words).map(canonicalWord)
  const links = telling.length > 0 ? linksOf(words) : 0
  return { core: core.join(' '), sound: core.map(soundOf).join(' '), links }
}

/** A number on 16 bits for the linking words that stand before the last telling word. */
function linksOf(words: readonly string[]): number {
  let hash = 0
  let sure = 0
  for (const word of words) {
    if (!LINKING_WORDS.has(word)) sure = hash
    else for (const letter of word) hash = (hash * 31 + letter.charCodeAt(0)) & 0xffff
  }
  return sure
}

/**
 * How far a street name typed is from one that exists, in typing errors; 0 when equal, at most 6.
 * A word that sounds the same costs half an error; a figure must be the same; a title or a first name left out
 * costs about one, a word too many three.
 */
export function nameDistance(typed: StreetName, real: StreetName): number {
  if (typed.core === real.core)
    return typed.links === real.links ? 0 : typed.links === 0 ? NO_LINKS : OTHER_LINKS
  const figures = figuresOf(typed.core) === figuresOf(real.core) ? 0 : OTHER_FIGURE
  const whole = figures + wholeDistance(typed, real)
  const isOneWord = !typed.core.includes(' ') && !real.core.includes(' ')
  if (whole <= 1 || isOneWord) return Math.min(whole, FARTHEST)
  return Math.min(whole, alignWords(typed.core.split(' '), real.core.split(' ')), FARTHEST)
}

/** Errors a name of this length may hold and still be believed. */
export function nameLimit({ core }: StreetName): number {
  const { length } = core.replaceAll(' ', '')
  return length <= 3 ? SOUNDS_ALIKE : length <= 7 ? 1 : length <= 12 ? 2 : 3
}

function wholeDistance(typed: StreetName, real: StreetName): number {
  const letters = typingErrors(joined(typed.core), joined(real.core), FARTHEST)
  if (letters <= 1) return letters === 1 && typed.sound === real.sound ? SOUNDS_ALIKE : letters
  const sounds = typingErrors(joined(typed.sound), joined(real.sound), FARTHEST - 1)
  const bySound =
    sounds === 0 ? SOUNDS_ALIKE : Math.max(SOUNDS_ALIKE + sounds, letters * LETTERS_WEIGH)
  return Math.min(letters, bySound)
}

function joined(words: string): string {
  return words.replaceAll(' ', '')
}

function figuresOf(core: string): string {
  if (!FIGURE.test(core)) return ''
  return core
    .replace(/[^0-9 ]/g, '')
    .trim()
    .replace(/ +/g, ' ')
}

/** Cheapest way to read the words typed as the real words, in order, some missing, some too many. */
function alignWords(typed: readonly string[], real: readonly string[]): number {
  let above = [0]
  for (const word of real) above.push((above.at(-1) ?? 0) + missing(word))
  for (const [i, word] of typed.entries()) {
    const extra = extraCost(word, typed[i - 1])
    const row = [(above[0] ?? 0) + extra]
    for (const [j, other] of real.entries()) {
      row.push(
        Math.min(
          (above[j] ?? 0) + wordDistance(word, other),
          (above[j + 1] ?? 0) + extra,
          (row[j] ?? 0) + missing(other),
        ),
      )
    }
    above = row
  }
  return above.at(-1) ?? FARTHEST
}

function missing(word: string): number {
  if (/^(19|20)\d\d$/.test(word)) return MISSING_YEAR
  if (/^\d/.test(word)) return OTHER_FIGURE
  return TITLE_WORDS.has(word) || word.length === 1 ? MISSING_TITLE : MISSING_WORD
}

function extraCost(word: string, previous: string | undefined): number {
  if (/^(19|20)\d\d$/.test(word) && previous) return MISSING_YEAR
  if (/^\d/.test(word)) return OTHER_FIGURE
  return isMisspeltLink(word) ? MISSPELT_LINK : EXTRA_WORD
}

function isMisspeltLink(word: string): boolean {
  return word.length <= 3 && LONG_LINKS.some((link) => typingErrors(word, link, 1) === 1)
}

function wordDistance(typed: string, real: string): number {
  if (typed === real) return 0
  if (/^\d/.test(typed) || /^\d/.test(real)) return FARTHEST
  if (typed.length === 1 && real.startsWith(typed)) return INITIAL
  if (real.length === 1 && typed.startsWith(real)) return INITIAL
  const letters = typingErrors(typed, real, 3)
  const limit = Math.ceil(real.length / 3)
  const sound = soundOf(typed) === soundOf(real) ? SOUNDS_ALIKE : FARTHEST
  return Math.min(letters <= limit ? letters : FARTHEST, sound)
}
