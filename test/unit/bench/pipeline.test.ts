import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { benchPipeline } from '../../bench/pipeline.ts'

type Line = Record<string, unknown>

const lines: Line[] = []
let isRight = false

beforeAll(async () => {
  vi.stubEnv('TEST_DATABASE_URL', undefined)
  isRight = await benchPipeline({ seed: 7, size: 2, print: (line) => lines.push({ ...line }) })
})

afterAll(() => {
  vi.unstubAllEnvs()
})

test('the whole, its parts together and each step have a line of the same fields', () => {
  expect(isRight).toBe(true)
  const engines = lines.filter(({ engine }) => engine)
  expect(engines.map(({ engine }) => engine)).toEqual(
    'whole parts check geocode territory store rank send'.split(' '),
  )
  const fields = 'bench engine n perSecond p50us p99us rssMb buildMs ok'.split(' ')
  for (const line of engines) {
    expect(Object.keys(line)).toEqual(fields)
    expect(line).toMatchObject({ n: 2, ok: true })
    expect(line.p99us).toBeGreaterThan(0)
  }
})

test('the whole is compared with the sum of its parts, and checked as it grows', () => {
  expect(lines).toContainEqual(expect.objectContaining({ ratio: 'parts / whole', rounds: 5 }))
  const growth = lines.filter((line) => line.growth)
  expect(growth).toMatchObject([
    { n: 1, ok: true },
    { n: 2, ok: true },
    { n: 20, ok: true },
  ])
})
