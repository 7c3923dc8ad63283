import type { Day } from '../calendar/rules.ts'
import type { Commune } from '../territory/communes.ts'
import * as cells from './csv-cells.ts'
import { COLUMNS, type Column, type DoctorProblem, NUMBER_COLUMNS } from './csv-columns.ts'
import { inconsistencies } from './csv-consistency.ts'
import type { DoctorSheet } from './rules.ts'

/** What the reader must know beside the file. */
export interface CsvContext {
  today: Day
  /** The commune of a name and a postal code, or which of the two is wrong. */
  findCommune: (name: string, postalCode: string) => Commune | 'unknown_name' | 'other_postal_code'
  isCommuneCode: (code: string) => boolean
}

/** A right row. */
export interface DoctorRow {
  row: number
  sheet: DoctorSheet
}

/** Cells that were read; undefined where the cell is refused. */
export type RowValues = ReturnType<typeof readValues>

type Cells = ReadonlyMap<Column, string | undefined>

/** One row of the file: the doctor, or everything to mend in it, in the order of the columns. */
export function readRow(
  row: number,
  rowCells: Cells,
  context: CsvContext,
): DoctorRow | DoctorProblem[] {
  const problems: DoctorProblem[] = []
  const values = readValues(rowCells, context, (column, refusal) =>
    problems.push({ row, column, ...refusal }),
  )
  const commune = communeOf(values, context)
  for (const [column, refusal] of inconsistencies(values, commune))
    problems.push({ row, column, ...refusal })
  if (problems.length === 0 && isComplete(values) && typeof commune === 'object')
    return { row, sheet: sheetOf(values, commune) }
  return problems.sort((a, b) => rankOf(a.column) - rankOf(b.column))
}

function readValues(
  rowCells: Cells,
  { today, isCommuneCode }: CsvContext,
  refuse: (column: Column, refusal: cells.Refusal) => void,
) {
  const take = <T>(column: Column, read: (cell: string) => cells.Read<T>): T | undefined => {
    const cell = rowCells.get(column)
    const unfit = cells.cellRefusal(cell, NUMBER_COLUMNS.has(column) ? 'number' : 'text')
    const result = unfit ?? read(cell ?? '')
    if ('value' in result) return result.value
    refuse(column, result)
    return undefined
  }
  return {
    rpps: take('rpps', cells.readRpps),
    lastName: take('nom', (cell) => cells.readRequired(cell, 'nom')),
    firstName: take('prenom', (cell) => cells.readRequired(cell, 'prénom')),
    practice: take('cabinet', cells.readText),
    address: take('adresse', cells.readText),
    postalCode: take('code_postal', cells.readPostalCode),
    commune: take('commune', (cell) => cells.readRequired(cell, 'commune')),
    lon: take('lon', (cell) => cells.readDegrees(cell, 180)),
    lat: take('lat', (cell) => cells.readDegrees(cell, 90)),
    phone: take('telephone', cells.readPhone),
    email: take('courriel', cells.readEmail),
    places: take('places', (cell) => cells.readCount(cell, 'required')),
    aldPlaces: take('places_ald', (cell) => cells.readCount(cell, 0)),
    homeVisitPlaces: take('places_visite', (cell) => cells.readCount(cell, 0)),
    homeVisitCommunes: take('communes_visite', (cell) => cells.readCommunes(cell, isCommuneCode)),
    ageMin: take('age_min', cells.readAge),
    ageMax: take('age_max', cells.readAge),
    stepFree: take('plain_pied', cells.readYesNoOrEmpty),
    languages: take('langues', cells.readLanguages),
    booking: take('prise_de_rdv', cells.readText),
    confirmedOn: take('confirme_le', (cell) => cells.readPastDay(cell, today)),
    coordination: take('accord_coordination', cells.readYesNo),
    patients: take('accord_patients', cells.readYesNo),
    map: take('accord_carte', cells.readYesNo),
  }
}

type Complete<T> = { [Key in keyof T]: Exclude<T[Key], undefined> }

function isComplete(values: RowValues): values is Complete<RowValues> {
  return Object.values(values).every((value) => value !== undefined)
}

function communeOf(
  { commune, postalCode }: RowValues,
  { findCommune }: CsvContext,
): ReturnType<CsvContext['findCommune']> | undefined {
  if (commune === undefined || postalCode === undefined) return undefined
  return findCommune(commune, postalCode)
}

/** The commune is written as the register writes it; its code is that of the current commune, as geocoders give it. */
function sheetOf(values: Complete<RowValues>, commune: Commune): DoctorSheet {
  const { rpps, lastName, firstName, phone, email, languages, address, postalCode } = values
  const { places, aldPlaces, homeVisitPlaces, homeVisitCommunes } = values
  const { ageMin, ageMax, stepFree, booking, coordination, patients, map, lon, lat } = values
  return {
    identity: { rpps, lastName, firstName, phone, email, languages },
    practice: {
      name: values.practice,
      address,
      postalCode,
      commune: commune.name,
      inseeCode: commune.currentCode,
    },
    position: lon === null || lat === null ? null : [lon, lat],
    conditions: {
      places,
      aldPlaces,
      homeVisitPlaces,
      homeVisitCommunes,
      ageMin,
      ageMax,
      stepFree,
      booking,
    },
    confirmedOn: values.confirmedOn,
    agreements: { coordination, patients, map },
  }
}

function rankOf(column: string): number {
  const columns: readonly string[] = COLUMNS
  return columns.indexOf(column)
}
