import { describe, expect, test } from 'vitest'
import { searching, street } from './invented.ts'

const rows = [
  street('Rue des Pivoines', 'armentieres', [1, 2, '2 bis', '2 ter', 14, '14 a', 23]),
  street('Place des Pivoines', 'armentieres', [5, 6]),
  street('Rue du Maréchal Balandard', 'armentieres'),
  street('Boulevard du Général Trompette', 'marcq'),
  street('Rue des 9 Tilleuls', 'armentieres'),
  street('Rue du 30 Février 1947', 'marcq', [3, 8]),
  street('Rue Auguste Lampion', 'chapelle'),
  street('Rue Auguste Lampion', 'marcq'),
  street("Rue de l'Écluse Rouge", 'chapelle', [1, 3, 5]),
  street('Rue du Bois', 'marcq'),
  street('Rue des Bois', 'marcq'),
]

describe('what may be trusted', () => {
  test.each([
    ['23 rue des Pivoines 59280 Armentières', '23 Rue des Pivoines'],
    ['23, R. DES PIVOINES, ARMENTIERES', '23 Rue des Pivoines'],
    ['rue des Pivoines 23, 59280 Armentières', '23 Rue des Pivoines'],
    ['Armentières 59280, rue des Pivoines 23', '23 Rue des Pivoines'],
    ['23 rue des Pivoines 59280', '23 Rue des Pivoines'],
    ['2bis rue des pivoines armentieres', '2 bis Rue des Pivoines'],
    ['2 b rue des Pivoines Armentières', '2 bis Rue des Pivoines'],
    ['14A rue des Pivoines Armentières', '14 a Rue des Pivoines'],
    ['1-23 rue des Pivoines Armentières', '1 Rue des Pivoines'],
    ['appt 4, bât. B, 23 rue des Pivoines 59280 Armentières', '23 Rue des Pivoines'],
    ['chez M. Inventé 23 rue des Pivoines 59280 Armentières', '23 Rue des Pivoines'],
    ['23 rue des Pivoines résidence Fictive appt 12 59280 Armentières', '23 Rue des Pivoines'],
    ['23 rue des Pivones 59280 Armentières', '23 Rue des Pivoines'],
    ['23 rue des Pivoines Armentires', '23 Rue des Pivoines'],
    ['4 r du mal Balandard Armentières', '4 Rue du Maréchal Balandard'],
    ['4 bd du gal Trompète 59700 Marcq-en-Barœul', '4 Boulevard du Général Trompette'],
    ['7 rue des neuf tilleuls armentieres', '7 Rue des 9 Tilleuls'],
    ['rue des 9 tilleuls 7 - 59280 Armentières', '7 Rue des 9 Tilleuls'],
    ['8 rue du 30 février 59700 Marcq-en-Barœul', '8 Rue du 30 Février 1947'],
    ["5 rue de l'eclise rouge la chapelle d armentieres", "5 Rue de l'Écluse Rouge"],
    ['6 rue des Bois 59700 Marcq-en-Barœul', '6 Rue des Bois'],
  ])('« %s » is %s', async (text, label) => {
    const search = await searching(...rows)
    const answer = search(text)
    expect(answer).toMatchObject({ status: 'ok', precision: 'housenumber', doubts: [] })
    expect(answer.label?.startsWith(label)).toBe(true)
  })

  test('a street and a commune asked as such are answered as such', async () => {
    const search = await searching(...rows)
    expect(search('rue du 30 février 1947 à Marcq-en-Baroeul')).toMatchObject({
      status: 'ok',
      precision: 'street',
    })
    expect(search('j’habite à Armentières')).toMatchObject({
      status: 'ok',
      precision: 'municipality',
      inseeCode: '59017',
    })
  })

  test('the postal code and the commune may come in their own fields', async () => {
    const search = await searching(...rows)
    const answer = search('5 rue Auguste Lampion', {
      postalCode: '59700',
      commune: 'Marcq-en-Barœul',
    })
    expect(answer).toMatchObject({ status: 'ok', inseeCode: '59378' })
  })

  test('a wrong postal code gives way to the commune, when its own communes have no such street', async () => {
    const search = await searching(...rows)
    expect(search('23 rue des Pivoines 59700 Armentières')).toMatchObject({
      status: 'ok',
      inseeCode: '59017',
      doubts: ['postal_code_corrected'],
    })
    expect(search('5 rue Auguste Lampion 59700 La Chapelle-d’Armentières')).toMatchObject({
      status: 'to_locate',
      doubts: ['postal_code_corrected', 'several_candidates'],
    })
  })
})

