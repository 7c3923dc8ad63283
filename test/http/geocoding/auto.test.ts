import { expect, test } from 'vitest'
import { createGeocoder } from '../../../server/geocoding/auto.ts'
import { aFolder, importRows, street } from '../../unit/geocoding/invented.ts'
import { aHouse, aService, type FakeService, found, status } from './fake-service.ts'

async function auto(service: FakeService, rows: readonly string[] = []) {
  const dataDir = await aFolder()
  if (rows.length > 0) await importRows(dataDir, rows)
  const now = () => new Date('2026-11-22T10:00:00Z')
  return createGeocoder({ engine: 'auto', serviceUrl: service.url, dataDir, now })
}

const text = '4 rue du Sablier 59280 Armentières'

test('the service answers first, and the offline index is not asked', async () => {
  const geocoder = await auto(
    await aService(found(aHouse())),
    street('Rue du Sablier', 'armentieres'),
  )
  expect(await geocoder.search({ text })).toMatchObject({ status: 'ok', source: 'service' })
})

test.each([
  ['is down', status(503)],
  ['finds nothing', found()],
  ['answers another town', found(aHouse({ city: 'Lyon', citycode: '69123', postcode: '69001' }))],
  ['answers a street', found(aHouse({ type: 'street', housenumber: undefined }))],
])('the offline index answers when the service %s', async (_, answer) => {
  const geocoder = await auto(await aService(answer), street('Rue du Sablier', 'armentieres'))
  expect(await geocoder.search({ text })).toMatchObject({ status: 'ok', source: 'offline' })
})

test('without a trusted answer on either side, the better proposal is given', async () => {
  const aStreet = found(aHouse({ type: 'street', housenumber: undefined }))
  const geocoder = await auto(await aService(aStreet), street('Rue du Potier', 'armentieres'))
  expect(await geocoder.search({ text })).toMatchObject({
    status: 'to_locate',
    source: 'service',
    precision: 'street',
    doubts: ['number_not_found'],
  })
})

test('with the service down and no address imported, the commune is proposed and the reason told', async () => {
  const geocoder = await auto(await aService(status(500)))
  expect(await geocoder.search({ text })).toMatchObject({
    status: 'to_locate',
    precision: 'municipality',
    inseeCode: '59017',
    doubts: ['street_not_found', 'service_unavailable'],
  })
})

test('suggestions come from the index when the service is away or has none', async () => {
  const geocoder = await auto(await aService(status(500)), street('Rue du Sablier', 'armentieres'))
  expect(await geocoder.suggest('4 rue du sab', 3)).toMatchObject([
    { label: '4 Rue du Sablier 59280 Armentières' },
  ])
})
