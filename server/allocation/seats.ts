import {
  compareLeftOut,
  hostsOf,
  type LeftOut,
  leavingOut,
  leftOut,
  lengthTo,
  NOBODY_LEFT_OUT,
  put,
  type Rooms,
} from './rooms.ts'

/** The least urgent level of a household at each doctor; Infinity where there is none. */
type Lightest = Float64Array

/**
 * Gives every household left out the doctor where that leaves out the least: one with room enough if there is one, else
 * one where those who make room are less urgent, or as urgent and fewer. Those are seated elsewhere in turn, if they can
 * be: each step serves more people of some priority and no fewer of a more urgent one, so the steps come to an end.
 * Returns how many households were seated. O(left out × doctors) for each round.
 */
export function seatLeftOut(rooms: Rooms): number {
  const lightest = lightestOf(rooms)
  let seated = 0
  let before: number
  do {
    before = seated
    for (const household of leftOut(rooms)) if (seat(rooms, lightest, household)) seated += 1
  } while (seated > before)
  return seated
}

type Seat = { doctor: number; leaving: readonly number[]; out: LeftOut; length: number }

function seat(rooms: Rooms, lightest: Lightest, household: number): boolean {
  const best = bestSeat(rooms, lightest, household)
  if (!best) return false
  for (const host of best.leaving) put(rooms, host, rooms.network.nobody)
  put(rooms, household, best.doctor)
  lightest[best.doctor] = lightestAt(rooms, best.doctor)
  return true
}

/** Where seating the household leaves out the least, then the nearest such doctor; null when nothing is better than now. */
function bestSeat(rooms: Rooms, lightest: Lightest, household: number): Seat | null {
  const { network, free } = rooms
  const own = leavingOut(rooms, household)
  let best: Seat | null = null
  for (let doctor = 0; doctor < network.nobody; doctor += 1) {
    const room = free[doctor] as number
    // Without a free place, only somebody less urgent can make room.
    const isHopeless = room <= 0 && (lightest[doctor] as number) >= own.level
    if (isHopeless || (network.places[doctor] as number) < own.people) continue
    const length = lengthTo(rooms, household, doctor)
    if (length === Number.POSITIVE_INFINITY) continue
    const leaving = whoMakesRoom(rooms, { doctor, needed: own.people - room, most: own.level })
    if (!leaving) continue
    const found = { doctor, leaving, out: sumOf(rooms, leaving), length }
    if (compareLeftOut(found.out, own) < 0 && (!best || isBetter(found, best))) best = found
  }
  return best
}

function isBetter(a: Seat, b: Seat): boolean {
  const heavier = compareLeftOut(a.out, b.out)
  return heavier < 0 || (heavier === 0 && a.length < b.length)
}

/** Households of a doctor that make so much room: the least urgent, and of those few people; null when they cannot. */
function whoMakesRoom(
  rooms: Rooms,
  { doctor, needed, most }: { doctor: number; needed: number; most: number },
): readonly number[] | null {
  if (needed <= 0) return []
  const { network, level } = rooms
  const hosts = hostsOf(rooms, doctor)
    .filter((host) => (level[host] as number) <= most)
    .sort((a, b) => (level[a] as number) - (level[b] as number) || size(a) - size(b))
  const leaving: number[] = []
  let left = needed
  for (const host of hosts) {
    if (left <= 0) break
    leaving.push(host)
    left -= size(host)
  }
  if (left > 0) return null
  // From the most urgent down: whoever is one too many stays.
  return leaving.reverse().filter((host) => {
    if (left + size(host) > 0) return true
    left += size(host)
    return false
  })

  function size(host: number): number {
    return network.people[host] as number
  }
}

/** The most urgent of them, and how many people are so urgent. */
function sumOf({ network, level }: Rooms, households: readonly number[]): LeftOut {
  let out = NOBODY_LEFT_OUT
  for (const household of households) {
    const urgent = level[household] as number
    const people = network.people[household] as number
    if (urgent > out.level) out = { level: urgent, people }
    else if (urgent === out.level) out = { level: urgent, people: out.people + people }
  }
  return out
}

function lightestOf(rooms: Rooms): Lightest {
  return Float64Array.from({ length: rooms.network.nobody }, (_, doctor) =>
    lightestAt(rooms, doctor),
  )
}

function lightestAt(rooms: Rooms, doctor: number): number {
  return hostsOf(rooms, doctor).reduce(
    (least, host) => Math.min(least, rooms.level[host] as number),
    Number.POSITIVE_INFINITY,
  )
}