describe('what is left to a person', () => {
  test.each([
    ['99 rue des Pivoines 59280 Armentières', 'number_not_found'],
    ['23 bis rue des Pivoines Armentières', 'number_not_found'],
    ['23 avenue des Pivoines Armentières', 'type_differs'],
    ['4 Maréchal Balandard, Armentières', 'type_missing'],
    ['4 rue des Salamandres 59280 Armentières', 'street_not_found'],
    ['3 rue Auguste Lampion', 'commune_missing'],
    ['23 rue des Pivoines 59280 Zuydschoote', 'commune_uncertain'],
    ['4 rue Pasteur 13009 Marseille', 'street_not_found'],
    ['Armentières-en-Brie 77440', 'outside_index'],
    ['8 rue du 31 février 59700 Marcq-en-Barœul', 'street_not_found'],
  ] as const)('« %s » : %s', async (text, doubt) => {
    const search = await searching(...rows)
    const answer = search(text)
    expect(answer.status).toBe('to_locate')
    expect(answer.doubts).toContain(doubt)
  })

  test('a number that does not exist keeps the street, near its neighbours, never a house', async () => {
    const search = await searching(...rows)
    const [near, far] = [
      search('22 rue des Pivoines Armentières'),
      search('3 rue des Pivoines Armentières'),
    ]
    expect(near.precision).toBe('street')
    expect(near.position).toEqual(search('23 rue des Pivoines Armentières').position)
    expect(near.position).not.toEqual(far.position)
  })

  test('a street without its type is not chosen among a street and a place', async () => {
    const search = await searching(...rows)
    const answer = search('des Pivoines, Armentières')
    expect(answer.status).toBe('to_locate')
    expect(answer.candidates.slice(0, 2).map(({ label }) => label)).toEqual([
      'Place des Pivoines 59280 Armentières',
      'Rue des Pivoines 59280 Armentières',
    ])
  })

  test.each([
    '',
    '.',
    '12',
    '12 bis',
    '06 39 98 12 34',
    'a@example.org',
    'je ne sais pas',
    'صندوق',
    '5928',
    '12/03/1954',
  ])('« %s » is not found', async (text) => {
    const search = await searching(...rows)
    expect(search(text)).toMatchObject({ status: 'not-found', position: null, candidates: [] })
  })

  test('a name that another street bears is no slip for its neighbour', async () => {
    const search = await searching(
      street('Rue du Pont', 'marcq'),
      street('Rue du Port', 'armentieres'),
    )
    expect(search('4 rue du Port 59700 Marcq-en-Barœul')).toMatchObject({
      status: 'to_locate',
      doubts: ['street_uncertain'],
    })
  })
})

describe('without any address imported', () => {
  test('B6: communes and postal codes still answer, without a position', async () => {
    const search = await searching()
    expect(search('59280 Bois-Grenier')).toMatchObject({
      status: 'ok',
      precision: 'municipality',
      inseeCode: '59088',
      position: null,
    })
    expect(search('59193')).toMatchObject({ status: 'ok', inseeCode: '59202' })
    expect(search('12 rue des Pivoines 59280 Armentières')).toMatchObject({
      status: 'to_locate',
      inseeCode: '59017',
      doubts: ['street_not_found'],
    })
  })
})
