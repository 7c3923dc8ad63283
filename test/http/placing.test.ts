import { describe, expect, test } from 'vitest'
import { GeocoderUnavailable } from '../../server/geocoding/rules.ts'
import { relocateHomes } from '../../server/orientation/relocate.ts'
import { aDeps, aForm, aGeocoder, anAnswer, anApp } from '../support/app.ts'
import { aDatabase } from '../support/database.ts'
import { aTerritory, signIn } from '../support/people.ts'

const database = await aDatabase()

function theRequest() {
  return database.client.orientationRequest.findFirstOrThrow()
}

async function submit(fields: Record<string, string> = {}, geocoder = aGeocoder()) {
  const deps = aDeps(database, { geocoder })
  await aTerritory(deps)
  return anApp(deps).visitor().post('/questionnaire', aForm(fields))
}

describe('T-08: the geocoder never blocks the questionnaire', () => {
  test.each([
    ['is down', () => Promise.reject(new GeocoderUnavailable('refused'))],
    [
      'finds nothing',
      async () => anAnswer({ status: 'not-found', precision: null, position: null }),
    ],
    [
      'finds the street only',
      async () =>
        anAnswer({ status: 'to_locate', precision: 'street', doubts: ['number_not_found'] }),
    ],
    [
      'finds another postal code',
      async () => anAnswer({ status: 'to_locate', doubts: ['postal_code_differs'] }),
    ],
  ])('when it %s, the request is stored to be located by a person', async (_case, answer) => {
    const sent = await submit({}, aGeocoder(answer))
    expect(sent.status).toBe(303)
    expect(await theRequest()).toMatchObject({ status: 'to_locate' })
  })
})

test('T-08: a home that came in while the geocoder was away is placed once it is back', async () => {
  let isAway = true
  const geocoder = aGeocoder(async () => {
    if (isAway) throw new GeocoderUnavailable('refused')
    return anAnswer()
  })
  const deps = aDeps(database, { geocoder })
  await aTerritory(deps)
  await anApp(deps).visitor().post('/questionnaire', aForm()).expect(303)
  expect(await relocateHomes(deps, deps.now())).toEqual({ asked: 0, placed: 0 })
  isAway = false
  expect(await relocateHomes(deps, deps.now())).toEqual({ asked: 1, placed: 1 })
  expect(await theRequest()).toMatchObject({ status: 'ready', verdict: 'inside' })
})

describe('B6: the territory', () => {
  test('a home in another commune is outside, and is told who follows it', async () => {
    const deps = aDeps(database, {
      geocoder: aGeocoder(
        anAnswer({ inseeCode: '59152', commune: 'Comines', position: [3.0, 50.76] }),
      ),
    })
    await aTerritory(deps)
    const visitor = anApp(deps).visitor()
    const sent = await visitor.post('/questionnaire', aForm({ commune: 'Comines' }))
    const page = await visitor.get(sent.headers.location ?? '')
    expect(await theRequest()).toMatchObject({ status: 'outside' })
    expect(page.text).toContain('CPTS voisine (exemple)')
    expect(page.text).toContain('tel:+33353010025')
  })

  test('a home within a hundred metres of the limit waits for a person', async () => {
    await submit({}, aGeocoder(anAnswer({ position: [3.06, 50.6595] })))
    expect(await theRequest()).toMatchObject({ status: 'to_locate', verdict: 'to_verify' })
  })

  test('someone who already sees the same doctor takes no place', async () => {
    await submit({ deja_suivi: 'oui' })
    expect(await theRequest()).toMatchObject({ status: 'already_followed' })
  })
})

test('a household that a person puts outside is told who follows it', async () => {
  const deps = aDeps(database, { geocoder: aGeocoder(anAnswer({ position: [3.06, 50.6595] })) })
  await aTerritory(deps)
  const visitor = anApp(deps).visitor()
  await visitor.post('/questionnaire', aForm()).expect(303)
  await signIn(deps, visitor)
  const { id } = await theRequest()
  const decision = { verdict: 'outside', raison_verdict: 'La façade donne sur la rue voisine' }
  await visitor.post(`/coordination/demandes/${id}/territoire`, decision).expect(303)
  expect(await theRequest()).toMatchObject({ status: 'outside', verdict: 'outside' })
  const templates = await database.client.message.findMany({ select: { template: true } })
  expect(templates.map(({ template }) => template).sort()).toEqual([
    'request_outside',
    'request_received',
  ])
})
