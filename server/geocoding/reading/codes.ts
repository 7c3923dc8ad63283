import type { Gazetteer } from '../communes/gazetteer.ts'
import { typeAt } from '../text/street-name.ts'
import { isNumber, type Token } from '../text/tokens.ts'

/** `known` is false for a CEDEX code or a slip: only its département can be believed. */
export type PostalCode = { code: string; known: boolean }

const BOXES = new Set(['bp', 'cs', 'tsa', 'cedex'])
const BOX_NUMBER = /^\d{1,6}$/

/**
 * The tokens without post boxes (BP 12, CS 70006, boîte postale 3) and CEDEX (1).
 * A number after BP that stands before a street type is the house number (« BP 505 rue … »), unless another follows it.
 */
export function withoutBoxes(tokens: readonly Token[]): Token[] {
  const kept: Token[] = []
  let opens = false
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]
    if (!token) break
    const length = boxLength(tokens, i)
    if (length > 0) {
      i += length - 1
      opens = true
      continue
    }
    kept.push(opens ? { ...token, opens: true } : token)
    opens = false
  }
  return kept
}

function boxLength(tokens: readonly Token[], at: number): number {
  const word = tokens[at]?.text ?? ''
  const isBox = BOXES.has(word)
  const spelt = word === 'boite' && tokens[at + 1]?.text === 'postale'
  if (!isBox && !spelt) return 0
  let length = spelt ? 2 : 1
  if (['n', 'no', 'numero'].includes(tokens[at + length]?.text ?? '')) length++
  const number = tokens[at + length]
  if (!number || !BOX_NUMBER.test(number.text)) return length
  if (word === 'cedex' && number.text.length > 2) return length
  return typeAt(tokens, at + length + 1).type ? length : length + 1
}

/** The postal code, taken out of the tokens: the last number of five figures that can be one. */
export function findPostalCode(
  tokens: readonly Token[],
  gazetteer: Gazetteer,
): { tokens: Token[]; postalCode: (PostalCode & { at: number }) | null } {
  const found = wholeCode(tokens, gazetteer) ?? splitCode(tokens, gazetteer)
  if (!found) return { tokens: [...tokens], postalCode: null }
  const { at, length, ...postalCode } = found
  const before = tokens.slice(0, at).filter(({ text }) => text !== postalCode.code)
  const after = tokens
    .slice(at + length)
    .map((token, i) => (i === 0 ? { ...token, opens: true } : token))
  return { tokens: [...before, ...after], postalCode: { ...postalCode, at: before.length } }
}

type Found = PostalCode & { at: number; length: number }

function wholeCode(tokens: readonly Token[], gazetteer: Gazetteer): Found | null {
  const all = tokens.flatMap(({ text: code }, at) =>
    /^\d{5}$/.test(code) ? [{ code, at, length: 1, known: isKnown(code, gazetteer) }] : [],
  )
  const known = all.filter((code) => code.known).at(-1)
  return (
    known ??
    all.filter(({ code, at }) => mayBeCode(code) && !typeAt(tokens, at + 1).type).at(-1) ??
    null
  )
}

/** A code typed in two parts: 59 280. */
function splitCode(tokens: readonly Token[], gazetteer: Gazetteer): Found | null {
  for (let at = tokens.length - 2; at >= 0; at--) {
    const [first, second] = [tokens[at], tokens[at + 1]]
    if (!first || !second || second.opens || !isNumber(first) || !isNumber(second)) continue
    if ([tokens[at - 1], tokens[at + 2]].some((token) => token && !token.opens && isNumber(token)))
      continue
    const code = first.text + second.text
    if (first.text.length === 2 && second.text.length === 3 && isKnown(code, gazetteer))
      return { code, at, length: 2, known: true }
  }
  return null
}

function isKnown(code: string, gazetteer: Gazetteer): boolean {
  return gazetteer.ofPostalCode(code).length > 0
}

function mayBeCode(code: string): boolean {
  return /^(0[1-9]|[1-8]\d|9[0-578])\d{3}$/.test(code)
}
