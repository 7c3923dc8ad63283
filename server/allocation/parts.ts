import { giveAgain, type Part } from './branch.ts'
import { hasFreePlace, hostsOf, leftOut, lengthTo, type Rooms } from './rooms.ts'

/** A list so short is given in the best way there is. */
const FEW_HOUSEHOLDS = 12
const FEW_DOCTORS = 12
const STEPS = 200_000

/** Around a household left out: so many doctors, so many of their households, so many steps. */
const DOCTORS_AROUND = 5
const HOUSEHOLDS_AROUND = 12
const STEPS_AROUND = 2_000
/** Households left out around whom it is tried, the most urgent first. */
const MOST_TRIED = 300

/** A short list, whole: true when the plan is then the best there is. False, and nothing done, for a longer one. */
export function giveShortList(rooms: Rooms): boolean {
  const { people, nobody } = rooms.network
  if (nobody > FEW_DOCTORS) return false
  const doctors = [...Array(nobody).keys()]
  const households = [...people.keys()].filter((each) => isServable(rooms, each, doctors))
  if (households.length > FEW_HOUSEHOLDS) return false
  return giveAgain(rooms, { households, doctors }, STEPS).isDone
}

/**
 * Free places that are scattered, while households too large for any of them are left out: around each of these, its
 * doctors and their households are given anew, in the best way. Returns how many plans were bettered.
 */
export function giveAround(rooms: Rooms): number {
  if (!hasFreePlace(rooms)) return 0
  const tried = leftOut(rooms).slice(0, MOST_TRIED)
  return tried.filter((household) => isBetteredAround(rooms, household)).length
}

function isBetteredAround(rooms: Rooms, household: number): boolean {
  const doctors = doctorsAround(rooms, household)
  if (!doctors.some((doctor) => (rooms.free[doctor] as number) > 0)) return false
  return giveAgain(rooms, partAround(rooms, household, doctors), STEPS_AROUND).isBetter
}

/** The nearest doctors, those with a free place first. */
function doctorsAround(rooms: Rooms, household: number): number[] {
  const { network, free } = rooms
  const allowed = [...Array(network.nobody).keys()]
    .map((doctor) => ({ doctor, length: lengthTo(rooms, household, doctor) }))
    .filter(
      ({ doctor, length }) =>
        length < Number.POSITIVE_INFINITY && (network.places[doctor] as number) > 0,
    )
    .sort((a, b) => isFull(a.doctor) - isFull(b.doctor) || a.length - b.length)
  return allowed.slice(0, DOCTORS_AROUND).map(({ doctor }) => doctor)

  function isFull(doctor: number): number {
    return (free[doctor] as number) > 0 ? 0 : 1
  }
}

/** The household and, in turn from each doctor, those whom it is easiest to seat elsewhere: the smallest. */
function partAround(rooms: Rooms, household: number, doctors: number[]): Part {
  const sizeOf = (host: number) => rooms.network.people[host] as number
  const hosts = doctors.map((doctor) =>
    hostsOf(rooms, doctor)
      .filter((host) => sizeOf(host) > 0)
      .sort((a, b) => sizeOf(a) - sizeOf(b)),
  )
  const households = [household]
  for (let turn = 0; hosts.some((here) => turn < here.length); turn += 1)
    for (const here of hosts) {
      const host = here[turn]
      if (host !== undefined && households.length < HOUSEHOLDS_AROUND) households.push(host)
    }
  return { households, doctors }
}

/** Could a doctor take it, were they all free? */
function isServable(rooms: Rooms, household: number, doctors: readonly number[]): boolean {
  const { people, places } = rooms.network
  const size = people[household] as number
  return (
    size > 0 &&
    doctors.some(
      (doctor) =>
        (places[doctor] as number) >= size &&
        lengthTo(rooms, household, doctor) < Number.POSITIVE_INFINITY,
    )
  )
}
