import { type Day, parisDay } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import type { LonLat } from '../geo.ts'
import type { Candidate } from '../ranking/rules.ts'
import type { Taken } from './left.ts'
import { type People, peopleHeld, peopleSolicited, peopleTaken } from './loads-store.ts'
import { doctorName, isAccepting, type RegisterEntry } from './rules.ts'
import { listEntries } from './store.ts'

export { countUnplaced } from './store.ts'

/** What pages and messages say of a doctor at a practice. `id` is the availability's; `phone` in E.164. */
export type NamedDoctor = {
  id: string
  doctorId: string
  /** « Dr Nour Belkassari ». */
  name: string
  firstName: string
  lastName: string
  /** Empty when the practice has no name of its own. */
  practice: string
  practiceId: string
  address: string
  postalCode: string
  commune: string
  phone: string | null
  email: string | null
  /** How to book a first appointment and when to call; empty when neither the doctor nor the practice said. */
  booking: string
  languages: readonly string[]
  stepFree: boolean | null
}

/** A doctor at a practice, as the ranking asks for them and as pages show them. */
export type RegisterCandidate = Candidate & NamedDoctor

/** By availability id. Home visits are a part of the people held, and of those taken. */
export type Loads = {
  held: People
  taken: People
  solicited: People
  visitsHeld: People
  visitsTaken: People
}

/**
 * Every doctor of the territory at a practice that is on the map, withdrawn ones included (the ranking says why they
 * are left out). Those whose practice waits to be placed are not here: `countUnplaced` counts them.
 * A fixed number of queries, however many doctors.
 */
export async function listCandidates(
  db: Db,
  territoryId: string,
  now: Date,
): Promise<RegisterCandidate[]> {
  const entries = await listEntries(db, territoryId)
  const loads = await loadsOf(db, territoryId, now)
  return entries.flatMap((entry) => {
    const { position } = entry.practice
    return position ? [candidateOf(entry, { position, loads })] : []
  })
}

/** The doctors of these availability ids, in the order of `ids`; an id of another territory is left out. */
export async function doctorsNamed(
  db: Db,
  territoryId: string,
  ids: readonly string[],
): Promise<NamedDoctor[]> {
  const entries = await listEntries(db, territoryId, ids)
  const byId = new Map(entries.map((entry) => [entry.id, namedOf(entry)]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** What is held, taken and solicited of every doctor of a territory. */
export async function loadsOf(db: Db, territoryId: string, now: Date): Promise<Loads> {
  const [held, taken, solicited] = await Promise.all([
    peopleHeld(db, { territoryId }, now),
    peopleTaken(db, { territoryId }),
    peopleSolicited(db, territoryId),
  ])
  return {
    held: held.people,
    taken: taken.people,
    solicited,
    visitsHeld: held.homeVisits,
    visitsTaken: taken.homeVisits,
  }
}

/** What households took of one doctor at a practice since the last confirmation. */
export function takenFrom({ taken, visitsTaken }: Loads, availabilityId: string): Taken {
  return {
    people: taken.get(availabilityId) ?? 0,
    homeVisits: visitsTaken.get(availabilityId) ?? 0,
  }
}

/** Home visits of one doctor at a practice that are neither held nor taken. */
export function homeVisitsLeft(
  { visitsHeld, visitsTaken }: Loads,
  { id, conditions }: Pick<RegisterEntry, 'id' | 'conditions'>,
): number {
  const used = (visitsHeld.get(id) ?? 0) + (visitsTaken.get(id) ?? 0)
  return Math.max(0, conditions.homeVisitPlaces - used)
}

/** What households took of one doctor at a practice since that confirmation. */
export async function takenSince(
  db: Db,
  whose: { territoryId: string; availabilityId: string; confirmedAt?: Date },
): Promise<Taken> {
  const { availabilityId } = whose
  const { people, homeVisits } = await peopleTaken(db, whose)
  return {
    people: people.get(availabilityId) ?? 0,
    homeVisits: homeVisits.get(availabilityId) ?? 0,
  }
}

/** People held and taken, and home visits in use, of one doctor at a practice. */
export async function loadOf(
  db: Db,
  whose: { territoryId: string; availabilityId: string },
  now: Date,
): Promise<{ held: number; taken: number; homeVisits: number }> {
  const { availabilityId } = whose
  const held = await peopleHeld(db, whose, now)
  const taken = await takenSince(db, whose)
  return {
    held: held.people.get(availabilityId) ?? 0,
    taken: taken.people,
    homeVisits: (held.homeVisits.get(availabilityId) ?? 0) + taken.homeVisits,
  }
}

/** A doctor at a practice that is on the map, with what is held, taken and solicited of them. */
export function candidateOf(
  entry: RegisterEntry,
  { position, loads }: { position: LonLat; loads: Loads },
): RegisterCandidate {
  const { id, conditions, agreements, confirmedAt } = entry
  const { aldPlaces, homeVisitCommunes, ageMin, ageMax } = conditions
  return {
    ...namedOf(entry),
    position,
    accepting: isAccepting(entry),
    placesOffered: conditions.places,
    placesHeld: loads.held.get(id) ?? 0,
    placesTaken: loads.taken.get(id) ?? 0,
    aldPlaces,
    homeVisitPlaces: homeVisitsLeft(loads, entry),
    homeVisitCommunes,
    ageMin,
    ageMax,
    confirmedOn: dayOf(confirmedAt),
    isDoubted: entry.loweredAt !== null,
    startsOn: entry.startsOn,
    endsOn: entry.endsOn,
    pausedUntil: entry.pausedUntil,
    named: agreements.patients !== null,
    solicited: loads.solicited.get(id) ?? 0,
  }
}

function namedOf(entry: RegisterEntry): NamedDoctor {
  const { identity, practice, conditions } = entry
  return {
    id: entry.id,
    doctorId: entry.doctorId,
    name: doctorName(identity),
    firstName: identity.firstName,
    lastName: identity.lastName,
    practiceId: practice.id,
    practice: practice.name,
    address: practice.address,
    postalCode: practice.postalCode,
    commune: practice.commune,
    phone: identity.phone ?? practice.phone,
    email: identity.email,
    booking: bookingOf(entry),
    languages: identity.languages,
    stepFree: conditions.stepFree,
  }
}

/** The doctor's own words, else the practice's; the hours of its secretariat go with its phone. */
function bookingOf({ identity, practice, conditions }: RegisterEntry): string {
  const hours = identity.phone ? '' : practice.phoneHours
  return [conditions.booking || practice.booking, hours].filter(Boolean).join(' ')
}

function dayOf(instant: Date | null): Day | null {
  return instant ? parisDay(instant) : null
}
