import { describe, expect, test } from 'vitest'
import { createServiceGeocoder } from '../../../server/geocoding/service.ts'
import { aHouse, aService, type FakeService, found, status } from './fake-service.ts'

const text = '4 rue du Sablier 59280 Armentières'
const start = Date.parse('2026-11-22T10:00:00Z')

function geocoderOf({ url }: FakeService) {
  let seconds = 0
  const geocoder = createServiceGeocoder({ url, now: () => new Date(start + seconds * 1000) })
  const wait = (more: number) => {
    seconds += more
  }
  return { ...geocoder, wait }
}

test('B6: a house found in its commune is trusted, with its codes and its position', async () => {
  const service = await aService(found(aHouse({ oldcitycode: '59017' })))
  expect(await geocoderOf(service).search({ text })).toMatchObject({
    status: 'ok',
    source: 'service',
    precision: 'housenumber',
    inseeCode: '59017',
    postalCode: '59280',
    position: [2.88, 50.68],
    doubts: [],
  })
})

test('the service receives the address and nothing else', async () => {
  const service = await aService(found(aHouse()))
  await geocoderOf(service).search({
    text: 'chez Mme Inventée, 4 rue du Sablier, tél. 06 39 98 12 34',
    postalCode: '59280',
    commune: 'Armentières',
  })
  const [asked] = service.asked
  expect(asked?.pathname).toBe('/geocodage/search')
  expect(Object.fromEntries(asked?.searchParams ?? [])).toEqual({
    q: '4 rue du Sablier, tél., 59280 Armentières',
    index: 'address',
    limit: '6',
    autocomplete: '0',
  })
})

describe('an answer of the service is not believed because it has a good score', () => {
  test.each([
    [
      'a street for a house number',
      aHouse({ type: 'street', housenumber: undefined, name: 'Rue du Sablier' }),
      'number_not_found',
    ],
    ['another number', aHouse({ housenumber: '14' }), 'number_not_found'],
    ['the same number bis', aHouse({ housenumber: '4bis' }), 'number_not_found'],
    [
      'another town',
      aHouse({ city: 'Lyon', citycode: '69123', postcode: '69001' }, [4.83, 45.76]),
      'commune_uncertain',
    ],
    [
      'another postal code',
      aHouse({ city: 'Houplines', citycode: '59317', postcode: '59116' }),
      'postal_code_differs',
    ],
    ['another street', aHouse({ street: 'Rue du Potier' }), 'street_uncertain'],
    ['another type of street', aHouse({ street: 'Avenue du Sablier' }), 'type_differs'],
    ['the commune only', aHouse({ type: 'municipality', name: 'Armentières' }), 'street_not_found'],
  ] as const)('%s', async (_, feature, doubt) => {
    const service = await aService(found(feature))
    const answer = await geocoderOf(service).search({ text })
    expect(answer.status).toBe('to_locate')
    expect(answer.doubts).toContain(doubt)
  })

  test('a position on another continent is no place at all', async () => {
    const service = await aService(found(aHouse({}, [-73.9, 40.7])))
    expect(await geocoderOf(service).search({ text })).toMatchObject({
      status: 'not-found',
      candidates: [],
    })
  })

  test('two equal places: a person decides', async () => {
    const service = await aService(found(aHouse(), aHouse({ id: 'other' }, [2.89, 50.69])))
    const answer = await geocoderOf(service).search({ text })
    expect(answer).toMatchObject({ status: 'to_locate', doubts: ['several_candidates'] })
    expect(answer.candidates).toHaveLength(2)
  })

  test('no commune in the query: whatever is found, a person decides', async () => {
    const service = await aService(found(aHouse()))
    const answer = await geocoderOf(service).search({ text: '4 rue du Sablier' })
    expect(answer).toMatchObject({
      status: 'to_locate',
      doubts: expect.arrayContaining(['commune_missing']),
    })
  })

  test('a name borne by several communes of France needs its postal code', async () => {
    const inNord = aHouse({ city: 'Bailleul', citycode: '59043', postcode: '59270' })
    const service = await aService(found(inNord))
    expect(await geocoderOf(service).search({ text: '4 rue du Sablier Bailleul' })).toMatchObject({
      status: 'to_locate',
    })
    expect(
      await geocoderOf(service).search({ text: '4 rue du Sablier 59270 Bailleul' }),
    ).toMatchObject({ status: 'ok' })
  })

  test('nothing found, or a query it cannot read, is not a failure', async () => {
    const service = await aService(found())
    const geocoder = geocoderOf(service)
    expect(await geocoder.search({ text })).toMatchObject({ status: 'not-found' })
    service.answer = status(400, '{"code":400}')
    for (let i = 0; i < 8; i++)
      expect(await geocoder.search({ text })).toMatchObject({ status: 'not-found' })
  })
})

