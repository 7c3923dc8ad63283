import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fold } from '../text/tokens.ts'

/**
 * A commune of the official geographic code, or a name that leads to one: an associated or delegated commune
 * (`old` holds its code), a municipal district. `code` is always the commune that exists today.
 */
export type Commune = {
  code: string
  old: string | null
  name: string
  postalCodes: readonly string[]
  department: string
  population: number
}

type OfficialCommune = {
  code: string
  nom: string
  type: string
  departement: string
  chefLieu?: string
  codesPostaux?: string[]
  population?: number
}

let loaded: readonly Commune[] | undefined
let departments: ReadonlyMap<string, readonly string[]> | undefined

/**
 * Every French commune, then the names of the old ones, in the order of their codes.
 * Read once from `@etalab/decoupage-administratif`, which holds codes and postal codes, no position.
 */
export function officialCommunes(): readonly Commune[] {
  loaded ??= toCommunes(read<OfficialCommune[]>('communes.json'))
  return loaded
}

/** Folded names of départements and regions, each with the codes of its départements ("nord" gives 59). */
export function departmentNames(): ReadonlyMap<string, readonly string[]> {
  departments ??= readDepartments()
  return departments
}

/** Département of an INSEE code: two characters, three overseas. */
export function departmentOf(inseeCode: string): string {
  return inseeCode.slice(0, /^9[78]/.test(inseeCode) ? 3 : 2)
}

function toCommunes(official: readonly OfficialCommune[]): Commune[] {
  const current = new Map(
    official.filter(({ type }) => isCurrent(type)).map((commune) => [commune.code, commune]),
  )
  const today = [...current.values()].map((commune) => toCommune(commune, commune))
  const old = official.flatMap((commune) => {
    const parent = current.get(commune.chefLieu ?? '')
    return parent && !isCurrent(commune.type) ? [toCommune(commune, parent)] : []
  })
  return [...today, ...old.filter(({ name, code }) => name !== current.get(code)?.nom)]
}

function isCurrent(type: string): boolean {
  return type === 'commune-actuelle' || type === 'arrondissement-municipal'
}

function toCommune(named: OfficialCommune, today: OfficialCommune): Commune {
  return {
    code: today.code,
    old: named === today ? null : named.code,
    name: named.nom,
    postalCodes: today.codesPostaux ?? [],
    department: today.departement,
    population: named === today ? (today.population ?? 0) : 0,
  }
}

function readDepartments(): ReadonlyMap<string, readonly string[]> {
  type Division = { code: string; nom: string; region?: string }
  const all = read<Division[]>('departements.json')
  const regions = read<Division[]>('regions.json').map(
    ({ code, nom }) =>
      [nom, all.filter(({ region }) => region === code).map((d) => d.code)] as const,
  )
  const former = [['Nord-Pas-de-Calais', ['59', '62']]] as const
  const named = [...all.map(({ code, nom }) => [nom, [code]] as const), ...regions, ...former]
  return new Map(named.map(([name, codes]) => [fold(name).replace(/[^a-z]+/g, ' '), codes]))
}

function read<T>(file: string): T {
  const path = createRequire(import.meta.url).resolve(
    `@etalab/decoupage-administratif/data/${file}`,
  )
  return JSON.parse(readFileSync(path, 'utf8')) as T
}
