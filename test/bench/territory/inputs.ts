import Flatbush from 'flatbush'
import type { MultiPolygon, Polygon, Position } from 'geojson'
import { aChance, type Chance } from '../../support/chance.ts'
import { boxesOf, type Geometry } from './boxes.ts'
import { type Box, crookedCells } from './cells.ts'

const BOX: Box = { west: -4.5, south: 42.3, width: 12.5, height: 8.7 }
/** Where communes are small: six in ten are there, in fewer and fewer of them. */
const DENSE_PLACES = 60
const DENSE_SHARE = 0.6
const DENSE_REACH = 0.25
/** One cell in that many holds a piece that is not its own: an enclave, or the second piece of its neighbour. */
const ENCLAVE_EVERY = 20
/** Half a side of an enclave, of the way to the border: its corners stay inside, however crooked the border. */
const ENCLAVE_SHARE = 0.4
/** How far from its seed a home is put, in degrees. */
const HOME_REACH = 0.01

export type Cells = {
  geometries: Geometry[]
  /** Ranks of those that may hold a point: all those whose box does, in order. */
  near: (point: Position) => number[]
  points: Position[]
}

type Enclave = { middle: Position; reach: number; ring: Position[] }

/**
 * Voronoi cells of unequal density, as communes are, of about 60 vertices shared by neighbours; holes with an enclave
 * inside, and cells of two pieces; points drawn anywhere, where people live, on vertices, on edges, and inside enclaves.
 */
export function aCountry(size: number, count: number, seed: number): Cells {
  const chance = aChance(seed)
  const seeds = seedsOf(Math.max(4, Math.round(size)), chance)
  const pieces = crookedCells(seeds, BOX, chance).map((ring) => [[ring]])
  const enclaves = addEnclaves(pieces, seeds)
  const geometries = pieces.map(geometryOf)
  const boxes = boxesOf(geometries)
  const near = ([x = 0, y = 0]: Position) => boxes.search(x, y, x, y).sort((a, b) => a - b)
  return { geometries, near, points: pointsOf({ geometries, seeds, enclaves }, count, chance) }
}

function seedsOf(size: number, chance: Chance): Position[] {
  const places = Array.from({ length: DENSE_PLACES }, () => anywhere(chance))
  const seeds: Position[] = []
  while (seeds.length < size) {
    const place = places[Math.floor(DENSE_PLACES * chance.next() ** 2)]
    const seed =
      place && chance.isSo(DENSE_SHARE) ? near(place, DENSE_REACH, chance) : anywhere(chance)
    if (isInside(seed)) seeds.push(seed)
  }
  return seeds
}

/** A hole around a seed, given to a commune of its own or, every other time, to the nearest one, which is a neighbour. */
function addEnclaves(pieces: Position[][][][], seeds: readonly Position[]): Enclave[] {
  const bush = new Flatbush(seeds.length)
  for (const [x = 0, y = 0] of seeds) bush.add(x, y, x, y)
  bush.finish()
  const enclaves: Enclave[] = []
  for (let rank = 0; rank < seeds.length; rank += ENCLAVE_EVERY) {
    const middle = seeds[rank] ?? []
    const [x = 0, y = 0] = middle
    const [nearest = 0] = bush.neighbors(x, y, 1, Number.POSITIVE_INFINITY, (id) => id !== rank)
    const reach =
      ENCLAVE_SHARE * Math.min(distance(middle, seeds[nearest] ?? []) / 2, edgeOf(middle))
    const ring = squareOf(middle, reach)
    pieces[rank]?.[0]?.push(ring.toReversed())
    if (enclaves.length % 2 === 0) pieces.push([[ring]])
    else pieces[nearest]?.push([ring])
    enclaves.push({ middle, reach, ring })
  }
  return enclaves
}

function squareOf([x = 0, y = 0]: Position, reach: number): Position[] {
  const [west, south, east, north] = [x - reach, y - reach, x + reach, y + reach]
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
}

function geometryOf(polygons: Position[][][]): Polygon | MultiPolygon {
  const [only] = polygons
  return only && polygons.length === 1
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates: polygons }
}

type Drawn = {
  geometries: readonly Geometry[]
  seeds: readonly Position[]
  enclaves: readonly Enclave[]
}

/** In ten: three anywhere, three near a seed, one on a vertex, two on an edge as near as doubles allow, one in an enclave. */
function pointsOf({ geometries, seeds, enclaves }: Drawn, count: number, chance: Chance) {
  const drawn = <T>(items: readonly T[]) => items[chance.below(items.length)]
  return Array.from({ length: count }, (_, at): Position => {
    const kind = at % 10
    if (kind < 3) return anywhere(chance)
    if (kind < 6) return near(drawn(seeds) ?? [], HOME_REACH, chance)
    const enclave = drawn(enclaves)
    if (kind === 9) return near(enclave?.middle ?? [], (enclave?.reach ?? 0) / 2, chance)
    const geometry = drawn(geometries)
    const outer = geometry?.type === 'Polygon' ? geometry.coordinates : geometry?.coordinates[0]
    const ring = (kind === 8 && chance.isSo(0.5) ? enclave?.ring : outer?.[0]) ?? []
    const rank = chance.below(ring.length - 1)
    const [[ax = 0, ay = 0] = [], [bx = 0, by = 0] = []] = [ring[rank], ring[rank + 1]]
    return kind === 6 ? [ax, ay] : [(ax + bx) / 2, (ay + by) / 2]
  })
}

function anywhere(chance: Chance): Position {
  return [BOX.west + BOX.width * chance.next(), BOX.south + BOX.height * chance.next()]
}

/** One and a half times the reach away at most, on each axis; mostly nearer. */
function near([x = 0, y = 0]: Position, reach: number, chance: Chance): Position {
  const draw = () => reach * (chance.next() + chance.next() + chance.next() - 1.5)
  return [x + draw(), y + draw()]
}

function isInside(at: Position): boolean {
  return edgeOf(at) > 0
}

/** How far the nearest side of the box is; less than 0 outside. */
function edgeOf([x = 0, y = 0]: Position): number {
  const [east, north] = [BOX.west + BOX.width, BOX.south + BOX.height]
  return Math.min(x - BOX.west, east - x, y - BOX.south, north - y)
}

function distance([ax = 0, ay = 0]: Position, [bx = 0, by = 0]: Position): number {
  return Math.hypot(ax - bx, ay - by)
}
