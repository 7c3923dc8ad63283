import { createRequire } from 'node:module'
import { currentCode } from './communes.ts'

/** Below so many inhabitants a commune and an age band could point at a person: the wider area is named instead. */
export const SMALL_COMMUNE = 2_000

/** Where no area is known. */
const UNKNOWN = 'le territoire'

type CommuneRow = { code: string; nom: string; type: string; population?: number }
type GroupRow = { nom: string; membres: { code: string }[] }

let areas: ReadonlyMap<string, string> | undefined

/**
 * The area of a home as doctors may know it (rule 9 of server/README.md): the commune, or the group of communes that it
 * belongs to (EPCI) where it has fewer than 2,000 inhabitants. From the official register, INSEE COG 2026.
 */
export function areaOf(inseeCode: string | null): string {
  areas ??= readAreas()
  return (inseeCode && areas.get(currentCode(inseeCode))) || UNKNOWN
}

function readAreas(): ReadonlyMap<string, string> {
  const require = createRequire(import.meta.url)
  const communes: CommuneRow[] = require('@etalab/decoupage-administratif/data/communes.json')
  const groups: GroupRow[] = require('@etalab/decoupage-administratif/data/epci.json')
  const groupOf = new Map(
    groups.flatMap(({ nom, membres }) => membres.map(({ code }) => [code, nom] as const)),
  )
  return new Map(
    communes
      .filter(({ type }) => type === 'commune-actuelle')
      .map(({ code, nom, population = 0 }) => [
        code,
        population < SMALL_COMMUNE ? (groupOf.get(code) ?? UNKNOWN) : nom,
      ]),
  )
}
