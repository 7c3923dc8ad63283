import type { Home, Practice, Problem } from '../../../server/allocation/problem.ts'

/** A repeatable sequence of numbers from 0 to 1 (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export type Wanted = {
  people: number
  doctors: number
  maxKm: number | null
  /** Places for each person, on average. */
  places: number
  /** People live alone, or in households of one to five. */
  size: 'alone' | 'households'
  seed: number
}

const PEOPLE_PER_TOWN = 300
const SIZES = [1, 1, 1, 2, 2, 3, 4, 5]

/**
 * Towns of unequal size over a square that grows with them, so that density stays the same; doctors nearer to their
 * middles than people; places drawn from half to one and a half times the mean; three priorities.
 */
export function aRegion({ people, doctors, maxKm, places, size, seed }: Wanted): Problem {
  const random = randomFrom(seed)
  const towns = Math.ceil(people / PEOPLE_PER_TOWN)
  const side = Math.sqrt(towns / 40)
  const middles = Array.from({ length: towns }, () => [
    2.7 + 0.7 * side * random(),
    50.3 + 0.5 * side * random(),
  ])
  const around = (spread: number): [number, number] => {
    const [lon = 0, lat = 0] = middles[Math.floor(towns * random() * random())] ?? []
    const off = () => spread * (random() + random() + random() - 1.5)
    return [lon + off(), lat + 0.7 * off()]
  }
  const practices: Practice[] = Array.from({ length: doctors }, () => ({
    position: around(0.05),
    places: Math.round((people / doctors) * places * (0.5 + random())),
  }))
  const households: Home[] = []
  for (let left = people; left > 0; ) {
    const drawn = SIZES[Math.floor(SIZES.length * random())] ?? 1
    const home = size === 'alone' ? 1 : Math.min(left, drawn)
    left -= home
    households.push({
      position: around(0.1),
      people: home,
      maxKm,
      priority: 1 + Math.floor(3 * random()),
    })
  }
  return { doctors: practices, households }
}
