import type { CleanQuery } from '../reading/clean.ts'
import { typeAt } from '../text/street-name.ts'
import type { Candidate } from '../trust.ts'

/** Years stand after these in street names: « 19 mars 1962 ». */
const BEFORE_YEAR = new Set(
  'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre'.split(' '),
)

/**
 * Whether a number of four figures stands where a postal code does, just before the last words (7780 Comines):
 * Belgium, Luxembourg and Switzerland write theirs so, and share names of communes with France.
 * A house number stands before a type of street; a year follows a month, or is in the name of the street found.
 */
export function isForeignCode(
  { tokens, postalCode }: CleanQuery,
  found: readonly Candidate[],
): boolean {
  if (postalCode?.known) return false
  return tokens.some((token, at) => {
    if (!/^[1-9]\d{3}$/.test(token.text) || BEFORE_YEAR.has(tokens[at - 1]?.text ?? ''))
      return false
    if (typeAt(tokens, at + 1).type) return false
    const after = tokens.slice(at + 1)
    const endsText =
      after.length > 0 &&
      after.length <= 4 &&
      after.every(({ text, opens }) => !opens && !/\d/.test(text))
    return endsText && !isPartOfStreet(token.text, found)
  })
}

/** The exact street bears this number, as its house number or in its name. */
function isPartOfStreet(number: string, found: readonly Candidate[]): boolean {
  return found.some(
    ({ place, nameCost }) =>
      nameCost <= 1 &&
      place.precision !== 'municipality' &&
      ` ${place.label} `.includes(` ${number} `),
  )
}
