import type { DoctorProblem } from '../doctors/csv-columns.ts'
import { type DirectoryDoctor, type Place, type Prospect, placeKey } from './rules.ts'

/** What the territory already knows: prospects, and the RPPS numbers of its register of volunteers. */
export type Known = { prospects: readonly Prospect[]; registered: ReadonlySet<string> }

/** Places found for the file, by `rpps` and key of the place. */
export type Placements = ReadonlyMap<string, Place>

/** What an import writes. */
export type ImportPlan = {
  added: { doctor: DirectoryDoctor; places: Place[] }[]
  /** Prospects whose name or places changed, with all their places as they are now. */
  changed: { prospect: Prospect; doctor: DirectoryDoctor; places: Place[] }[]
  unchanged: number
}

export function placementKey(rpps: string, place: Parameters<typeof placeKey>[0]): string {
  return `${rpps}\n${placeKey(place)}`
}

/** Doctors of the file who may be prospects: who objected stays out for ever, who joined is in the register (rule 7). */
export function eligible(
  doctors: readonly DirectoryDoctor[],
  { prospects, registered }: Known,
): { kept: DirectoryDoctor[]; remarks: DoctorProblem[] } {
  const objected = new Set(
    prospects.flatMap(({ rpps, status }) => (status === 'objected' ? [rpps] : [])),
  )
  const remarks: DoctorProblem[] = []
  const kept = doctors.filter(({ row, rpps }) => {
    if (registered.has(rpps)) remarks.push(ofRpps(row, 'registered', REGISTERED))
    else if (objected.has(rpps)) remarks.push(ofRpps(row, 'objected', OBJECTED))
    return !registered.has(rpps) && !objected.has(rpps)
  })
  return { kept, remarks }
}

/**
 * What to write so that the prospects of a territory say what the file says. Somebody who is no longer in it stays,
 * since a file cut between two lines looks whole: `gone` names them.
 */
export function planProspects(
  kept: readonly DirectoryDoctor[],
  { prospects }: Known,
  placements: Placements,
): ImportPlan {
  const byRpps = new Map(prospects.map((prospect) => [prospect.rpps, prospect]))
  const plan: ImportPlan = { added: [], changed: [], unchanged: 0 }
  for (const doctor of kept) {
    const prospect = byRpps.get(doctor.rpps)
    const places = doctor.places.map(
      (place): Place =>
        placements.get(placementKey(doctor.rpps, place)) ?? {
          ...place,
          position: null,
          located: 'to_locate',
        },
    )
    if (!prospect) plan.added.push({ doctor, places })
    else if (isSame(prospect, doctor, places)) plan.unchanged += 1
    else plan.changed.push({ prospect, doctor, places })
  }
  return plan
}

/** Prospects whom the file does not name any more: retired, moved, or a file that is not whole. */
export function gone(doctors: readonly DirectoryDoctor[], { prospects }: Known): Prospect[] {
  const named = new Set(doctors.map(({ rpps }) => rpps))
  return prospects.filter(
    ({ rpps, status }) => !named.has(rpps) && (status === 'prospect' || status === 'invited'),
  )
}

const REGISTERED = 'déjà dans le registre des médecins : n’est pas à inviter'
const OBJECTED = 's’est opposé à figurer ici : n’est pas repris'

function ofRpps(row: number, code: string, reason: string): DoctorProblem {
  return { row, column: 'Identifiant PP', code, reason }
}

function isSame(prospect: Prospect, doctor: DirectoryDoctor, places: readonly Place[]): boolean {
  return (
    prospect.lastName === doctor.lastName &&
    prospect.firstName === doctor.firstName &&
    comparable(prospect.places) === comparable(places)
  )
}

function comparable(places: readonly Place[]): string {
  const lines = places.map((place) => {
    const { commune, inseeCode, phone, email, located, position } = place
    return JSON.stringify([placeKey(place), commune, inseeCode, phone, email, located, position])
  })
  return lines.sort().join()
}
