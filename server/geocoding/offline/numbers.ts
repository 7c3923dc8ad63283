import type { LonLat } from '../../geo.ts'
import { nearestToMean } from './layout.ts'
import { DEGREE, NO_NUMBER, type Shard, SUFFIX_SPACE } from './shard.ts'

/** Ways one suffix is written, the one typed first: « 12 b » is « 12 bis » where no « 12 b » exists. */
const OTHER_SUFFIXES: Record<string, string> = {
  b: 'bis',
  bis: 'b',
  t: 'ter',
  ter: 't',
  q: 'quater',
  quater: 'q',
}

/** A house number of the base, with its suffix as the base writes it. */
export type NumberMatch = { position: LonLat; number: number; suffix: string }

/** The address with this number and suffix in a street; null when the base has none. O(log addresses of the street). */
export function findNumber(
  shard: Shard,
  street: number,
  number: number,
  suffix: string,
): NumberMatch | null {
  for (const written of [suffix, OTHER_SUFFIXES[suffix]]) {
    const rank = written === undefined ? -1 : shard.suffixes.indexOf(written)
    if (rank < 0) continue
    const at = rankOf(shard, street, number * SUFFIX_SPACE + rank)
    if (at >= 0) return { position: positionAt(shard, at), number, suffix: written ?? '' }
  }
  return null
}

/** A point of the street: beside the nearest number when one is asked, else at the middle. O(addresses of the street). */
export function pointOf(shard: Shard, street: number, number: number | null): LonLat {
  const [from, to] = rangeOf(shard, street)
  const { number: numbers, lon, lat } = shard.addresses
  if (number === null)
    return positionAt(shard, from + nearestToMean(lon.subarray(from, to), lat.subarray(from, to)))
  let best = from
  for (let at = from; at < to; at++)
    if (distanceTo(numbers[at] ?? 0, number) < distanceTo(numbers[best] ?? 0, number)) best = at
  return positionAt(shard, best)
}

/** Ranks of the addresses of a street: `from` included, `to` excluded. */
export function rangeOf({ streets }: Shard, street: number): [from: number, to: number] {
  return [streets.firstAddress[street] ?? 0, streets.firstAddress[street + 1] ?? 0]
}

/** WGS84 degrees of the address of this rank, longitude first. */
export function positionAt({ addresses }: Shard, at: number): LonLat {
  return [(addresses.lon[at] ?? 0) / DEGREE, (addresses.lat[at] ?? 0) / DEGREE]
}

function distanceTo(packed: number, number: number): number {
  const other = Math.floor(packed / SUFFIX_SPACE)
  return other === NO_NUMBER ? NO_NUMBER : Math.abs(other - number)
}

function rankOf(shard: Shard, street: number, packed: number): number {
  let [low, high] = rangeOf(shard, street)
  const end = high
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((shard.addresses.number[middle] ?? 0) < packed) low = middle + 1
    else high = middle
  }
  return low < end && shard.addresses.number[low] === packed ? low : -1
}
