import { expect, test } from 'vitest'
import { addressAlone } from '../../../server/geocoding/reading/address-alone.ts'
import { wholeText } from '../../../server/geocoding/reading/clean.ts'
import { searching, street } from './invented.ts'

const address = '3 rue du Sureau 59350 Saint-André-lez-Lille'

test('what stands beyond the 500th character changes nothing to an answer', async () => {
  const search = await searching(street('Rue du Sureau', 'saintAndre'))
  const short = search(address)
  expect(short).toMatchObject({ status: 'ok', precision: 'housenumber' })
  const padding = ' '.repeat(490 - address.length)
  expect(search(`${address}${padding}, Belgique`)).toMatchObject({ doubts: ['foreign'] })
  expect(search(`${address}${padding}${padding}, Belgique`)).toEqual(short)
})

test('no part of a query is read beyond 500 characters, whoever is asked', () => {
  const long = 'a'.repeat(20_000)
  const query = { text: long, postalCode: long, commune: long }
  expect(wholeText(query).length).toBe(3 * 500 + ', '.length + ' '.length)
  expect(addressAlone({ text: long }).length).toBe(500)
})
