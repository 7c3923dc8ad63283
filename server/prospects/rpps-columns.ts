import { type DoctorProblem, WHOLE_ROW } from '../doctors/csv-columns.ts'

/** The columns that are read, by the name that the directory gives them. */
const NAMES = {
  rpps: 'Identifiant PP',
  lastName: "Nom d'exercice",
  firstName: "Prénom d'exercice",
  profession: 'Code profession',
  category: 'Code catégorie professionnelle',
  skill: 'Code savoir-faire',
  mode: 'Code mode exercice',
  company: 'Raison sociale site',
  sign: 'Enseigne commerciale site',
  number: 'Numéro Voie (coord. structure)',
  repetition: 'Indice répétition voie (coord. structure)',
  streetType: 'Libellé type de voie (coord. structure)',
  street: 'Libellé Voie (coord. structure)',
  mention: 'Mention distribution (coord. structure)',
  postalCode: 'Code postal (coord. structure)',
  inseeCode: 'Code commune (coord. structure)',
  phone: 'Téléphone (coord. structure)',
  otherPhone: 'Téléphone 2 (coord. structure)',
  email: 'Adresse e-mail (coord. structure)',
} as const

export type RppsColumn = keyof typeof NAMES

/** Files may lack these and still say who practises where. */
const OPTIONAL: ReadonlySet<RppsColumn> = new Set<RppsColumn>([
  'category',
  'company',
  'sign',
  'repetition',
  'mention',
  'phone',
  'otherPhone',
  'email',
])

export type RppsHeader = {
  /** Rank of each column in a row; -1 for one that this file lacks. */
  ranks: Readonly<Record<RppsColumn, number>>
  /** Fields of a row; one more is accepted when it is empty, since some copies end every line with a `|`. */
  width: number
}

/**
 * Where each column stands, in any order, or what is wrong with the file as its first line shows it: not this
 * extraction, written again in another encoding, or without a column that is needed.
 */
export function readRppsHeader(line: Uint8Array): RppsHeader | DoctorProblem[] {
  const text = decodedHeader(line)
  if (text === null) return [wrong(WHOLE_ROW, 'encoding', ENCODING)]
  const names = text.replace(/\|$/, '').split('|').map(plain)
  if (names.length === 1) return [wrong(WHOLE_ROW, 'separator', SEPARATOR)]
  const columns = Object.keys(NAMES) as RppsColumn[]
  const ranks = Object.fromEntries(
    columns.map((column) => [column, names.indexOf(plain(NAMES[column]))]),
  ) as Record<RppsColumn, number>
  const missing = columns.filter((column) => ranks[column] < 0 && !OPTIONAL.has(column))
  if (missing.length > 0)
    return missing.map((column) => wrong(NAMES[column], 'column_missing', MISSING))
  return { ranks, width: names.length }
}

/** Name of a column in the file, for the report. */
export function columnName(column: RppsColumn): string {
  return NAMES[column]
}

const ENCODING =
  'le fichier n’est plus en UTF-8 : il a été ouvert puis réenregistré, reprenez celui de l’Annuaire Santé'
const SEPARATOR = 'une seule colonne : les colonnes de l’extraction sont séparées par « | »'
const MISSING = 'colonne absente : ce n’est pas l’extraction « Personne activité »'

function decodedHeader(line: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(line).replace(/\r$/, '')
  } catch {
    return null
  }
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’`]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}

function wrong(column: string, code: string, reason: string): DoctorProblem {
  return { row: 1, column, code, reason }
}
