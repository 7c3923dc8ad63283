import { expect, test } from 'vitest'
import { needOf } from '../../../server/ranking/need.ts'
import { aMember, now } from './builders.ts'

const ill = aMember({ ald: true })
const homebound = aMember({ canTravel: false })
const illAndHomebound = aMember({ ald: true, canTravel: false })
const elder = aMember({ birthDate: '1956-11-22' })

test.each([
  ['ALD and cannot travel', [illAndHomebound], 'A'],
  ['ALD', [ill], 'B'],
  ['cannot travel', [homebound], 'B'],
  ['70 years old today', [elder], 'C'],
  ['70 years old tomorrow', [aMember({ birthDate: '1956-11-23' })], 'D'],
  ['ALD not known', [aMember({ ald: null })], 'D'],
  ['age not known', [aMember({ birthDate: null })], 'D'],
  ['one with ALD and another who cannot travel', [ill, homebound], 'B'],
] as const)('B12: %s', (_, members, need) => {
  expect(needOf(members, now)).toBe(need)
})

test('B12: a household has the need of the member who needs most', () => {
  expect(needOf([aMember(), elder, illAndHomebound, ill], now)).toBe('A')
  expect(needOf([aMember(), elder], now)).toBe('C')
})
