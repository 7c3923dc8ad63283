import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressAlone } from '../../../server/geocoding/reading/address-alone.ts'
import { typingErrors } from '../../../server/geocoding/text/edit-distance.ts'
import { soundOf } from '../../../server/geocoding/text/phonetics.ts'
import { nameDistance, nameOf, readStreetName } from '../../../server/geocoding/text/street-name.ts'
import { tokenize } from '../../../server/geocoding/text/tokens.ts'

describe('typing errors', () => {
  test.each([
    ['pasteur', 'pasteur', 0],
    ['pasteur', 'patseur', 1],
    ['pasteur', 'pastuer', 1],
    ['pasteur', 'paster', 1],
    ['pasteur', 'pastzur', 1],
    ['pasteur', 'xpasteury', 2],
    ['abc', 'xyz', 3],
  ])('%s, %s: %i', (a, b, errors) => {
    expect(typingErrors(a, b, 5)).toBe(errors)
  })

  test('is symmetric, zero only for equals, and never beyond the limit by more than one', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (a, b, limit) => {
        const errors = typingErrors(a, b, limit)
        expect(errors).toBe(typingErrors(b, a, limit))
        expect(errors === 0).toBe(a === b)
        expect(errors).toBeLessThanOrEqual(limit + 1)
        expect(errors).toBe(Math.min(typingErrors(a, b, 20), limit + 1))
      }),
    )
  })
})

test.each([
  ['faidherbe', 'fedherbe'],
  ['beaurepaire', 'borepaire'],
  ['chauffours', 'chofour'],
  ['mai', 'mes'],
  ['joliot', 'jolio'],
  ['bousbecque', 'bousbecke'],
])('%s sounds like %s', (a, b) => {
  expect(soundOf(a)).toBe(soundOf(b))
})

describe('street names', () => {
  const distance = (typed: string, real: string) =>
    nameDistance(readStreetName(typed), readStreetName(real))

  test.each([
    ['R. du Mal Balandard', 'Rue du Maréchal Balandard'],
    ['av de la Gde Ourse', 'Avenue de la Grande Ourse'],
    ['RUE SAINT FICTIF', 'Rue St Fictif'],
    ['rue des deux ponts', 'Rue des 2 Ponts'],
    ['rue albert premier', 'Rue Albert 1er'],
  ])('« %s » is « %s »', (typed, real) => {
    expect(distance(typed, real)).toBe(0)
    expect(readStreetName(typed).type).toBe(readStreetName(real).type)
  })

  test('another figure, another word or another name is far', () => {
    expect(distance('rue du 8 mai', 'rue du 11 mai')).toBeGreaterThanOrEqual(3)
    expect(distance('rue Jean Inventé', 'rue Jean Fictif')).toBeGreaterThan(3)
    expect(distance('rue Quarmont', 'rue Cardon')).toBeGreaterThan(2)
  })

  test('a first name left out is near, a linking word nearer, a year nearest', () => {
    expect(distance('rue Lampion', 'Rue Auguste Lampion')).toBeCloseTo(1.2)
    expect(distance('rue des Bois', 'Rue du Bois')).toBeCloseTo(0.5)
    expect(distance('rue du 8 mai', 'Rue du 8 Mai 1945')).toBeCloseTo(0.3)
  })

  test('Grand’Rue is a street whose name is its adjective', () => {
    expect(readStreetName("Grand'Rue")).toMatchObject({ type: 'rue', core: 'grand' })
    expect(readStreetName('Grande Rue')).toMatchObject({ type: 'rue', core: 'grand' })
    expect(nameOf(['de', 'la']).core).toBe('de la')
  })
})

test('numbers glued to letters are split, ordinals and ranges are told', () => {
  expect(tokenize('64BIS rue du 1er, 9-11').map(({ text }) => text)).toEqual([
    '64',
    'bis',
    'rue',
    'du',
    '1',
    '9',
    '11',
  ])
  expect(tokenize('1er')[0]).toMatchObject({ text: '1', ordinal: true })
  expect(tokenize('9-11')[1]).toMatchObject({ ranges: true })
  expect(tokenize('Forest s/Marque').map(({ text }) => text)).toEqual(['forest', 'sur', 'marque'])
})

test('any text at all is read without failing', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      (text) => tokenize(text).length <= 40,
    ),
  )
})

describe('what may leave for the service', () => {
  test.each([
    ['chez Mme Inventée, 4 rue du Sablier 59000 Lille', '4 rue du Sablier 59000 Lille'],
    ['c/o DUPONT-FICTIF 4 rue du Sablier', '4 rue du Sablier'],
    ['M. et Mme Fictif, 4 rue du Sablier', '4 rue du Sablier'],
    ['4 rue du Sablier, 06 39 98 12 34, a@example.org', '4 rue du Sablier'],
    ['4 rue Madame Récamier 59000 Lille', '4 rue Madame Récamier 59000 Lille'],
  ])('« %s » becomes « %s »', (text, sent) => {
    expect(addressAlone({ text })).toBe(sent)
  })

  test('the fields follow the text', () => {
    expect(addressAlone({ text: '4 rue du Sablier', postalCode: '59000', commune: 'Lille' })).toBe(
      '4 rue du Sablier, 59000 Lille',
    )
  })
})
