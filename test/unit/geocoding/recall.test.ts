import { existsSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { type KindScore, SHARED_DATA, scoreOffline } from '../../bench/geocode-scoring.ts'

/** Needs ../shared/data, which is not part of the project. */
describe.skipIf(!existsSync(SHARED_DATA))(
  'B6: real addresses among decoys, geocoded offline by the real commands',
  () => {
    let scores: KindScore[] = []
    beforeAll(() => {
      scores = scoreOffline('adresses-nord-dense-dev.csv.gz', 'geocodage-requetes-dev-dense.json')
    })

    test('at least 95 of 100 addresses are found within tolerance and trusted', () => {
      const asked = scores.filter(({ level }) => level === 'address')
      expect(total(asked, 'n')).toBeGreaterThan(400)
      expect(total(asked, 'trustedRight') / total(asked, 'n')).toBeGreaterThanOrEqual(0.95)
    })

    test('nothing is trusted where there is no answer, or several', () => {
      const traps = scores.filter(({ level }) => level === 'none' || level === 'ambiguous')
      expect(total(traps, 'n')).toBeGreaterThan(100)
      expect(total(traps, 'trusted')).toBe(0)
    })

    test('at most 5 answers of 1,000 are trusted and wrong', () => {
      const wrong = total(scores, 'trusted') - total(scores, 'trustedRight')
      expect(wrong / total(scores, 'n')).toBeLessThanOrEqual(0.005)
    })

    test('streets and communes are announced as such in 95 of 100 queries that name no more', () => {
      const coarse = scores.filter(({ level }) => /^(street|commune)/.test(level))
      expect(total(coarse, 'n')).toBeGreaterThan(100)
      expect(total(coarse, 'right') / total(coarse, 'n')).toBeGreaterThanOrEqual(0.95)
    })
  },
)

function total(
  scores: readonly KindScore[],
  field: 'n' | 'right' | 'trusted' | 'trustedRight',
): number {
  return scores.reduce((sum, score) => sum + score[field], 0)
}
