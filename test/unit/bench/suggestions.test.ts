import { expect, test } from 'vitest'
import type { AddressIndex } from '../../../server/geocoding/offline/address-index.ts'
import { offlineEngine } from '../../bench/geocode-engines.ts'
import { noisyQuestions } from '../../bench/geocode-noise.ts'
import { isSuggested } from '../../bench/geocode-suggestions.ts'
import { eachRow, inventStreets } from '../../bench/invented-addresses.ts'

const streets = inventStreets(3_000, 4)
const questions = noisyQuestions(streets, 13 * 20, 4)
let addresses = 0
for (const street of streets) eachRow(street, () => addresses++)

async function indexOfAll(): Promise<AddressIndex> {
  const built: AddressIndex[] = []
  const work = { streets, n: addresses, questions }
  const { engine } = offlineEngine('offline', work, (index) => built.push(index))
  await engine.build()
  const [index] = built
  if (!index) throw new Error('nothing was built')
  return index
}

test('an address typed without noise is suggested; one of no street is not', async () => {
  const index = await indexOfAll()
  const meant = questions.filter(({ kind }) => kind === 'none')
  expect(meant).toHaveLength(20)
  expect(meant.filter((question) => !isSuggested(index, question))).toEqual([])
  const nowhere = { label: '3 Rue du Nulle-Part-Ailleurs 59000 Lille', postalCode: '59000' }
  expect(isSuggested(index, nowhere)).toBe(false)
})
