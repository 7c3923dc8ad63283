import { memberField } from '../../web/words/options.ts'
import type { Day } from '../calendar/rules.ts'
import { readPastDay } from '../doctors/csv-cells.ts'
import type { FormValues } from '../http/forms.ts'
import { BATCH_COLUMNS, type BatchColumn, CODES, PERSON_COLUMNS } from './batch-columns.ts'
import type { BatchProblem, BatchRow } from './batch-file.ts'
import { REFERRAL_SOURCES } from './rules.ts'
import { checkRegistration, type Registration } from './schema.ts'

/** A right household of the file. `content` is all that its rows say, for the same file again to change nothing. */
export type BatchHousehold = {
  /** Of its first row. */
  row: number
  /** Of each person, in the order of the household. */
  rows: readonly number[]
  registration: Registration
  agreedOn: Day
  content: FormValues
}

type Reading =
  | { ok: true; value: BatchHousehold }
  | { ok: false; problems: readonly BatchProblem[] }

type Context = { maxKm: number; now: Date; today: Day }

/** A household from its rows: the rules of the form, each fault told on its row and column. */
export function readHousehold(rows: readonly BatchRow[], { maxKm, now, today }: Context): Reading {
  const [first] = rows
  if (!first) return { ok: false, problems: [] }
  const agreed = agreementDay(first, today)
  const values = valuesOf(first, rows, today)
  const checked = checkRegistration(values, { maxKm, now })
  const problems = oncePerCell([
    ...('problem' in agreed ? [agreed.problem] : []),
    ...rows.flatMap((row) => contradictions(row, first)),
    ...rows.flatMap((row) => birthProblems(row, today)),
    ...tellingProblems(first),
    ...(checked.ok ? [] : told(checked.errors, rows)),
  ])
  if (problems.length > 0 || !checked.ok || 'problem' in agreed) return { ok: false, problems }
  const { cle: _, ...content } = values
  const value = {
    row: first.row,
    rows: rows.map(({ row }) => row),
    registration: checked.value,
    agreedOn: agreed.day,
    content: { ...content, accord_le: agreed.day },
  }
  return { ok: true, value }
}

/** Drawn again for each household as it is registered; the schema wants one. */
const NO_KEY = '00000000-0000-4000-8000-000000000000'

/** Answers of a closed list, which spreadsheets like to write with a capital. */
const LOWERED: readonly BatchColumn[] = ['accord', 'accord_suite', 'fauteuil']

function valuesOf(first: BatchRow, rows: readonly BatchRow[], today: Day): FormValues {
  const cell = (column: BatchColumn) => first.cells.get(column) ?? ''
  const shared = BATCH_COLUMNS.filter((column) => !PERSON_COLUMNS.includes(column))
  return {
    ...Object.fromEntries(shared.map((column) => [column, cell(column)])),
    ...Object.fromEntries(LOWERED.map((column) => [column, cell(column).toLowerCase()])),
    cle: NO_KEY,
    canal: cell('canal').toLowerCase() || likeliestChannel(first),
    source: cell('source').toLowerCase() || 'accueil',
    langue: cell('langue').toLowerCase() || 'fr',
    ...Object.assign({}, ...rows.map((row, index) => personValues(row, index, today))),
  }
}

function personValues({ cells }: BatchRow, index: number, today: Day): FormValues {
  const read = readPastDay(cells.get('naissance') ?? '', today)
  const [year = '', month = '', day = ''] = ('value' in read ? (read.value ?? '') : '').split('-')
  const fields = {
    nom: cells.get('nom') ?? '',
    prenom: cells.get('prenom') ?? '',
    naissance_jour: day,
    naissance_mois: month,
    naissance_annee: year,
    ald: (cells.get('ald') ?? '').toLowerCase(),
    se_deplace: (cells.get('se_deplace') ?? '').toLowerCase(),
  } as const
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      memberField(index, name as keyof typeof fields),
      value,
    ]),
  )
}

/** An empty channel is the one that reaches them soonest. */
function likeliestChannel({ cells }: BatchRow): string {
  if (/^(0|\+33|0033)\s*\(?0?\)?[\s.]*[67]/.test(cells.get('telephone') ?? '')) return 'sms'
  if (cells.get('courriel')) return 'courriel'
  return cells.get('telephone') ? 'telephone' : 'courrier'
}

function agreementDay(
  { row, cells }: BatchRow,
  today: Day,
): { day: Day } | { problem: BatchProblem } {
  const column = 'accord_le'
  const read = readPastDay(cells.get(column) ?? '', today)
  if (!('value' in read)) return { problem: { row, column, ...read } }
  if (read.value) return { day: read.value }
  const reason = 'date de l’accord absente : écrivez-la, par exemple 2026-11-10'
  return { problem: { row, column, code: CODES[column], reason } }
}

function birthProblems({ row, cells }: BatchRow, today: Day): BatchProblem[] {
  const column = 'naissance'
  const read = readPastDay(cells.get(column) ?? '', today)
  if ('value' in read) return []
  return [{ row, column, code: CODES[column], reason: read.reason }]
}

/** The agreement to tell the outcome is never guessed from a word that is not one. */
function tellingProblems({ row, cells }: BatchRow): BatchProblem[] {
  const column = 'accord_suite'
  const isAnswer = ['', 'oui', 'non'].includes((cells.get(column) ?? '').toLowerCase())
  return isAnswer ? [] : [{ row, column, code: CODES[column], reason: YES_NO }]
}

/** What belongs to the household is said once: on a later row, it is empty or the same. */
function contradictions({ row, cells }: BatchRow, first: BatchRow): BatchProblem[] {
  if (row === first.row) return []
  const shared = BATCH_COLUMNS.filter((column) => !PERSON_COLUMNS.includes(column))
  return shared
    .filter((column) => cells.get(column) && cells.get(column) !== first.cells.get(column))
    .map((column) => ({
      row,
      column,
      code: CODES.foyer,
      reason: `autre réponse que la ligne ${first.row} pour le même foyer : laissez vide ou corrigez`,
    }))
}

const YES_NO = 'oui, non ou vide attendu'

/** In a file there is no list to choose from: what may be written is said. */
const REASONS: Partial<Record<BatchColumn, string>> = {
  ald: YES_NO,
  se_deplace: YES_NO,
  fauteuil: YES_NO,
  accord: 'écrivez oral ou ecrit : comment la personne a donné son accord',
  langue: 'code de langue de deux lettres attendu, par exemple fr, ar, pl',
  source: `un de ces mots attendu, ou vide : ${REFERRAL_SOURCES.join(', ')}`,
}

/** Errors of the form on the rows and columns of the file. */
function told(errors: Record<string, string>, rows: readonly BatchRow[]): BatchProblem[] {
  return Object.entries(errors).map(([name, reason]): BatchProblem => {
    const [, index, field] = /^membres\[(\d+)\]\[(\w+)\]$/.exec(name) ?? []
    const row = rows[Number(index ?? 0)]?.row ?? rows[0]?.row ?? 1
    const column = columnOf(field ?? name)
    return { row, column, code: CODES[column], reason: REASONS[column] ?? reason }
  })
}

/** The first thing said of each cell: two parts of one date are one fault. */
function oncePerCell(problems: readonly BatchProblem[]): BatchProblem[] {
  const isFirst = (one: BatchProblem, index: number) =>
    problems.findIndex(({ row, column }) => row === one.row && column === one.column) === index
  return problems.filter(isFirst)
}

function columnOf(field: string): BatchColumn {
  if (field.startsWith('naissance')) return 'naissance'
  return BATCH_COLUMNS.find((column) => column === field) ?? 'foyer'
}
