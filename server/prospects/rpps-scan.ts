import { type DoctorProblem, WHOLE_ROW } from '../doctors/csv-columns.ts'
import type { Area } from './area.ts'
import { type RppsHeader, readRppsHeader } from './rpps-columns.ts'
import { Fields } from './rpps-fields.ts'
import { eachLine, type RawLine } from './rpps-lines.ts'
import { type RowRead, readRppsRow } from './rpps-row.ts'
import { type DirectoryDoctor, placeKey } from './rules.ts'

/** What an extraction holds for a territory. */
export type Scan = {
  /** Rows of the whole file, its header apart. */
  rows: number
  /** GPs in private practice in the territory, in the order of the file. */
  doctors: DirectoryDoctor[]
  /** What makes the whole file unfit: nothing is imported then. */
  refusals: DoctorProblem[]
  /** GPs of the territory left out, and what was noticed of those kept, in the order of the file. */
  remarks: DoctorProblem[]
  /** Doctors of the territory who are not GPs, by their skill. */
  otherSkills: Map<string, number>
}

const PHYSICIAN = bytesOf('10')
/** « Spécialiste en médecine générale ». */
const GENERAL_PRACTICE = bytesOf('SM53')
/** More broken rows than this, and the file itself is broken. */
const MOST_BROKEN_ROWS = 1000

/** Reads an extraction once, from end to end, in bounded memory. `onBytes` is told how much more was read. */
export async function scanRpps(
  path: string,
  area: Area,
  onBytes?: (bytes: number) => void,
): Promise<Scan> {
  const scan = new Scanning(area)
  await eachLine(path, (line) => scan.take(line), onBytes)
  return scan.done()
}

class Scanning {
  private row = 0
  private fields: Fields | null = null
  private broken = 0
  private readonly doctors = new Map<string, DirectoryDoctor>()
  private readonly refusals: DoctorProblem[] = []
  private readonly remarks: DoctorProblem[] = []
  private readonly otherSkills = new Map<string, number>()

  constructor(private readonly area: Area) {}

  take(line: RawLine): void {
    this.row += 1
    if (this.refusals.length > 0) return
    const { fields } = this
    if (!fields) this.start(readRppsHeader(line.block.subarray(line.start, line.end)))
    else if (line.end === line.start) return
    else if (!fields.read(line)) this.refuseRow(fields, line)
    else if (fields.is('profession', PHYSICIAN) && this.isHere(fields)) this.keep(fields)
  }

  done(): Scan {
    const { row, doctors, refusals, remarks, otherSkills } = this
    if (row === 0) refusals.push(refusal(1, 'empty', 'le fichier est vide'))
    if (row === 1 && refusals.length === 0)
      refusals.push(refusal(1, 'empty', 'le fichier n’a aucune ligne après ses titres'))
    const kept = refusals.length > 0 ? [] : [...doctors.values()]
    return { rows: Math.max(0, row - 1), doctors: kept, refusals, remarks, otherSkills }
  }

  private start(header: RppsHeader | DoctorProblem[]): void {
    if (Array.isArray(header)) this.refusals.push(...header)
    else this.fields = new Fields(header)
  }

  private refuseRow({ width }: Fields, { ended }: RawLine): void {
    this.broken += 1
    if (!ended)
      this.refusals.push(refusal(this.row, 'truncated', 'le fichier est coupé : téléchargez-le'))
    else if (this.broken > MOST_BROKEN_ROWS)
      this.refusals.push(refusal(this.row, 'broken', 'trop de lignes abîmées : téléchargez-le'))
    else this.remarks.push(refusal(this.row, 'fields', `${width} champs : ligne abîmée, passée`))
  }

  /** A row whose commune is missing may be of here when its postal code is: a person is told. */
  private isHere(fields: Fields): boolean {
    const commune = fields.code('inseeCode')
    if (commune !== '') return this.area.hasCommune(commune)
    return this.area.hasPostalCode(fields.code('postalCode'))
  }

  private keep(fields: Fields): void {
    if (!fields.is('skill', GENERAL_PRACTICE)) {
      const skill = fields.code('skill')
      this.otherSkills.set(skill, (this.otherSkills.get(skill) ?? 0) + 1)
      return
    }
    const read = readRppsRow(fields)
    if ('left' in read) this.remarks.push({ row: this.row, ...read.left })
    else this.add(read)
  }

  private add({ kept, remarks }: Extract<RowRead, { kept: unknown }>): void {
    const { row } = this
    const { rpps, lastName, firstName } = kept
    const place = { ...kept.place, row }
    this.remarks.push(...remarks.map((remark) => ({ row, ...remark })))
    const known = this.doctors.get(rpps)
    if (!known) {
      this.doctors.set(rpps, { row, rpps, lastName, firstName, places: [place] })
      return
    }
    const isSame = known.places.some((other) => placeKey(other) === placeKey(place))
    if (!isSame) known.places.push(place)
    const first = `déjà à la ligne ${known.row}`
    const [code, reason] = isSame
      ? ['duplicate', `${first}, au même lieu : comptée une fois`]
      : ['other_place', `${first}, à un autre lieu : un médecin, deux lieux`]
    this.remarks.push(refusal(row, code, reason))
  }
}

function refusal(row: number, code: string, reason: string): DoctorProblem {
  return { row, column: WHOLE_ROW, code, reason }
}

function bytesOf(ascii: string): Uint8Array {
  return new TextEncoder().encode(ascii)
}
