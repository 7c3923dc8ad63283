/** Columns of the doctors' file, in the order to write them; they may be read in any order. */
export const COLUMNS = [
  'rpps',
  'nom',
  'prenom',
  'cabinet',
  'adresse',
  'code_postal',
  'commune',
  'lon',
  'lat',
  'telephone',
  'courriel',
  'places',
  'places_ald',
  'places_visite',
  'communes_visite',
  'age_min',
  'age_max',
  'plain_pied',
  'langues',
  'prise_de_rdv',
  'confirme_le',
  'accord_coordination',
  'accord_patients',
  'accord_carte',
] as const

export type Column = (typeof COLUMNS)[number]

/** Columns where a leading + or - belongs to the number. */
export const NUMBER_COLUMNS: ReadonlySet<Column> = new Set<Column>([
  'lon',
  'lat',
  'telephone',
  'places',
  'places_ald',
  'places_visite',
  'age_min',
  'age_max',
])

/** The whole record, where no single column is wrong. */
export const WHOLE_ROW = '(ligne)'

/** Something to mend in the file. `row` is the rank of the record, header 1. */
export interface DoctorProblem {
  row: number
  column: string
  /** Stable, for programs. */
  code: string
  /** What is wrong and how to mend it, in French. */
  reason: string
}

/** Where each column stands in this file, or what is wrong with the header. */
export type Header<Name extends string = Column> = {
  positions: ReadonlyMap<Name, number>
  width: number
}

/** Reads the names of the columns that a file must have; capitals, accents and spaces do not matter. */
export function readHeader<Name extends string>(
  cells: readonly (string | undefined)[],
  columns: readonly Name[],
): Header<Name> | DoctorProblem[] {
  const names = cells.map((cell) => plain(cell ?? ''))
  if (names.length === 1 && names[0] !== columns[0]) return [separatorProblem()]
  const positions = new Map(columns.map((column) => [column, names.indexOf(column)]))
  const missing = columns.filter((column) => positions.get(column) === -1)
  const isKnown = (name: string) => columns.some((column) => column === name)
  const extra = names.filter((name, index) => !isKnown(name) || names.indexOf(name) !== index)
  const problems = [
    ...missing.map((column) => ofHeader(column, 'column_missing', 'colonne absente : ajoutez-la')),
    ...extra.map((name) =>
      ofHeader(name || WHOLE_ROW, 'column_unknown', 'colonne inconnue ou en double : retirez-la'),
    ),
  ]
  return problems.length > 0 ? problems : { positions, width: names.length }
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
}

function separatorProblem(): DoctorProblem {
  return ofHeader(WHOLE_ROW, 'separator', 'une seule colonne : séparez les colonnes par « ; »')
}

function ofHeader(column: string, code: string, reason: string): DoctorProblem {
  return { row: 1, column, code, reason }
}
