import { expect, test } from 'vitest'
import { createOfflineGeocoder } from '../../../server/geocoding/offline/geocoder.ts'
import { aFolder, importRows, street } from './invented.ts'

async function suggesting() {
  const dataDir = await aFolder()
  await importRows(dataDir, [
    ...street('Rue du Sablier Doré', 'armentieres'),
    ...street('Rue du Sablier Doré', 'lille'),
    ...street('Place du Sabotier', 'armentieres', [7]),
    ...street('Rue Auguste Lampion', 'marcq', [1, 3, '3 bis']),
  ])
  const geocoder = createOfflineGeocoder(dataDir)
  return async (text: string, limit = 5) =>
    (await geocoder.suggest(text, limit)).map(({ label }) => label)
}

test('a street whose beginning is typed is offered, in the largest commune first', async () => {
  const suggest = await suggesting()
  expect(await suggest('rue du sabl')).toEqual([
    'Rue du Sablier Doré 59000 Lille',
    'Rue du Sablier Doré 59280 Armentières',
  ])
  expect(await suggest('sabo')).toEqual(['Place du Sabotier 59280 Armentières'])
  expect(await suggest('lamp')).toEqual(['Rue Auguste Lampion 59700 Marcq-en-Barœul'])
})

test('a number, a postal code or the beginning of a commune narrow the suggestions', async () => {
  const suggest = await suggesting()
  expect(await suggest('5 rue du sablier doré arm')).toEqual([
    '5 Rue du Sablier Doré 59280 Armentières',
  ])
  expect(await suggest('rue du sabl 59280')).toEqual(['Rue du Sablier Doré 59280 Armentières'])
  expect(await suggest('3 bis rue auguste lam')).toEqual([
    '3 bis Rue Auguste Lampion 59700 Marcq-en-Barœul',
  ])
  expect(await suggest('99 rue auguste lam')).toEqual(['Rue Auguste Lampion 59700 Marcq-en-Barœul'])
})

test('a commune comes before the streets that bear its name', async () => {
  const suggest = await suggesting()
  expect((await suggest('marc'))[0]).toBe('Marcq-en-Barœul')
  expect(await suggest('lil', 1)).toEqual(['Lille'])
})

test.each(['', ' ', '1', 'r', '06 39 98 12 34', '???'])('« %s » suggests nothing', async (text) => {
  const suggest = await suggesting()
  expect(await suggest(text)).toEqual([])
})

test('without any address, communes are suggested', async () => {
  const geocoder = createOfflineGeocoder(await aFolder())
  const [first] = await geocoder.suggest('armenti', 3)
  expect(first).toMatchObject({
    label: 'Armentières',
    inseeCode: '59017',
    position: null,
    housenumber: null,
  })
})
