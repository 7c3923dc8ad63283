import type { LonLat } from '../geo.ts'
import { type Points, pointsOf, spanUnits, UNITS_PER_KM } from './earth.ts'

/** `places`: people the doctor can still take. */
export type Practice = { position: LonLat; places: number }

/**
 * People who live together. `maxKm` null: any distance. `priority`: 1 is served before 2, whatever the distance.
 * `refused`: indices of the doctors the household must not be given.
 */
export type Home = {
  position: LonLat
  people: number
  maxKm: number | null
  priority: number
  refused?: ReadonlySet<number>
}

/** What is to be planned. Doctors and households are named by their index from here on. */
export type Problem = { doctors: readonly Practice[]; households: readonly Home[] }

/** A problem in typed arrays, with lengths in units (`UNITS_PER_KM`). */
export type Sizes = {
  practices: Points
  homes: Points
  people: Int32Array
  /** Longest allowed length of each household; Infinity: any. */
  most: Float64Array
  /** Price of leaving one person of the household out. */
  penalty: Float64Array
  refused: (ReadonlySet<number> | undefined)[]
  /** Price of leaving one person out, by priority, and the longest length it was made for: twice the span today. */
  penalties: Penalties
}

/** In units a person: `longest` is the length that penalties were made for, `step` what one priority is worth over the next. */
export type Penalties = { longest: number; step: number; ofPriority: ReadonlyMap<number, number> }

/** The sums of such a problem would not be exact; ask for fewer priorities, or a maximum distance. */
export class TooManyPriorities extends RangeError {}

/** Throws TooManyPriorities. O(households + doctors). */
export function sizesOf({ doctors, households }: Problem): Sizes {
  const practices = pointsOf(doctors.map(({ position }) => position))
  const homes = pointsOf(households.map(({ position }) => position))
  const penalties = penaltiesOf(households, doctors.length, spanUnits(practices, homes))
  return {
    practices,
    homes,
    people: Int32Array.from(households, ({ people }) => people),
    most: Float64Array.from(households, mostUnits),
    penalty: Float64Array.from(households, ({ priority }) =>
      Number(penalties.ofPriority.get(priority)),
    ),
    refused: households.map(({ refused }) => refused),
    penalties,
  }
}

/** Longest length allowed to a household, in whole units; Infinity: any. */
export function mostUnits({ maxKm }: Pick<Home, 'maxKm'>): number {
  return maxKm === null ? Number.POSITIVE_INFINITY : Math.floor(maxKm * UNITS_PER_KM)
}

/**
 * Penalties that make the least sum serve priorities strictly in order, then most people, then the least distance: with
 * the least urgent priority at P = doctors × longest + 1, the others at 2 P, 3 P… That is enough: two plans differ by
 * simple chains of moves, each entering a doctor once at most, so the lengths of a chain never add up to P, and serving
 * someone, or someone more urgent, is always worth a chain. Sums stay below 2^53, where doubles are exact.
 * Throws TooManyPriorities when they would not (thousands of doctors, dozens of priorities and no maximum distance).
 */
function penaltiesOf(households: readonly Home[], doctors: number, span: number): Penalties {
  const farthest = households.reduce((most, home) => Math.max(most, mostUnits(home)), 0)
  const longest = Math.min(2 * span, farthest)
  const step = doctors * longest + 1
  const priorities = [...new Set(households.map(({ priority }) => priority))].sort((a, b) => b - a)
  if (step * (priorities.length + 2) > Number.MAX_SAFE_INTEGER)
    throw new TooManyPriorities('too many doctors, priorities and kilometres for exact sums')
  return {
    longest,
    step,
    ofPriority: new Map(priorities.map((priority, rank) => [priority, step * (rank + 1)])),
  }
}
