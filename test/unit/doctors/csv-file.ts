import { type DoctorsCsv, readDoctorsCsv } from '../../../server/doctors/csv.ts'
import { COLUMNS, type Column } from '../../../server/doctors/csv-columns.ts'
import { communeByCode, findCommune } from '../../../server/territory/communes.ts'

type Cells = Partial<Record<Column, string>>

const RIGHT: Record<Column, string> = {
  rpps: '99100000001',
  nom: 'BELKASSARI',
  prenom: 'Nour',
  cabinet: 'Cabinet des Essais',
  adresse: '3 rue des Essais',
  code_postal: '59000',
  commune: 'Lille',
  lon: '3.06',
  lat: '50.63',
  telephone: '03 53 01 12 34',
  courriel: 'nour.belkassari@example.org',
  places: '4',
  places_ald: '1',
  places_visite: '0',
  communes_visite: '',
  age_min: '',
  age_max: '',
  plain_pied: 'oui',
  langues: 'fr',
  prise_de_rdv: 'Par téléphone',
  confirme_le: '2026-11-10',
  accord_coordination: 'oui',
  accord_patients: 'oui',
  accord_carte: 'non',
}

/** One line of the file; the cells that are not given are right. */
export function line(cells: Cells = {}): string {
  return COLUMNS.map((column) => cells[column] ?? RIGHT[column]).join(';')
}

/** A file of those lines under the right header. */
export function fileOf(...lines: string[]): string {
  return [COLUMNS.join(';'), ...lines, ''].join('\r\n')
}

export function readFile(content: string | Uint8Array): DoctorsCsv {
  return readDoctorsCsv(typeof content === 'string' ? Buffer.from(content) : content, {
    now: new Date('2026-11-22T08:00:00Z'),
    findCommune,
    isCommuneCode: (code) => communeByCode(code) !== undefined,
  })
}

/** `row;column` of every problem. */
export function placesOf({ problems }: DoctorsCsv): string[] {
  return problems.map(({ row, column }) => `${row};${column}`)
}