test('a foreign address and an empty one are not sent', async () => {
  const service = await aService(found(aHouse()))
  const geocoder = geocoderOf(service)
  expect(await geocoder.search({ text: '4 rue du Sablier 7780 Comines, Belgique' })).toMatchObject({
    status: 'to_locate',
    doubts: ['foreign'],
  })
  expect(await geocoder.search({ text: ' , ' })).toMatchObject({ status: 'not-found' })
  expect(service.asked).toEqual([])
})

describe('a service that is down, late or lying is unavailable', () => {
  test.each([
    ['an error 500', status(500, 'oops')],
    ['a refusal 429', status(429, '', { 'retry-after': '5' })],
    ['an error 403', status(403, 'forbidden')],
    ['a web page with a status 200', status(200, '<!doctype html><title>Portail</title>')],
    ['an empty body', status(200, '')],
    ['another JSON', status(200, '{"features":[{"geometry":null}]}')],
    ['a position out of the world', found(aHouse({}, [500, 50]))],
    ['a redirection elsewhere', status(302, '', { location: 'http://127.0.0.1:9/' })],
  ])('%s', async (_, answer) => {
    const service = await aService(answer)
    const asked = geocoderOf(service).search({ text })
    await expect(asked).rejects.toMatchObject({ name: 'GeocoderUnavailable', retryable: true })
  })

  test('nobody listens', async () => {
    const service = await aService(status(200))
    await service.stop()
    await expect(geocoderOf(service).search({ text })).rejects.toMatchObject({
      name: 'GeocoderUnavailable',
    })
  })

  test('an answer after three seconds: given up after two', async () => {
    const service = await aService((request, response) => {
      setTimeout(() => found(aHouse())(request, response), 3000).unref()
    })
    await expect(geocoderOf(service).search({ text })).rejects.toMatchObject({
      name: 'GeocoderUnavailable',
    })
  })

  test('a caller who leaves is not a failure of the service', async () => {
    const service = await aService(() => undefined)
    const leaving = new AbortController()
    const asked = geocoderOf(service).search({ text }, leaving.signal)
    leaving.abort(new Error('left'))
    await expect(asked).rejects.toThrow('left')
  })
})

test('after five failures in a row the service is left alone, then probed once every thirty seconds', async () => {
  const service = await aService(status(503))
  const geocoder = geocoderOf(service)
  for (let i = 0; i < 9; i++)
    await expect(geocoder.search({ text })).rejects.toMatchObject({ retryable: true })
  expect(service.asked).toHaveLength(5)
  geocoder.wait(30)
  await expect(geocoder.search({ text })).rejects.toMatchObject({ retryable: true })
  await expect(geocoder.search({ text })).rejects.toMatchObject({ retryable: true })
  expect(service.asked).toHaveLength(6)
  geocoder.wait(30)
  service.answer = found(aHouse())
  expect(await geocoder.search({ text })).toMatchObject({ status: 'ok' })
  expect(await geocoder.search({ text })).toMatchObject({ status: 'ok' })
})

test('suggestions come from the service as it gives them', async () => {
  const service = await aService(found(aHouse()))
  const suggestions = await geocoderOf(service).suggest('4 rue du sab', 3)
  expect(suggestions).toMatchObject([
    { label: '4 Rue du Sablier 59280 Armentières', name: '4 Rue du Sablier', housenumber: '4' },
  ])
  expect(service.asked[0]?.searchParams.get('autocomplete')).toBe('1')
})
