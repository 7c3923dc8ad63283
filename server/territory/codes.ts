import type { TerritoryPart } from './rules.ts'

/** Where a commune stands by its code: whole in the territory, shared with another, not in it, or not a known code. */
export type Standing = 'whole' | 'shared' | 'none' | 'unknown'

const INSEE_CODE = /^(\d{2}|2[AB])\d{3}$/

/**
 * Standing of a commune by its INSEE code. A territory may list an associated commune or the whole it belongs to:
 * Lomme (59355) is whole where Lille (59350) is; where only Lomme is listed, Lille is shared. A polygon added to or
 * taken from a commune makes it shared.
 */
export function codeStandings(
  parts: readonly TerritoryPart[],
  registerCodesOf: (code: string) => readonly string[],
): (code: string) => Standing {
  const wholeOf = associations(parts)
  const codesOf = (code: string) => [
    ...new Set([...registerCodesOf(code), ...(wholeOf.get(code) ?? [])]),
  ]
  const whole = new Set(parts.filter(({ role }) => role === 'base').map(({ code }) => code))
  const cut = parts.filter(({ role }) => role !== 'base').flatMap(({ code }) => codesOf(code))
  const shared = new Set([...cut, ...[...whole].flatMap((code) => codesOf(code).slice(1))])
  const cutCodes = new Set(cut)
  return (code) => {
    const codes = codesOf(code)
    if (codes.some((each) => cutCodes.has(each))) return 'shared'
    if (codes.some((each) => whole.has(each))) return 'whole'
    if (shared.has(code)) return 'shared'
    return INSEE_CODE.test(code) ? 'none' : 'unknown'
  }
}

/** Associated communes named by the parts themselves: code of the part → codes of the wholes. */
function associations(parts: readonly TerritoryPart[]): Map<string, string[]> {
  const wholes = new Map<string, string[]>()
  for (const { code, associatedCodes } of parts)
    for (const associated of associatedCodes)
      wholes.set(associated, [...(wholes.get(associated) ?? []), code])
  return wholes
}
