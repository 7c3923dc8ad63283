import { fullDay } from '../../web/words/dates.ts'
import { type Actor, writeAudit } from '../audit/service.ts'
import { parisDay } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { communeByCode, findCommune } from '../territory/communes.ts'
import { readDoctorsCsv } from './csv.ts'
import type { DoctorProblem } from './csv-columns.ts'
import type { DoctorRow } from './csv-row.ts'
import { datedAnew } from './dated.ts'
import { writeChange } from './entry.ts'
import {
  contradictions,
  type ImportPlan,
  planImport,
  practicesToPlace,
  type Register,
} from './import-plan.ts'
import { doubtLabel } from './labels.ts'
import { type PlacedPractice, placePractice } from './placing.ts'
import { type DoctorSheet, practiceKey } from './rules.ts'
import { listEntries, listPractices } from './store.ts'
import {
  insertAvailabilities,
  insertDoctors,
  insertPractices,
  lockRegister,
  removeEmptyPractices,
  updatePractice,
} from './writing-store.ts'

type ImportDeps = Pick<Deps, 'database' | 'geocoder' | 'log'>

export type ImportRequest = {
  territoryId: string
  bytes: Uint8Array
  /** Says what would be done, and writes nothing. */
  dryRun: boolean
  actor: Actor
  /** Practices placed so far, of all that must be. */
  progress?: (done: number, total: number) => void
}

export type ImportReport = {
  /** Right rows of the file. */
  rows: number
  created: number
  updated: number
  unchanged: number
  /** One is enough for nothing to be written. */
  problems: DoctorProblem[]
  /** Imported nevertheless: a practice to place by hand, a doctor who withdrew and is left as they are. */
  warnings: ImportWarning[]
}

/** `why` is the reason, where the practice is already named. */
export type ImportWarning = DoctorProblem & { practice: string; why: string }

/** Practices asked of the geocoder at the same time. */
const PLACED_TOGETHER = 4

/**
 * Brings the register of a territory up to a file of doctors: whole, in one transaction, or not at all. Practices
 * without a position are placed before it. The same file again changes nothing.
 */
export async function importDoctors(
  deps: ImportDeps,
  request: ImportRequest,
  now: Date,
): Promise<ImportReport> {
  const { territoryId, dryRun } = request
  const read = readDoctorsCsv(request.bytes, {
    now,
    findCommune,
    isCommuneCode: (code) => communeByCode(code) !== undefined,
  })
  const problems = [...read.problems, ...contradictions(read.rows)].sort((a, b) => a.row - b.row)
  const none = { rows: read.rows.length, created: 0, updated: 0, unchanged: 0, warnings: [] }
  if (problems.length > 0) return { ...none, problems }
  const places = await placeAll(deps, read.rows, request)
  const work = { request, rows: read.rows, places }
  const plan = dryRun
    ? plannedFrom(work, await registerOf(deps.database.client, territoryId), now)
    : await deps.database.transaction((tx) => write(tx, work, now))
  return { rows: read.rows.length, ...plan.counts, problems, warnings: plan.warnings }
}

type Work = {
  request: ImportRequest
  rows: readonly DoctorRow[]
  places: ReadonlyMap<string, PlacedPractice>
}
type Planned = ImportPlan & { warnings: ImportWarning[] }

async function placeAll(
  deps: ImportDeps,
  rows: readonly DoctorRow[],
  { territoryId, progress }: ImportRequest,
): Promise<Work['places']> {
  const practices = practicesToPlace(rows, await listPractices(deps.database.client, territoryId))
  const places = new Map<string, PlacedPractice>()
  for (let start = 0; start < practices.length; start += PLACED_TOGETHER) {
    const batch = practices.slice(start, start + PLACED_TOGETHER)
    const placed = await Promise.all(batch.map((practice) => placePractice(deps, practice)))
    for (const [i, practice] of batch.entries()) {
      const place = placed[i]
      if (place) places.set(practiceKey(practice), place)
    }
    progress?.(start + batch.length, practices.length)
  }
  return places
}

