import type { Position } from 'geojson'
import { describe, expect, test } from 'vitest'
import { boxesOf, type Geometry, numbersOf } from '../../bench/territory/boxes.ts'
import { crookedCells } from '../../bench/territory/cells.ts'
import { aCountry } from '../../bench/territory/inputs.ts'
import { aChance } from '../../support/chance.ts'
import { exactHolds } from '../../support/exact-polygons.ts'

const BOX = { west: 2, south: 50, width: 3, height: 2 }

const chance = aChance(5)
const seeds = Array.from({ length: 400 }, (_, rank): Position => {
  const share = rank % 2 === 0 ? 1 : 0.1
  return [2 + 3 * share * chance.next(), 50 + 2 * share * chance.next()]
})
const rings = crookedCells(seeds, BOX, chance)
const cells = rings.map((ring) => ({ type: 'Polygon' as const, coordinates: [ring] }))
const boxes = boxesOf(cells)
const sides = rings.flatMap((ring) => ring.slice(1).map((to, at) => [ring[at] ?? to, to] as const))

describe('the cells of a country', () => {
  test('have about sixty vertices', () => {
    const mean = sides.length / rings.length
    expect(mean).toBeGreaterThan(50)
    expect(mean).toBeLessThan(65)
  })

  test('share their borders vertex for vertex, each side with one neighbour at most', () => {
    const known = new Set(sides.map(([from, to]) => `${from} ${to}`))
    expect(known.size).toBe(sides.length)
    const alone = sides.filter(([from, to]) => !known.has(`${to} ${from}`))
    const inTheMiddle = alone.filter(
      ([[x = 0, y = 0]]) => x > 2.5 && x < 4.5 && y > 50.4 && y < 51.6,
    )
    expect(alone.length).toBeGreaterThan(100)
    expect(inTheMiddle).toEqual([])
  })

  test('each hold their seed, and no other', () => {
    for (const [rank, seed] of seeds.entries()) expect(holdersOf(seed)).toEqual([rank])
  })

  test('are crooked, and none crosses itself or another', () => {
    const bent = rings.filter((ring) => Math.abs(areaOf(ring) - areaOf(cornersOf(ring))) > 1e-9)
    expect(bent.length).toBe(rings.length)
    const points = Array.from({ length: 500 }, () => [
      2.4 + 2 * chance.next(),
      50.4 + chance.next(),
    ])
    expect(points.filter((at) => holdersOf(at).length !== 1)).toEqual([])
  })

  function holdersOf([x = 0, y = 0]: Position): number[] {
    const found = boxes.search(x, y, x, y)
    return found.filter((rank) => holds(cells[rank], [x, y]))
  }
})

describe('a country', () => {
  const { geometries, near, points } = aCountry(600, 2_000, 3)

  test('has communes of very unequal sizes', () => {
    const areas = geometries
      .slice(0, 600)
      .map(({ type, coordinates }) =>
        areaOf((type === 'Polygon' ? coordinates[0] : coordinates[0]?.[0]) ?? []),
      )
      .sort((a, b) => a - b)
    expect((areas[540] ?? 0) / (areas[60] ?? 0)).toBeGreaterThan(20)
  })

  test('has holes with an enclave inside, of a commune of its own or of a neighbour', () => {
    const holes = geometries.filter(
      ({ type, coordinates }) => type === 'Polygon' && coordinates.length > 1,
    )
    expect(holes.length).toBeGreaterThan(20)
    expect(geometries.length).toBe(615)
    expect(geometries.filter(({ type }) => type === 'MultiPolygon').length).toBeGreaterThan(10)
  })

  test('is asked about points in enclaves, on borders, and outside', () => {
    const held = points.map((at) => near(at).filter((rank) => holds(geometries[rank], at)))
    const count = (isOf: (ranks: number[]) => boolean) => held.filter(isOf).length
    expect(count((ranks) => ranks.length === 0)).toBeGreaterThan(0)
    expect(count((ranks) => ranks.length > 1)).toBeGreaterThan(200)
    expect(count(([rank = 0]) => rank >= 600)).toBeGreaterThan(80)
    const areOnEnclave = (ranks: number[]) => ranks.length > 1 && ranks.some((rank) => rank >= 600)
    expect(count(areOnEnclave)).toBeGreaterThan(25)
  })

  test('has nobody hold a point but those said to be near', () => {
    for (const at of points.slice(0, 20)) {
      const holders = geometries.flatMap((each, rank) => (holds(each, at) ? [rank] : []))
      expect(near(at)).toEqual(expect.arrayContaining(holders))
    }
  })

  test('is the same for the same seed only', () => {
    const numbers = (seed: number) => aCountry(50, 10, seed).geometries.map(numbersOf)
    expect(numbers(1)).toEqual(numbers(1))
    expect(numbers(1)).not.toEqual(numbers(2))
  })
})

function holds(geometry: Geometry | undefined, at: Position): boolean {
  return geometry !== undefined && exactHolds(geometry, at)
}

/** In square degrees. */
function areaOf(ring: readonly Position[]): number {
  const [[ox = 0, oy = 0] = []] = ring
  let double = 0
  for (const [at, [bx = 0, by = 0]] of ring.slice(1).entries()) {
    const [ax = 0, ay = 0] = ring[at] ?? []
    double += (ax - ox) * (by - oy) - (bx - ox) * (ay - oy)
  }
  return Math.abs(double) / 2
}

/** The ends of the sides of the diagram: one vertex in ten. */
function cornersOf(ring: readonly Position[]): Position[] {
  return ring.filter((_, at) => at % 10 === 0)
}
