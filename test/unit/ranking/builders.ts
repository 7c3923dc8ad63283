import type { LonLat } from '../../../server/geo.ts'
import type { Candidate, Household, HouseholdMember } from '../../../server/ranking/rules.ts'

export const now = new Date('2026-11-22T08:00:00Z')
export const home: LonLat = [3.06, 50.63]

/** A point that many kilometres north of the home, within a metre per kilometre. */
export function north(km: number): LonLat {
  return [home[0], home[1] + km / 111.24]
}

export function aMember(member: Partial<HouseholdMember> = {}): HouseholdMember {
  return { birthDate: '1980-05-04', canTravel: true, ald: false, ...member }
}

export function aHousehold({
  members = [{}],
  ...household
}: Partial<Omit<Household, 'members'>> & { members?: Partial<HouseholdMember>[] } = {}): Household {
  return {
    home,
    homeCommunes: ['59350'],
    members: members.map(aMember),
    wheelchair: false,
    languages: ['fr'],
    refusedBy: [],
    ...household,
  }
}

export function aDoctor(doctor: Partial<Candidate> = {}): Candidate {
  return {
    id: 'doctor',
    position: north(1),
    accepting: true,
    placesOffered: 4,
    placesHeld: 0,
    placesTaken: 0,
    aldPlaces: 0,
    homeVisitPlaces: 0,
    homeVisitCommunes: [],
    ageMin: null,
    ageMax: null,
    stepFree: null,
    languages: ['fr'],
    confirmedOn: '2026-11-10',
    isDoubted: false,
    startsOn: null,
    endsOn: null,
    pausedUntil: null,
    named: true,
    solicited: 0,
    ...doctor,
  }
}
