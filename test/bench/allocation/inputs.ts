import type { Home, Practice, Problem } from '../../../server/allocation/problem.ts'
import { aChance } from '../../support/chance.ts'

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
/** One household in so many must not be given some of the doctors. */
const REFUSING_EVERY = 20
const REFUSED = 10

/**
 * Towns of unequal size over a square that grows with them, so that density stays the same; doctors nearer to their
 * middles than people; places drawn from half to one and a half times the mean; three priorities;
 * some households refuse some doctors.
 */
export function aRegion({ people, doctors, maxKm, places, size, seed }: Wanted): Problem {
  const { next: random, below } = aChance(seed)
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
    const refusals = below(REFUSING_EVERY) === 0 ? REFUSED : 0
    households.push({
      position: around(0.1),
      people: home,
      maxKm,
      priority: 1 + below(3),
      refused: new Set(Array.from({ length: refusals }, () => below(doctors))),
    })
  }
  return { doctors: practices, households }
}

/** All that a problem says, as text. */
export function textOf(problem: Problem): string {
  return JSON.stringify(problem, (_, value) => (value instanceof Set ? [...value] : value))
}
