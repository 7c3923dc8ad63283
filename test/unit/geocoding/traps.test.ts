import { describe, expect, test } from 'vitest'
import { searching, street } from './invented.ts'

describe('trap 1: Lille, its postal codes and its associated communes', () => {
  const rows = [
    street('Rue des Trois Hérons', 'lille'),
    street('Rue des Trois Hérons', 'lomme'),
    street('Avenue du Pommier Creux', 'hellemmes'),
    street('Rue du Sureau', 'saintAndre'),
    street('Rue des Glycines Bleues', 'armentieres'),
    street('Rue des Glycines Bleues', 'boisGrenier'),
  ]

  test('B6: Lomme and Hellemmes are found inside Lille, with their own code', async () => {
    const search = await searching(...rows)
    expect(search('4 rue des Trois Hérons, Lomme')).toMatchObject({
      status: 'ok',
      precision: 'housenumber',
      inseeCode: '59350',
      oldInseeCode: '59355',
      postalCode: '59160',
    })
    expect(search('2 avenue du Pommier Creux Hellemmes')).toMatchObject({
      inseeCode: '59350',
      oldInseeCode: '59298',
    })
    expect(search('Lomme 59160')).toMatchObject({
      status: 'ok',
      precision: 'municipality',
      inseeCode: '59350',
    })
  })

  test('the same street and number in Lille and in Lomme: a person decides when only Lille is said', async () => {
    const search = await searching(...rows)
    const answer = search('4 rue des Trois Hérons, Lille')
    expect(answer).toMatchObject({ status: 'to_locate', doubts: ['several_candidates'] })
    expect(answer.candidates.map(({ postalCode }) => postalCode)).toEqual(
      expect.arrayContaining(['59000', '59160']),
    )
    expect(search('4 rue des Trois Hérons 59000 Lille')).toMatchObject({
      status: 'ok',
      postalCode: '59000',
    })
  })

  test('a postal code shared by two communes names neither', async () => {
    const search = await searching(...rows)
    expect(search('59280')).toMatchObject({ status: 'to_locate', doubts: ['several_candidates'] })
    expect(search('5 rue des Glycines Bleues 59280')).toMatchObject({ status: 'to_locate' })
    expect(search('5 rue des Glycines Bleues 59280 Bois-Grenier')).toMatchObject({
      status: 'ok',
      inseeCode: '59088',
    })
  })

  test('59350 is the postal code of Saint-André-lez-Lille, and the INSEE code of Lille', async () => {
    const search = await searching(...rows)
    expect(search('59350')).toMatchObject({ inseeCode: '59527' })
    expect(search('3 rue du Sureau 59350')).toMatchObject({ status: 'ok', inseeCode: '59527' })
    expect(search('2 rue des Trois Hérons 59350 Lille').inseeCode).toBe('59350')
    expect(search('3 rue du Sureau 59350 Lille')).toMatchObject({ status: 'to_locate' })
  })

  test('the other postal codes of Lille lead to it', async () => {
    const search = await searching(
      street('Quai des Libellules', 'lille'),
      street('Quai des Libellules', 'armentieres'),
    )
    for (const code of ['59000', '59160', '59260', '59777', '59800'])
      expect(search(`7 quai des Libellules ${code} Lille`)).toMatchObject({
        status: 'ok',
        inseeCode: '59350',
      })
  })
})

test('trap 2: CEDEX, BP and CS locate nothing, and hide nothing', async () => {
  const search = await searching(
    street('Rue du Vieux Moulinet', 'lille'),
    street('Rue du Vieux Moulinet', 'armentieres'),
  )
  const right = { status: 'ok', inseeCode: '59350', label: '9 Rue du Vieux Moulinet 59000 Lille' }
  expect(search('9 rue du Vieux Moulinet BP 128 59023 LILLE CEDEX')).toMatchObject(right)
  expect(search('9, rue du vieux moulinet CS 70006 59023 Lille Cedex 1')).toMatchObject(right)
  expect(search('Service des aides BP 34 9 rue du Vieux Moulinet 59023 Lille cedex')).toMatchObject(
    right,
  )
  expect(search('BP 9 Rue du Vieux Moulinet 59023 Lille Cedex')).toMatchObject(right)
  expect(search('CS 20001 59040 LILLE CEDEX')).toMatchObject({
    precision: 'municipality',
    inseeCode: '59350',
  })
  expect(search('CS 70006 CEDEX')).toMatchObject({ status: 'not-found' })
})

