import { describe, expect, test } from 'vitest'
import { aDatabase } from '../../support/database.ts'
import {
  aDoctorScene,
  aHouseholdSent,
  changes,
  MINUTE_MS,
  pageForm,
  type Scene,
} from './support.ts'

const database = await aDatabase()
const { client } = database

function availability({ availabilityId: id }: Pick<Scene, 'availabilityId'>) {
  return client.availability.findUniqueOrThrow({ where: { id } })
}

/** A homebound household of one agrees to the doctor, a minute before now. */
async function anAgreement(scene: Scene): Promise<void> {
  const { territoryId, availabilityId, clock } = scene
  const requestId = await aHouseholdSent(scene)
  await client.shortlist.deleteMany()
  await client.orientationRequest.update({ where: { id: requestId }, data: { status: 'agreed' } })
  await client.proposal.create({
    data: {
      territoryId,
      requestId,
      availabilityId,
      status: 'accepted',
      placesHeld: 1,
      homeVisitHeld: 1,
      askedAt: clock.at,
      expiresAt: clock.at,
      answeredAt: clock.at,
      householdAnswer: 'agreed',
      householdAnsweredAt: clock.at,
    },
  })
  clock.at = new Date(clock.at.getTime() + MINUTE_MS)
}

describe('places taken since the last confirmation', () => {
  test('B39: home visits that were taken are not given back by « rien n’a changé »', async () => {
    const scene = await aDoctorScene(database, { doctor: { places: 4, homeVisitPlaces: 3 } })
    await anAgreement(scene)
    expect((await scene.doctor.get(scene.path)).text).toContain('2 places, partout')
    const form = await pageForm(scene.doctor, scene.path, { action: 'inchange' })
    await scene.doctor.post(scene.path, form).expect(303)
    expect(await availability(scene)).toMatchObject({ places: 3, homeVisitPlaces: 2 })
  })

  test('figures typed while somebody took a place are not written over it: the page says what is left', async () => {
    const scene = await aDoctorScene(database, { doctor: { places: 2 } })
    const { doctor, path } = scene
    const form = await pageForm(doctor, path, changes(scene, { places: '2' }))
    await anAgreement(scene)
    const { text } = await doctor.post(path, form).expect(409)
    expect(text).toContain('Vos places ont changé pendant que cette page était ouverte')
    expect(text).toContain('1 place')
    expect((await availability(scene)).places).toBe(2)
    const again = await pageForm(doctor, path, changes(scene, { places: '1' }))
    await doctor.post(path, again).expect(303)
    expect((await availability(scene)).places).toBe(1)
  })

  test('« Rien n’a changé » stays one press when somebody took a place meanwhile', async () => {
    const scene = await aDoctorScene(database, { doctor: { places: 2 } })
    const form = await pageForm(scene.doctor, scene.path, { action: 'inchange' })
    await anAgreement(scene)
    await scene.doctor.post(scene.path, form).expect(303)
    expect((await availability(scene)).places).toBe(1)
  })
})
