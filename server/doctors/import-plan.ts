import { randomUUID } from 'node:crypto'
import { geodesicKm } from '../geo.ts'
import { changeOf, type EntryChange, newFacts } from './changes.ts'
import type { DoctorProblem } from './csv-columns.ts'
import type { DoctorRow } from './csv-row.ts'
import {
  type DoctorSheet,
  isSamePractice,
  type Practice,
  type PracticePlace,
  type PracticeSheet,
  practiceKey,
  type RegisterEntry,
} from './rules.ts'
import type { NewAvailability, NewDoctor } from './writing-store.ts'

/** What the register holds as the file arrives. */
export type Register = { entries: readonly RegisterEntry[]; practices: readonly Practice[] }

/** Places found for practices that the file and the register leave without one, by `practiceKey`. */
export type FoundPlaces = ReadonlyMap<string, PracticePlace>

export type ImportPlan = {
  practices: { added: Practice[]; changed: Practice[] }
  doctors: NewDoctor[]
  availabilities: NewAvailability[]
  changed: EntryChange[]
  counts: { created: number; updated: number; unchanged: number }
}

/** Two positions of one practice closer than this are one doorstep. */
const SAME_DOORSTEP_KM = 0.05

/** Rows that place one practice of the file at two positions: one of them is wrong, and which one is not ours to say. */
export function contradictions(rows: readonly DoctorRow[]): DoctorProblem[] {
  const first = new Map<string, DoctorRow>()
  return rows.flatMap((row) => {
    const { position, practice } = row.sheet
    if (!position) return []
    const key = practiceKey(practice)
    const former = first.get(key)
    if (!former?.sheet.position) {
      first.set(key, row)
      return []
    }
    if (geodesicKm(former.sheet.position, position) < SAME_DOORSTEP_KM) return []
    const reason = `autre position que la ligne ${former.row} pour le même cabinet : gardez la bonne sur les deux`
    return [{ row: row.row, column: 'lon', code: 'position', reason }]
  })
}

/** Practices of the file that have a position neither there nor in the register: to ask of the geocoder, each once. */
export function practicesToPlace(
  rows: readonly DoctorRow[],
  practices: readonly Practice[],
): PracticeSheet[] {
  const placed = new Set(practices.filter(({ position }) => position).map(practiceKey))
  return [...sheetsByPractice(rows)]
    .filter(([key, { position }]) => !position && !placed.has(key))
    .map(([, { practice }]) => practice)
}

/**
 * What a file changes of a register, to be written whole. A row is the doctor of its RPPS number: at the practice it
 * names, else at their only one, which they leave for it, else at one more. A position that a person gave stays.
 * Rows of doctors who withdrew are expected to be left out.
 */
export function planImport(
  rows: readonly DoctorRow[],
  register: Register,
  places: FoundPlaces,
  now: Date,
): ImportPlan {
  const practices = planPractices(rows, register.practices, places)
  const touched = new Set([...practices.added, ...practices.changed].map(practiceKey))
  const entriesOf = byRpps(register.entries)
  const plan: ImportPlan = {
    practices: { added: practices.added, changed: practices.changed },
    doctors: [],
    availabilities: [],
    changed: [],
    counts: { created: 0, updated: 0, unchanged: 0 },
  }
  for (const { sheet } of rows) {
    const key = practiceKey(sheet.practice)
    const practiceId = practices.ids.get(key) ?? ''
    const known = entriesOf.get(sheet.identity.rpps) ?? []
    const outcome = planRow(plan, { sheet, known, practiceId }, now)
    plan.counts[outcome === 'unchanged' && touched.has(key) ? 'updated' : outcome] += 1
  }
  return plan
}

type Row = { sheet: DoctorSheet; known: readonly RegisterEntry[]; practiceId: string }

function planRow(
  plan: ImportPlan,
  { sheet, known, practiceId }: Row,
  now: Date,
): keyof ImportPlan['counts'] {
  const [anyone] = known
  if (!anyone) {
    const doctorId = randomUUID()
    const { doctor, availability } = newFacts(sheet, now)
    plan.doctors.push({ id: doctorId, facts: doctor, source: 'csv' })
    plan.availabilities.push({ id: randomUUID(), doctorId, practiceId, facts: availability })
    return 'created'
  }
  const here = known.find(({ practice }) => practice.id === practiceId)
  const entry = here ?? (known.length === 1 ? anyone : undefined)
  if (!entry) addPractice(plan, { doctorId: anyone.doctorId, sheet, practiceId }, now)
  const change = entry
    ? changeOf(entry, { sheet, practiceId }, now)
    : doctorOnly(changeOf(anyone, { sheet, practiceId: anyone.practice.id }, now))
  if (change) plan.changed.push(change)
  return change || !entry ? 'updated' : 'unchanged'
}

type Added = { doctorId: string; sheet: DoctorSheet; practiceId: string }

function addPractice(plan: ImportPlan, { sheet, ...ids }: Added, now: Date): void {
  const { availability } = newFacts(sheet, now)
  plan.availabilities.push({ ...ids, id: randomUUID(), facts: availability })
}

/** What a sheet of another practice says of the doctor leaves this one's availability as it is. */
function doctorOnly(change: EntryChange | null): EntryChange | null {
  return change?.changesDoctor ? { ...change, changesAvailability: false } : null
}

function byRpps(entries: readonly RegisterEntry[]): ReadonlyMap<string, RegisterEntry[]> {
  const found = new Map<string, RegisterEntry[]>()
  for (const entry of entries) {
    const { rpps } = entry.identity
    found.set(rpps, [...(found.get(rpps) ?? []), entry])
  }
  return found
}

function planPractices(
  rows: readonly DoctorRow[],
  practices: readonly Practice[],
  places: FoundPlaces,
): ImportPlan['practices'] & { ids: ReadonlyMap<string, string> } {
  const known = new Map(practices.map((practice) => [practiceKey(practice), practice]))
  const ids = new Map<string, string>()
  const planned: ImportPlan['practices'] = { added: [], changed: [] }
  for (const [key, sheet] of sheetsByPractice(rows)) {
    const former = known.get(key)
    const place = placeOf(sheet, former, places.get(key))
    const wanted = { ...sheet.practice, ...place, id: former?.id ?? randomUUID() }
    ids.set(key, wanted.id)
    if (!former) planned.added.push(wanted)
    else if (!isSamePractice(former, wanted)) planned.changed.push(wanted)
  }
  return { ...planned, ids }
}

/** By a person first, then the file, then where it was, then the geocoder. */
function placeOf(
  { position }: DoctorSheet,
  former: Practice | undefined,
  found: PracticePlace | undefined,
): PracticePlace {
  if (former?.located === 'by_hand') return placeOnly(former)
  if (position) return { position, located: 'located' }
  if (former?.position) return placeOnly(former)
  return found ? placeOnly(found) : { position: null, located: 'to_locate' }
}

function placeOnly({ position, located }: PracticePlace): PracticePlace {
  return { position, located }
}

/** One sheet for each practice of the file: the first that gives its position, else the first. */
function sheetsByPractice(rows: readonly DoctorRow[]): ReadonlyMap<string, DoctorSheet> {
  const sheets = new Map<string, DoctorSheet>()
  for (const { sheet } of rows) {
    const key = practiceKey(sheet.practice)
    const former = sheets.get(key)
    if (!former || (!former.position && sheet.position)) sheets.set(key, sheet)
  }
  return sheets
}
