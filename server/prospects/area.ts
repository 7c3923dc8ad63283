import { codeStandings } from '../territory/codes.ts'
import { codesOf, communeByCode } from '../territory/communes.ts'
import type { TerritoryPart } from '../territory/rules.ts'

/** Which communes and postal codes may hold a doctor of a territory. */
export type Area = {
  hasCommune: (inseeCode: string) => boolean
  /** For a row whose commune is missing: some commune of this postal code is of the territory. */
  hasPostalCode: (postalCode: string) => boolean
}

/** The area of a territory by its parts: a commune partly in it counts, an associated one as its whole. */
export function areaOf(parts: readonly TerritoryPart[]): Area {
  const standing = codeStandings(parts, codesOf)
  const known = new Map<string, boolean>()
  const hasCommune = (code: string) => {
    const before = known.get(code)
    if (before !== undefined) return before
    const found = ['whole', 'shared'].includes(standing(code))
    known.set(code, found)
    return found
  }
  const postalCodes = new Set(parts.flatMap(({ code }) => communeByCode(code)?.postalCodes ?? []))
  return { hasCommune, hasPostalCode: (postalCode) => postalCodes.has(postalCode) }
}
