import type { LonLat } from '../geo.ts'
import type { Problem } from './problem.ts'

const STEPS = 2 ** 16

/** The same problem with neighbouring households next to one another; `order` tells which each was. */
export function neighboursTogether(problem: Problem): { problem: Problem; order: number[] } {
  const order = byNeighbourhood(problem.households.map(({ position }) => position))
  const households = order.flatMap((household) => problem.households[household] ?? [])
  return { problem: { ...problem, households }, order }
}

/**
 * Indices of positions so that neighbours follow one another (Morton's order over their box): what is near on the ground
 * is then near in memory, which halves the time of a large plan. Ties keep their order. O(n log n).
 */
function byNeighbourhood(positions: readonly LonLat[]): number[] {
  const [west, width] = extent(positions.map(([lon]) => lon))
  const [south, height] = extent(positions.map(([, lat]) => lat))
  const step = (value: number, from: number, length: number) =>
    length > 0 ? Math.floor(((value - from) / length) * (STEPS - 1)) : 0
  const codes = Float64Array.from(
    positions,
    ([lon, lat]) => spread(step(lon, west, width)) + 2 * spread(step(lat, south, height)),
  )
  return [...positions.keys()].sort((a, b) => (codes[a] ?? 0) - (codes[b] ?? 0) || a - b)
}

function extent(values: readonly number[]): [from: number, length: number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) {
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  return [least, most - least]
}

/** The sixteen bits of a number, each followed by a nought: bit n becomes bit 2n. */
function spread(bits: number): number {
  let wide = bits
  wide = (wide | (wide << 8)) & 0x00ff00ff
  wide = (wide | (wide << 4)) & 0x0f0f0f0f
  wide = (wide | (wide << 2)) & 0x33333333
  return (wide | (wide << 1)) & 0x55555555
}
