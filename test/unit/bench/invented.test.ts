import { expect, test } from 'vitest'
import { checkQuestionnaire } from '../../../server/questionnaire/check.ts'
import { aRegion, textOf } from '../../bench/allocation/inputs.ts'
import { sendings } from '../../bench/http-load.ts'
import { inventedForm } from '../../bench/invented-households.ts'
import { pausesOf, plainMessages } from '../../bench/outbox-inputs.ts'

const SEEDS = [0, 1, 2027, 2 ** 31, 2 ** 32 - 1]

test('an invented household is accepted for every seed of 32 bits', () => {
  for (const seed of SEEDS) {
    const now = new Date('2027-03-01T10:00:00Z')
    const form = checkQuestionnaire(inventedForm(3, seed), { assisted: false, now })
    expect([seed, form.ok]).toEqual([seed, true])
  }
})

test('no two questionnaires have the same key, of one seed or of two', () => {
  const all = SEEDS.flatMap((seed) => sendings(50, { first: 10, seed }))
  const keys = all.map(({ body }) => new URLSearchParams(String(body)).get('cle'))
  expect(new Set(keys).size).toBe(50 * SEEDS.length)
})

test('the messages and the pauses of an outbox are those of their seed', () => {
  const [one, other] = [
    { n: 20, seed: 1 },
    { n: 20, seed: 2 },
  ]
  const keys = [plainMessages(one, 0), plainMessages(one, 20), plainMessages(other, 0)].flat()
  expect(new Set(keys.map(({ uniqueKey }) => uniqueKey)).size).toBe(60)
  expect(pausesOf(one)).toEqual(pausesOf(one))
  expect(pausesOf(one)).not.toEqual(pausesOf(other))
  expect(pausesOf(one).every((ms) => ms >= 5 && ms < 45)).toBe(true)
})

test('the text of a region to be planned tells whom its households refuse', () => {
  const wanted = { people: 300, doctors: 8, maxKm: 15, places: 1, size: 'alone', seed: 3 } as const
  const region = aRegion(wanted)
  const refusing = region.households.filter(({ refused }) => refused && refused.size > 0)
  expect(refusing.length).toBeGreaterThan(3)
  const pliable = region.households.map((home) => ({ ...home, refused: new Set<number>() }))
  expect(textOf({ ...region, households: pliable })).not.toBe(textOf(region))
  expect(textOf(aRegion(wanted))).toBe(textOf(region))
})
