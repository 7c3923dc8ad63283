import { NO_NUMBER } from './shard.ts'

/** One address of the base. `number` is absent (`NO_NUMBER`) on a row that gives a street alone. */
export type BanRow = {
  number: number
  suffix: string
  street: string
  postalCode: string
  inseeCode: string
  commune: string
  oldInseeCode: string
  oldCommune: string
  lon: number
  lat: number
}

/** Why a row is left out, and the column to mend; said in French to whoever imports. */
export type RowProblem = { column: string; reason: string }

/** `no_position`: a right address without coordinates, which cannot be placed. */
export type RowVerdict =
  | { kind: 'address'; row: BanRow }
  | { kind: 'no_position' }
  | { kind: 'malformed'; problem: RowProblem }

const REQUIRED = [
  'numero',
  'nom_voie',
  'code_postal',
  'code_insee',
  'nom_commune',
  'lon',
  'lat',
] as const
const OPTIONAL = ['rep', 'code_insee_ancienne_commune', 'nom_ancienne_commune'] as const
type Name = (typeof REQUIRED)[number] | (typeof OPTIONAL)[number]

/** Where each column stands, whatever the order of the file. */
export type Header = { ranks: Record<Name, number>; width: number }

/** The header line was not that of a BAN file: nothing can be read after it. */
export class WrongHeader extends Error {}

/** @throws WrongHeader naming the columns that are missing. */
export function readHeader(cells: readonly string[]): Header {
  const names = cells.map((cell) => cell.trim().toLowerCase())
  const missing = REQUIRED.filter((name) => !names.includes(name))
  if (missing.length > 0)
    throw new WrongHeader(
      `colonnes absentes : ${missing.join(', ')} (attendu : un fichier CSV de la BAN)`,
    )
  const ranks = Object.fromEntries(
    [...REQUIRED, ...OPTIONAL].map((name) => [name, names.indexOf(name)]),
  )
  return { ranks: ranks as Record<Name, number>, width: cells.length }
}

/** Reads one row under this header. Pure; never throws. */
export function readRow(cells: readonly string[], { ranks, width }: Header): RowVerdict {
  if (cells.length !== width)
    return malformed('(ligne)', `${cells.length} colonnes au lieu de ${width}`)
  const cell = (name: Name) => (cells[ranks[name]] ?? '').trim()
  const row: BanRow = {
    number: cell('numero') === '' ? NO_NUMBER : Number(cell('numero')),
    suffix: cell('rep').toLowerCase(),
    street: cell('nom_voie'),
    postalCode: cell('code_postal'),
    inseeCode: cell('code_insee').toUpperCase(),
    commune: cell('nom_commune'),
    oldInseeCode: cell('code_insee_ancienne_commune'),
    oldCommune: cell('nom_ancienne_commune'),
    lon: Number(cell('lon')),
    lat: Number(cell('lat')),
  }
  const problem = problemOf(row)
  if (problem) return { kind: 'malformed', problem }
  return cell('lon') === '' || cell('lat') === ''
    ? { kind: 'no_position' }
    : { kind: 'address', row }
}

function problemOf(row: BanRow): RowProblem | null {
  if (row.street === '') return { column: 'nom_voie', reason: 'vide' }
  if (row.street.includes('\uFFFD'))
    return { column: 'nom_voie', reason: 'caractères illisibles (attendu : UTF-8)' }
  if (!Number.isInteger(row.number) || row.number < 0 || row.number > NO_NUMBER)
    return { column: 'numero', reason: 'n’est pas un numéro' }
  if (!/^(\d[\dAB]\d{3})$/.test(row.inseeCode))
    return { column: 'code_insee', reason: 'n’est pas un code INSEE' }
  if (!/^(\d{5})?$/.test(row.postalCode))
    return { column: 'code_postal', reason: 'n’est pas un code postal' }
  if (row.commune === '') return { column: 'nom_commune', reason: 'vide' }
  if (!(Math.abs(row.lon) <= 180))
    return { column: 'lon', reason: 'n’est pas une longitude en degrés' }
  if (!(Math.abs(row.lat) <= 90))
    return { column: 'lat', reason: 'n’est pas une latitude en degrés' }
  return null
}

function malformed(column: string, reason: string): RowVerdict {
  return { kind: 'malformed', problem: { column, reason } }
}