describe('trap 3: names of communes', () => {
  const rows = [
    street('Rue des Alouettes Grises', 'chapelle'),
    street('Rue des Alouettes Grises', 'armentieres'),
    street('Rue du Sablier', 'marcq'),
    street('Rue du Sablier', 'saintAndre'),
    street('Chemin des Verriers', 'villeneuve'),
    street('Chemin des Verriers', 'montreuil'),
    street('Rue du Gué Fleuri', 'oree'),
  ]
  test.each([
    ["8 rue des Alouettes Grises La Chapelle-d'Armentières", '59143'],
    ['8 rue des alouettes grises chapelle armentieres', '59143'],
    ['8 rue des Alouettes Grises Armentières', '59017'],
    ['8 rue du Sablier Marcq en Baroeul', '59378'],
    ['8 rue du Sablier 59700 Marcq en Barul', '59378'],
    ['8 rue du Sablier St André lès Lille', '59527'],
    ['8 rue du Sablier saint-andre-lez-lille', '59527'],
    ['8 chemin des Verriers villeneuve dascq', '59009'],
    ['8 chemin des Verriers Villeneuve d’Ascq (Nord)', '59009'],
    ['8 chemin des Verriers 62170 Montreuil', '62588'],
    ['8 rue du Gué Fleuri, Amfroipret', '59006'],
  ])('%s is in %s', async (text, inseeCode) => {
    const search = await searching(...rows)
    expect(search(text)).toMatchObject({ status: 'ok', precision: 'housenumber', inseeCode })
  })
})

test('trap 4: the place of a commune is one of its addresses, so never outside it', async () => {
  const rows = street('Rue du Puits Doré', 'comines')
  const search = await searching(rows)
  const positions = rows.map((row) => row.split(';').slice(12, 14).map(Number))
  expect(positions).toContainEqual(search('Comines').position)
})

test('trap 5: the commune is the one the base gives to the address, whatever its neighbour’s contour', async () => {
  const atTheBorder = street('Rue de la Limite', 'boisGrenier').map((row) =>
    row.replace(/2\.8\d+;50\.6\d+/, '2.885000;50.681000'),
  )
  const search = await searching(atTheBorder, street('Rue du Centre Bourg', 'armentieres'))
  expect(search('4 rue de la Limite Bois-Grenier')).toMatchObject({
    status: 'ok',
    inseeCode: '59088',
  })
})

test('trap 6: a CEDEX code never moves an address to the commune of a near postal code', async () => {
  const search = await searching(
    street('Rue du Grand Cormoran', 'lille'),
    street('Rue du Grand Cormoran', 'saintAndre'),
  )
  expect(search('4 rue du Grand Cormoran 59019 LILLE CEDEX')).toMatchObject({
    status: 'ok',
    inseeCode: '59350',
  })
})

describe('trap 7: Belgium starts at the edge of Armentières', () => {
  test.each([
    '4 rue du Héron 7780 Comines Belgique',
    '4 rue du Héron 7780 Comines',
    '4 rue du Héron B-7780 Comines',
    '4 rue du Héron, Comines-Warneton',
    'Rue du Héron 4, 7784 Bas-Warneton (Belgique)',
    '7782 Ploegsteert',
    'Grote Markt 1, 8930 Menen België',
  ])('« %s » is refused, never snapped to the French namesake', async (text) => {
    const search = await searching(street('Rue du Héron', 'comines'))
    const answer = search(text)
    expect(answer).toMatchObject({
      status: 'to_locate',
      doubts: ['foreign'],
      position: null,
      candidates: [],
    })
  })

  test('the French Comines is found, and a street named after a country is a street', async () => {
    const search = await searching(
      street('Rue du Héron', 'comines'),
      street('Rue de Belgique', 'comines'),
    )
    expect(search('4 rue du Héron 59560 Comines (France)')).toMatchObject({
      status: 'ok',
      inseeCode: '59152',
    })
    expect(search('4 rue de Belgique, Comines')).toMatchObject({ status: 'ok', inseeCode: '59152' })
    expect(search('4 rue de Belgique')).toMatchObject({ doubts: ['commune_missing'] })
  })
})
