import type { MultiPolygon, Polygon, Position } from 'geojson'
import { aChance, type Chance } from '../../support/chance.ts'

/** Segments of each of the four sides of a cell. */
const SEGMENTS = 15
const BOX = { west: -4.5, south: 42.3, width: 12.5, height: 8.7 }
/** One cell in that many holds a piece that is not its own: an enclave, or the second piece of its neighbour. */
const ENCLAVE_EVERY = 20

export type Cells = {
  geometries: (Polygon | MultiPolygon)[]
  /** Ranks of those that may hold a point: those of its square and of the squares around. */
  near: (point: Position) => number[]
  points: Position[]
}

/**
 * Cells that share crooked borders of 60 vertices, corner for corner, as communes do; holes with an enclave inside,
 * and cells of two pieces; points drawn at random, on vertices, on the middle of edges, and inside enclaves.
 */
export function aCountry(size: number, count: number, seed: number): Cells {
  const chance = aChance(seed)
  const side = Math.max(2, Math.round(Math.sqrt(size)))
  const borders = new Borders(side, chance)
  const pieces: Position[][][][] = []
  const inSquare: number[][] = []
  for (let square = 0; square < side * side; square += 1) {
    inSquare.push([pieces.length])
    pieces.push([[borders.ringOf(square % side, Math.floor(square / side))]])
  }
  for (let square = 0; square + 1 < side * side; square += ENCLAVE_EVERY)
    enclave({ square, side, pieces, inSquare })
  const geometries = pieces.map(geometryOf)
  return { geometries, near: nearOf(side, inSquare), points: pointsOf(geometries, count, chance) }
}

type Making = { square: number; side: number; pieces: Position[][][][]; inSquare: number[][] }

/** A hole in the middle of a square, given to a commune of its own or, every other time, to the next one. */
function enclave({ square, side, pieces, inSquare }: Making): void {
  const middle = placeOf([(square % side) + 0.5, Math.floor(square / side) + 0.5], side)
  const [dx, dy] = [BOX.width / side / 8, BOX.height / side / 8]
  const [x = 0, y = 0] = middle
  const corners: Position[] = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
    [-1, -1],
  ]
  const ring = corners.map(([h = 0, v = 0]) => [x + h * dx, y + v * dy])
  pieces[square]?.[0]?.push([...ring].reverse())
  const isOwn = (square / ENCLAVE_EVERY) % 2 === 0
  const holder = isOwn ? pieces.length : square + 1
  if (isOwn) pieces.push([[ring]])
  else pieces[holder]?.push([ring])
  inSquare[square]?.push(holder)
}

class Borders {
  private readonly side: number
  private readonly chance: Chance
  private readonly corners = new Map<string, Position>()
  private readonly lines = new Map<string, Position[]>()

  constructor(side: number, chance: Chance) {
    this.side = side
    this.chance = chance
  }

  ringOf(column: number, row: number): Position[] {
    const [a, b, c, d]: [Place, Place, Place, Place] = [
      [column, row],
      [column + 1, row],
      [column + 1, row + 1],
      [column, row + 1],
    ]
    const ring = [
      ...this.line(a, b),
      ...this.line(b, c),
      ...this.line(d, c).toReversed(),
      ...this.line(a, d).toReversed(),
    ]
    return ring.filter((position, at) => at === 0 || position !== ring[at - 1])
  }

  private corner(place: Place): Position {
    return kept(this.corners, place.join(), () =>
      placeOf(
        place.map((at) => at + this.draw(0.2)),
        this.side,
      ),
    )
  }

  /** The same positions for both neighbours, from the lower left corner on. */
  private line(from: Place, to: Place): Position[] {
    return kept(this.lines, `${from.join()} ${to.join()}`, () => {
      const [a, b] = [this.corner(from), this.corner(to)]
      const between = Array.from({ length: SEGMENTS - 1 }, (_, at) => {
        const share = (at + 1) / SEGMENTS
        return a.map((value, axis) => {
          const width = axis === 0 ? BOX.width : BOX.height
          return value + share * ((b[axis] ?? 0) - value) + (this.draw(0.02) * width) / this.side
        })
      })
      return [a, ...between, b]
    })
  }

  private draw(reach: number): number {
    return reach * (2 * this.chance.next() - 1)
  }
}

type Place = [column: number, row: number]

function placeOf([column = 0, row = 0]: readonly number[], side: number): Position {
  return [BOX.west + (BOX.width * column) / side, BOX.south + (BOX.height * row) / side]
}

function kept<T>(known: Map<string, T>, key: string, make: () => T): T {
  const value = known.get(key) ?? make()
  known.set(key, value)
  return value
}

function geometryOf(polygons: Position[][][]): Polygon | MultiPolygon {
  const [only] = polygons
  return only && polygons.length === 1
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates: polygons }
}

function nearOf(side: number, inSquare: readonly number[][]): Cells['near'] {
  return ([x = 0, y = 0]) => {
    const column = Math.floor(((x - BOX.west) * side) / BOX.width)
    const row = Math.floor(((y - BOX.south) * side) / BOX.height)
    const near: number[] = []
    for (let dy = -1; dy <= 1; dy += 1)
      for (let dx = -1; dx <= 1; dx += 1) {
        const [h, v] = [column + dx, row + dy]
        if (h >= 0 && v >= 0 && h < side && v < side) near.push(...(inSquare[v * side + h] ?? []))
      }
    return [...new Set(near)].sort((a, b) => a - b)
  }
}

/** Six in ten anywhere, one in ten on a vertex, two in ten on an edge as near as doubles allow, one in ten in an enclave. */
function pointsOf(
  geometries: readonly (Polygon | MultiPolygon)[],
  count: number,
  chance: Chance,
): Position[] {
  return Array.from({ length: count }, (_, at) => {
    if (at % 10 < 6)
      return [BOX.west + BOX.width * chance.next(), BOX.south + BOX.height * chance.next()]
    const geometry = geometries[chance.below(geometries.length)]
    const ring = (
      geometry?.type === 'Polygon' ? geometry.coordinates : geometry?.coordinates[0]
    )?.at(at % 10 === 9 ? -1 : 0)
    const rank = chance.below((ring?.length ?? 1) - 1)
    const [a = [0, 0], b = [0, 0]] = [ring?.[rank], ring?.[rank + 1]]
    if (at % 10 === 6) return [...a]
    return [((a[0] ?? 0) + (b[0] ?? 0)) / 2, ((a[1] ?? 0) + (b[1] ?? 0)) / 2]
  })
}
