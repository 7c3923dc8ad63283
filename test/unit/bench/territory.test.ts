import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { numbersOf } from '../../bench/territory/boxes.ts'
import { benchTerritory } from '../../bench/territory.ts'

type Line = Record<string, unknown>

const lines: Line[] = []
let isRight = false

beforeAll(async () => {
  vi.stubEnv('TEST_DATABASE_URL', undefined)
  isRight = await benchTerritory({ seed: 7, size: 200, print: (line) => lines.push({ ...line }) })
})

afterAll(() => {
  vi.unstubAllEnvs()
})

test('the grid answers as the exact test does', () => {
  expect(isRight).toBe(true)
  expect(lines).toContainEqual(expect.objectContaining({ engine: 'grid', n: 205, ok: true }))
})

test('it is checked at a hundredth and a tenth of the size too', () => {
  const growth = lines.filter(({ bench }) => bench === 'territory-growth')
  expect(growth).toMatchObject([
    { engine: 'grid', n: 5, ok: true },
    { engine: 'grid', n: 21, ok: true },
  ])
})

test('a peer that needs a server is said not to be run without one', () => {
  expect(lines).toContainEqual({
    bench: 'territory',
    engine: 'postgis',
    notRun: 'TEST_DATABASE_URL is not set',
  })
})

test('the numbers hashed are all those of a shape, and tell two shapes of the same numbers apart', () => {
  const [a, b, c] = [
    [0, 0],
    [1, 0],
    [1, 1],
  ]
  const one = { type: 'Polygon' as const, coordinates: [[a, b, c, a].map((at) => at ?? [])] }
  const two = { ...one, coordinates: [[a, b].map((at) => at ?? []), [c, a].map((at) => at ?? [])] }
  expect([...numbersOf(one)]).toEqual([4, 0, 0, 1, 0, 1, 1, 0, 0])
  expect([...numbersOf(two)]).toEqual([2, 2, 0, 0, 1, 0, 1, 1, 0, 0])
})
