import { expect, test } from 'vitest'
import {
  codesOf,
  communeByCode,
  communesNamed,
  currentCode,
  findCommune,
} from '../../../server/territory/communes.ts'

test('B6: Lomme and Hellemmes are parts of Lille and answer to its postal codes', () => {
  expect(currentCode('59355')).toBe('59350')
  expect(codesOf('59298')).toEqual(['59298', '59350'])
  expect(codesOf('59350')).toEqual(['59350'])
  expect(communeByCode('59355')?.postalCodes).toContain('59160')
  expect(communeByCode('59999')).toBeUndefined()
})

test.each([
  ['LILLE', '59160', '59350'],
  ['Lille CEDEX 9', '59000', '59350'],
  ['lomme', '59160', '59355'],
  ['Hellemmes', '59260', '59298'],
  ['St André lez Lille', '59350', '59527'],
  ['SAINT-ANDRE-LES-LILLE', '59350', '59527'],
  ['Marcq en Baroeul', '59700', '59378'],
  ['villeneuve d’ascq', '59493', '59009'],
  ['Armentières', '59280', '59017'],
  ['Montreuil', '62170', '62588'],
  ['Paris', '75013', '75056'],
])('« %s » with %s is %s', (name, postalCode, code) => {
  expect(findCommune(name, postalCode)).toMatchObject({ code })
})

test('a wrong name and a wrong postal code are told apart', () => {
  expect(findCommune('Trifouilly-les-Oies', '59270')).toBe('unknown_name')
  expect(findCommune('Pérenchies', '75013')).toBe('other_postal_code')
  expect(findCommune('', '59000')).toBe('unknown_name')
})

test('namesakes are all given', () => {
  expect(communesNamed('Comines').map(({ code }) => code)).toEqual(['59152'])
  expect(communesNamed('Saint-Denis').length).toBeGreaterThan(1)
})
