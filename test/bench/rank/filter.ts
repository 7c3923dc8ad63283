import { ageOn } from '../../../server/calendar/rules.ts'
import { exclusionsOf } from '../../../server/ranking/eligibility.ts'
import { freeHomeVisits, freePlaces } from '../../../server/ranking/places.ts'
import type { Candidate } from '../../../server/ranking/rules.ts'
import { type Asked, TODAY } from './inputs.ts'

/** What peers are given to filter by: columns made beforehand, so that they are not charged with our rules. */
export type Columns = ReturnType<typeof columnsOf>

/** True when the doctor of that rank may be offered, distance aside. */
export type Filter = (rank: number) => boolean

const OPEN_TO_ALL = { birthDate: null, canTravel: true, ald: true }

export function columnsOf(doctors: readonly Candidate[]) {
  return {
    ids: doctors.map(({ id }) => id),
    isOpen: Uint8Array.from(doctors, (doctor) => Number(isOpen(doctor))),
    free: Uint8Array.from(doctors, freePlaces),
    ald: Uint8Array.from(doctors, ({ aldPlaces }) => aldPlaces),
    visits: Uint8Array.from(doctors, freeHomeVisits),
    communes: doctors.map(({ homeVisitCommunes }) => homeVisitCommunes),
    ageMin: Uint8Array.from(doctors, ({ ageMin }) => ageMin ?? 0),
    ageMax: Uint8Array.from(doctors, ({ ageMax }) => ageMax ?? 255),
    stepFree: Uint8Array.from(doctors, ({ stepFree }) => Number(stepFree === true)),
  }
}

/** What the peers filter by for a question; `exclusionsOf` says the same (the bench checks it). */
export function filterOf(columns: Columns, { household }: Asked): Filter {
  const { members, wheelchair, homeCommunes } = household
  const people = members.length
  const well = members.filter(({ ald }) => ald !== true).length
  const homebound = members.filter(({ canTravel }) => !canTravel).length
  const ages = members.map(({ birthDate }) => (birthDate ? ageOn(birthDate, TODAY) : 40))
  const [youngest, oldest] = [Math.min(...ages), Math.max(...ages)]
  const refused = new Set(household.refusedBy)
  const { isOpen, free, ald, visits, communes, ageMin, ageMax, stepFree, ids } = columns
  const at = (column: Uint8Array, rank: number) => column[rank] ?? 0
  return (rank) =>
    isOpen[rank] === 1 &&
    at(free, rank) >= people &&
    Math.max(0, at(free, rank) - at(ald, rank)) >= well &&
    at(ageMin, rank) <= youngest &&
    at(ageMax, rank) >= oldest &&
    (!wheelchair || stepFree[rank] === 1) &&
    (homebound === 0 ||
      (at(visits, rank) >= homebound && isVisited(communes[rank] ?? [], homeCommunes))) &&
    !(refused.size > 0 && refused.has(ids[rank] ?? ''))
}

/** Do the columns and the rules agree on that doctor? */
export function agrees(
  doctor: Candidate,
  isKept: boolean,
  { household, question }: Asked,
): boolean {
  const judged = { household, candidate: doctor, km: 0, options: question, today: TODAY }
  return isKept === (exclusionsOf(judged).length === 0)
}

function isVisited(visited: readonly string[], homes: readonly string[]): boolean {
  return visited.length === 0 || homes.some((home) => visited.includes(home))
}

/** Whatever the household, the doctor is not left out that day. */
function isOpen(candidate: Candidate): boolean {
  const household = {
    home: candidate.position,
    homeCommunes: [],
    members: [OPEN_TO_ALL],
    wheelchair: false,
    languages: [],
    refusedBy: [],
  }
  const options = { maxKm: 1, solicitedFactor: 3 }
  return exclusionsOf({ household, candidate, km: 0, options, today: TODAY }).length === 0
}