async function registerOf(db: Db, territoryId: string): Promise<Register> {
  return {
    entries: await listEntries(db, territoryId),
    practices: await listPractices(db, territoryId),
  }
}

/**
 * A doctor who withdrew is not brought back by a file, nor is a word of theirs later than the file undone by it: such rows
 * are told and left.
 */
function plannedFrom({ rows, places }: Work, register: Register, now: Date): Planned {
  const left = rows.flatMap(({ row, sheet }) => leftOut(row, sheet, register))
  const isLeft = new Set(left.map(({ row }) => row))
  const kept = rows.filter(({ row }) => !isLeft.has(row))
  const plan = planImport(kept, register, places, now)
  const counts = { ...plan.counts, unchanged: plan.counts.unchanged + left.length }
  const warnings = [...left, ...toPlaceByHand(kept, register, { plan, places })]
  return { ...plan, counts, warnings: warnings.sort((a, b) => a.row - b.row) }
}

/** Why a row is left aside, if it is. */
function leftOut(row: number, sheet: DoctorSheet, { entries }: Register): ImportWarning[] {
  const own = entries.filter(({ identity }) => identity.rpps === sheet.identity.rpps)
  const withdrawnAt = own.find((entry) => entry.withdrawnAt)?.withdrawnAt
  const told = { row, practice: sheet.practice.name }
  if (withdrawnAt) {
    const why = `ce médecin s’est retiré le ${fullDay(parisDay(withdrawnAt))} : sa ligne est laissée de côté`
    return [{ ...told, column: 'rpps', code: 'withdrawn', reason: why, why }]
  }
  const here = own.find(({ practice }) => practiceKey(practice) === practiceKey(sheet.practice))
  const confirmedAt = (here ?? (own.length === 1 ? own[0] : undefined))?.confirmedAt
  const confirmedOn = confirmedAt && parisDay(confirmedAt)
  if (!confirmedOn || !sheet.confirmedOn || sheet.confirmedOn >= confirmedOn) return []
  const why = `ce médecin a répondu depuis, le ${fullDay(confirmedOn)} : sa ligne est laissée de côté`
  return [{ ...told, column: 'confirme_le', code: 'older', reason: why, why }]
}

function toPlaceByHand(
  rows: readonly DoctorRow[],
  { practices }: Register,
  { plan, places }: { plan: ImportPlan; places: Work['places'] },
): ImportWarning[] {
  const after = [...practices, ...plan.practices.added, ...plan.practices.changed]
  const positions = new Map(after.map((practice) => [practiceKey(practice), practice.position]))
  return rows.flatMap(({ row, sheet }) => {
    const key = practiceKey(sheet.practice)
    if (positions.get(key)) return []
    const doubts = places.get(key)?.doubts ?? []
    const why = doubtLabel(doubts)
    const reason = `à localiser : ${why}`
    const practice = sheet.practice.name || sheet.practice.address
    return [{ row, column: 'adresse', code: 'to_locate', reason, practice, why }]
  })
}

async function write(tx: Db, work: Work, now: Date): Promise<Planned> {
  const { territoryId, actor } = work.request
  const by = { territoryId, actor }
  await lockRegister(tx, territoryId)
  const plan = plannedFrom(work, await registerOf(tx, territoryId), now)
  await insertPractices(tx, territoryId, plan.practices.added, now)
  for (const practice of plan.practices.changed) await updatePractice(tx, territoryId, practice)
  await insertDoctors(tx, by, plan.doctors, now)
  await insertAvailabilities(tx, by, plan.availabilities, now)
  for (const change of plan.changed)
    await writeChange(tx, { by, change: await datedAnew(tx, territoryId, change) }, now)
  await removeEmptyPractices(tx, territoryId)
  const facts = { ...plan.counts, to_locate: plan.warnings.length }
  const subject = { kind: 'doctor_register', id: null }
  await writeAudit(tx, { ...by, action: 'import', subject, facts }, now)
  return plan
}
