import fc from 'fast-check'
import type { MultiPolygon, Polygon, Position } from 'geojson'
import { expect, test } from 'vitest'
import { AreaGrid } from '../../../server/territory/area-grid.ts'
import { sideOf } from '../../../server/territory/orientation.ts'
import { exactHolds, exactSide } from '../../support/exact-polygons.ts'
import { box } from './builders.ts'

type Geometry = Polygon | MultiPolygon

function trueRank(geometries: readonly Geometry[], point: Position): number {
  return geometries.findIndex((geometry) => exactHolds(geometry, point))
}

/** Every vertex, the middle of every edge and points a hair beside them, and points drawn around. */
function tellingPoints(geometries: readonly Geometry[]): Position[] {
  const rings = geometries.flatMap(({ type, coordinates }) =>
    type === 'Polygon' ? coordinates : coordinates.flat(),
  )
  return rings.flatMap((ring) =>
    ring.flatMap(([x = 0, y = 0], at) => {
      const [nextX = x, nextY = y] = ring[at + 1] ?? []
      const middle = [(x + nextX) / 2, (y + nextY) / 2]
      const beside = [-1, 1].flatMap((side) => [
        [x + side * 2 ** -48, y],
        [x, y + side * 2 ** -48],
        [(middle[0] ?? 0) + side * 2 ** -48, middle[1] ?? 0],
      ])
      return [[x, y], middle, ...beside]
    }),
  )
}

function expectExact(geometries: readonly Geometry[], points: readonly Position[]): void {
  const grid = new AreaGrid(geometries)
  for (const point of points)
    expect([point, grid.find(point[0] ?? 0, point[1] ?? 0)]).toEqual([
      point,
      trueRank(geometries, point),
    ])
}

/** A star around a centre: simple, of any shape. */
const star = (x: number, y: number) =>
  fc
    .array(fc.double({ min: 0.1, max: 1, noNaN: true }), { minLength: 3, maxLength: 12 })
    .map((radii): Position[] => {
      const ring = radii.map((radius, at) => {
        const turn = (2 * Math.PI * at) / radii.length
        return [x + radius * Math.cos(turn), y + radius * Math.sin(turn)]
      })
      return [...ring, ring[0] ?? [x, y]]
    })

test('stars that overlap are told apart exactly, on their vertices and edges too', () => {
  const stars = fc.tuple(star(0, 0), star(0.5, 0.3), star(-0.4, 0.6), star(2, 2))
  fc.assert(
    fc.property(stars, (rings) => {
      const geometries = rings.map((ring): Polygon => ({ type: 'Polygon', coordinates: [ring] }))
      expectExact(geometries, tellingPoints(geometries))
    }),
    { numRuns: 30 },
  )
})

test('a hole is outside, its border is not; an enclave in it is of its own; a second piece counts', () => {
  const [outer = []] = box(3, 50, 4, 51).coordinates
  const [hole = []] = box(3.25, 50.25, 3.75, 50.75).coordinates
  const [islet = []] = box(3.4375, 50.4375, 3.5625, 50.5625).coordinates
  const [apart = []] = box(5, 50, 5.5, 51).coordinates
  const geometries: Geometry[] = [
    { type: 'MultiPolygon', coordinates: [[outer, hole], [apart]] },
    { type: 'MultiPolygon', coordinates: [[hole, islet]] },
  ]
  const grid = new AreaGrid(geometries)
  expect(grid.find(3.1, 50.1)).toBe(0)
  expect(grid.find(3.25, 50.5)).toBe(0)
  expect(grid.find(3.3, 50.3)).toBe(1)
  expect(grid.find(3.5, 50.5)).toBe(-1)
  expect(grid.find(5.2, 50.5)).toBe(0)
  expect(grid.find(4.5, 50.5)).toBe(-1)
  expectExact(geometries, tellingPoints(geometries))
})

test('squares that share corners and sides: a point on several is in the first of them', () => {
  const squares = Array.from({ length: 16 }, (_, at) =>
    box(at % 4, Math.floor(at / 4), (at % 4) + 1, Math.floor(at / 4) + 1),
  )
  const grid = new AreaGrid(squares)
  expect(grid.find(1, 1)).toBe(0)
  expect(grid.find(2, 0.5)).toBe(1)
  expect(grid.find(4, 4)).toBe(15)
  expectExact(squares, tellingPoints(squares))
})

test('a point nowhere, or that is none, is in none', () => {
  const grid = new AreaGrid([box(3, 50, 4, 51)])
  for (const [x, y] of [
    [2, 50.5],
    [3.5, 52],
    [Number.NaN, 50.5],
    [Number.POSITIVE_INFINITY, 50],
  ])
    expect(grid.find(x ?? 0, y ?? 0)).toBe(-1)
  expect(new AreaGrid([]).find(0, 0)).toBe(-1)
})

test('the side of a line is right to the last bit, where doubles alone are wrong', () => {
  const near = fc.integer({ min: -8, max: 8 }).map((steps) => steps * 2 ** -50)
  fc.assert(
    fc.property(near, near, near, near, (a, b, c, d) => {
      const [from, to, point] = [
        [0.5 + a, 0.5 + b],
        [12 + c, 12],
        [24, 24 + d],
      ] as const
      expect(Math.sign(sideOf(from, to, point))).toBe(exactSide([...from], [...to], [...point]))
    }),
    { numRuns: 2_000 },
  )
})
