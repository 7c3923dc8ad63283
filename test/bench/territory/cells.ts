import { featureCollection, point, voronoi } from '@turf/turf'
import type { Position } from 'geojson'
import type { Chance } from '../../support/chance.ts'

export type Box = { west: number; south: number; width: number; height: number }

/** Of each side of a cell: a cell has six sides, or nearly. */
const SEGMENTS = 10
/** How far a border leaves its straight line, at most, towards a seed: a share of the way. */
const MOST_BENT = 0.15
/** The diagram is drawn that much larger: its maker drops sides shorter than a millionth, which neighbours would not share. */
const SCALE = 1e4

/**
 * The Voronoi cell of each seed within the box, as one ring, in the order of the seeds, its borders crooked; neighbours share
 * them vertex for vertex. The outside of the box has no seed: the border of the whole is crooked too.
 */
export function crookedCells(
  seeds: readonly Position[],
  { west, south, width, height }: Box,
  chance: Chance,
): Position[][] {
  const points = seeds.map(([x = 0, y = 0]) => point([(x - west) * SCALE, (y - south) * SCALE]))
  const bbox: [number, number, number, number] = [0, 0, width * SCALE, height * SCALE]
  const { features } = voronoi(featureCollection(points), { bbox })
  const borders = new Map<string, Position[]>()
  return features.map(({ geometry }, rank) => {
    const corners = (geometry.coordinates[0] ?? []).map(([x = 0, y = 0]) => [
      west + x / SCALE,
      south + y / SCALE,
    ])
    const sides = corners.slice(1).map((to, at) => {
      const from = corners[at] ?? to
      const isForward = isBefore(from, to)
      const [first, last] = isForward ? [from, to] : [to, from]
      const key = `${first} ${last}`
      const known = borders.get(key)
      const border = known ?? crooked(first, last, { towards: seeds[rank] ?? first, chance })
      if (!known) borders.set(key, border)
      return isForward ? border : border.toReversed()
    })
    const open = sides.flatMap((side) => side.slice(0, -1))
    return [...open, ...open.slice(0, 1)]
  })
}

/**
 * Bent towards one seed only: it stays in the triangle of that seed and of its ends, where no other border comes, so that
 * borders never cross.
 */
function crooked(
  first: Position,
  last: Position,
  { towards, chance }: { towards: Position; chance: Chance },
): Position[] {
  const between = Array.from({ length: SEGMENTS - 1 }, (_, at) => {
    const straight = partOf(first, last, (at + 1) / SEGMENTS)
    return partOf(straight, towards, MOST_BENT * chance.next())
  })
  return [first, ...between, last]
}

function partOf([ax = 0, ay = 0]: Position, [bx = 0, by = 0]: Position, share: number): Position {
  return [ax + share * (bx - ax), ay + share * (by - ay)]
}

function isBefore([ax = 0, ay = 0]: Position, [bx = 0, by = 0]: Position): boolean {
  return ax < bx || (ax === bx && ay < by)
}
