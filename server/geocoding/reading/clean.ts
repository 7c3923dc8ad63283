import { departmentNames } from '../communes/catalogue.ts'
import type { Gazetteer } from '../communes/gazetteer.ts'
import type { GeocodeQuery } from '../rules.ts'
import { LINKING_WORDS } from '../text/street-words.ts'
import { isNumber, type Token, tokenize } from '../text/tokens.ts'
import { findPostalCode, type PostalCode, withoutBoxes } from './codes.ts'

/** A query without what does not locate: boxes, CEDEX, country, département; the postal code is set apart. */
export type CleanQuery = {
  tokens: readonly Token[]
  /** `at`: how many tokens stand before it. */
  postalCode: (PostalCode & { at: number }) | null
  inseeCode: string | null
  /** Départements named beside the commune; null when none is. */
  departments: readonly string[] | null
  foreign: boolean
}

/** Characters read of each part of a query: the forms take 200, and what seeks contacts grows as the square. */
const LONGEST_PART = 500
const CONTACTS = /\S+@\S+|https?:\/\/\S+|(?:\+33|\b0)[ .]?[1-9](?:[ .-]?\d{2}){4}\b/g
const FOREIGN_CODE = /\b(?:b|be|ch|nl|lu?|de?)\s?-\s?\d{4,5}\b/i
/** « Lambersart (59) ». */
const DEPARTMENT_CODE = /\(\s*(\d{2}|2[ab]|97\d)\s*\)/i
const COUNTRIES = new Set(
  `belgique belgie belgium belgien suisse schweiz svizzera switzerland luxembourg allemagne deutschland germany
  nederland netherlands hollande espagne espana spain italie italia italy portugal pologne polska poland
  angleterre england uk usa maroc algerie tunisie roumanie irlande autriche`.split(/\s+/),
)
/** Places across the border whose name holds that of a French commune, and that commune would take them. */
const FOREIGN_PLACES = [
  ['comines', 'warneton'],
  ['bas', 'warneton'],
  ['pays', 'bas'],
  ['royaume', 'uni'],
]

/** The query as its telling words, its code and its hints, in the order typed. */
export function cleanQuery(query: GeocodeQuery, gazetteer: Gazetteer): CleanQuery {
  const text = wholeText(query)
  const bracketed = DEPARTMENT_CODE.exec(text)?.[1]?.toUpperCase()
  const written = text.replace(DEPARTMENT_CODE, ' , ')
  const { tokens, postalCode } = findPostalCode(withoutBoxes(tokenize(written)), gazetteer)
  const foreign = FOREIGN_CODE.test(written) || isAbroad(tokens)
  const domestic = withoutLast(tokens, 1, (word) => word === 'france', gazetteer)
  const hint = departmentHint(domestic, gazetteer)
  return {
    tokens: domestic.slice(0, domestic.length - hint.length),
    postalCode,
    inseeCode: query.inseeCode ?? null,
    departments: bracketed ? [bracketed] : hint.departments,
    foreign,
  }
}

/**
 * One line with every part typed, each up to its 500th character; e-mail addresses, links and phone numbers left out.
 */
export function wholeText({ text, postalCode, commune }: GeocodeQuery): string {
  const [line, code, town] = [text, postalCode, commune].map((part) => part?.slice(0, LONGEST_PART))
  const rest = [code, town].filter(Boolean).join(' ')
  return [line, rest].filter(Boolean).join(', ').replaceAll(CONTACTS, ' , ')
}

function isAbroad(tokens: readonly Token[]): boolean {
  const words = tokens.map(({ text }) => text)
  const last = words.at(-1) ?? ''
  if (COUNTRIES.has(last) && (tokens.at(-1)?.opens || !LINKING_WORDS.has(words.at(-2) ?? '')))
    return true
  return FOREIGN_PLACES.some((place) => {
    const start = words.length - place.length
    return (
      place.every((word, i) => words[start + i] === word) &&
      !LINKING_WORDS.has(words[start - 1] ?? '')
    )
  })
}

function departmentHint(tokens: readonly Token[], gazetteer: Gazetteer) {
  for (let length = 6; length >= 1; length--) {
    const words = tokens.slice(-length).map(({ text }) => text)
    const departments = words.length === length ? departmentNames().get(words.join(' ')) : undefined
    if (!departments) continue
    const rest = withoutLast(tokens, length, () => true, gazetteer)
    if (rest.length < tokens.length) return { length, departments }
  }
  return { length: 0, departments: null }
}

/** Drops the last words when they stand apart or follow a commune, unless they are part of a commune's name. */
function withoutLast(
  tokens: readonly Token[],
  length: number,
  isNoise: (word: string) => boolean,
  gazetteer: Gazetteer,
): readonly Token[] {
  const start = tokens.length - length
  const first = tokens[start]
  if (!first || start === 0 || !isNoise(first.text)) return tokens
  if (endsWithCommune(tokens, gazetteer)) return tokens
  const before = tokens.slice(0, start)
  return first.opens || endsWithCommune(before, gazetteer) ? before : tokens
}

function endsWithCommune(tokens: readonly Token[], gazetteer: Gazetteer): boolean {
  for (let length = 1; length <= 6 && length <= tokens.length; length++) {
    const span = tokens.slice(-length)
    if (span.some(isNumber)) return false
    const named = gazetteer.named(
      span.map(({ text }) => text),
      { misspelt: false, isLikely: () => true },
    )
    if (named.some(({ quality }) => quality === 'exact')) return true
  }
  return false
}
