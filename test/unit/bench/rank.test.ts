import { describe, expect, test } from 'vitest'
import { conditionsKey } from '../../../server/ranking/conditions.ts'
import { DoctorIndex } from '../../../server/ranking/doctor-index.ts'
import { askFirst } from '../../bench/rank/cold.ts'
import { agrees, columnsOf, filterOf } from '../../bench/rank/filter.ts'
import { RARE_DOCTORS, rankInputs } from '../../bench/rank/inputs.ts'
import { arePagesRight } from '../../bench/rank/ours.ts'
import { isPage, pageOf, truePage } from '../../bench/rank/page.ts'
import { raceRanking } from '../../bench/rank/race.ts'
import { workOf } from '../../bench/rank/work.ts'

const { doctors, asked, rare } = rankInputs(900, 60, 11)

describe('the rare filter', () => {
  test('is of at least twenty different sets of conditions', () => {
    const keys = new Set(rare.map(({ household, question }) => conditionsKey(household, question)))
    expect(keys.size).toBeGreaterThanOrEqual(20)
  })

  test('leaves the same few doctors for each, of whom the filter of the peers and the rules agree', () => {
    const columns = columnsOf(doctors)
    for (const each of rare) {
      const isKept = filterOf(columns, each)
      expect(doctors.filter((_, rank) => isKept(rank)).length).toBe(RARE_DOCTORS)
      expect(doctors.every((doctor, rank) => agrees(doctor, isKept(rank), each))).toBe(true)
    }
  })

  test('has the first question of a fresh index told beside a peer’s, and checked', () => {
    const lines: object[] = []
    const options = { seed: 1, size: null, print: (line: object) => lines.push(line) }
    const work = workOf(doctors, rare)
    expect(askFirst(work, options)).toBe(true)
    expect(lines).toMatchObject([
      { bench: 'rank-rare', cold: 'index', firstUs: expect.any(Number), ok: true },
      { bench: 'rank-rare', cold: 'geokdbush', firstUs: expect.any(Number) },
    ])
    expect(askFirst({ ...work, truth: [['nobody']] }, options)).toBe(false)
  })
})

describe('a page', () => {
  const index = new DoctorIndex(doctors)

  test('of the engine is that of a brute force: who can, who cannot and why, and how many', () => {
    for (const each of asked) {
      const right = truePage(doctors, each)
      expect(pageOf(index, each)).toMatchObject(right)
      expect(isPage(pageOf(index, each), right)).toBe(true)
    }
  })

  test('is wrong when one doctor, distance, reason or count is another', () => {
    const [each] = asked
    if (!each) throw new Error('nothing asked')
    const page = pageOf(index, each)
    const right = truePage(doctors, each)
    expect(page.ranked.length).toBe(5)
    const wrong = [
      { ...page, ranked: page.ranked.slice(1) },
      { ...page, ranked: page.ranked.map((doctor) => ({ ...doctor, km: doctor.km + 1e-9 })) },
      { ...page, rankedCount: page.rankedCount + 1 },
      { ...page, excluded: page.excluded.toReversed() },
      { ...page, excluded: page.excluded.map((doctor) => ({ ...doctor, reasons: [] })) },
      { ...page, excludedCount: page.excludedCount - 1 },
    ]
    expect(wrong.map((found) => isPage(found, right))).toEqual(wrong.map(() => false))
  })
})

test('the pages of an engine are wrong as soon as one of them is', () => {
  expect(arePagesRight(new DoctorIndex(doctors), { doctors, asked })).toBe(true)
  const [first] = asked.slice(0, 1).map((each) => truePage(doctors, each).ranked[0]?.id)
  const otherwise = doctors.map((each) => ({ ...each, named: each.named && each.id !== first }))
  expect(arePagesRight(new DoctorIndex(otherwise), { doctors, asked })).toBe(false)
})

describe('the race', () => {
  const few = workOf(doctors.slice(0, 300), asked.slice(0, 20))
  const questionsOf = { index: 20, 'index-page': 20, geokdbush: 20, postgis: 20 }

  async function raced(work: typeof few) {
    const lines: Record<string, unknown>[] = []
    const print = (line: object) => lines.push({ ...line })
    const race = { bench: 'rank-few', work, postgis: { notRun: 'no server' }, questionsOf }
    const isRight = await raceRanking(race, { seed: 1, size: null, print })
    return { isRight, lines }
  }

  test('sets what pages use beside geokdbush, and says which peer is not run', async () => {
    const { isRight, lines } = await raced(few)
    expect(isRight).toBe(true)
    expect(lines).toContainEqual(
      expect.objectContaining({ engine: 'index-page', n: 300, ok: true }),
    )
    expect(lines).toContainEqual(
      expect.objectContaining({ ratio: 'index-page / geokdbush', rounds: 5 }),
    )
    expect(lines).toContainEqual({ bench: 'rank-few', engine: 'postgis', notRun: 'no server' })
  })

  test('is lost when one list of ours is not the right one', async () => {
    const truth = few.truth.map((list, at) => (at === 19 ? list.toReversed() : list))
    expect(truth[19]?.length).toBeGreaterThan(1)
    const { isRight, lines } = await raced({ ...few, truth })
    expect(isRight).toBe(false)
    expect(lines).toContainEqual(expect.objectContaining({ engine: 'index', ok: false }))
  })
})
