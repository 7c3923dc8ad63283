import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { loadOf } from '../../../server/doctors/candidates.ts'
import { addMember } from '../../../server/proposals/service.ts'
import { aBrokeredScene, anOffer, type BrokeredScene } from '../../support/brokered.ts'
import { aDatabase } from '../../support/database.ts'

const database = await aDatabase()

const load = ({ territoryId, clock }: BrokeredScene, availabilityId = '') =>
  loadOf(database.client, { territoryId, availabilityId }, clock.at)
const todos = async () =>
  (await database.client.todo.findMany({ orderBy: { createdAt: 'asc' } })).map(({ kind }) => kind)

const newcomer = {
  lastName: 'Lamercier',
  firstName: 'Basile',
  birthDate: '2026-10-02',
  ald: false,
  canTravel: true,
}
const grow = ({ deps, target, clock }: BrokeredScene) =>
  addMember(deps, target, { key: randomUUID(), member: newcomer }, clock.at)

test('a household that grows while a doctor is asked: the same doctor is asked about everybody', async () => {
  const scene = await aBrokeredScene(database)
  await scene.ask(scene.doctors)
  await grow(scene)
  expect(await scene.living()).toMatchObject({ availabilityId: scene.doctors[0], placesHeld: 2 })
  expect(await scene.read()).toMatchObject({ status: 'proposed', peopleCount: 2 })
})

test('a household that grows where no place is left for the newcomer goes to the next doctor, whole', async () => {
  const scene = await aBrokeredScene(database, { places: 1 })
  await database.client.availability.update({
    where: { id: scene.doctors[2] ?? '' },
    data: { places: 5 },
  })
  await scene.ask(scene.doctors)
  await grow(scene)
  expect(await scene.living()).toMatchObject({ availabilityId: scene.doctors[2], placesHeld: 2 })
})

test('a household that grows after a yes waits again, at its date, and a person is told why', async () => {
  const scene = await anOffer(database)
  await grow(scene)
  expect(await scene.read()).toMatchObject({ status: 'ready', peopleCount: 2 })
  expect(await todos()).toContain('household_grew')
  expect(await load(scene, scene.doctors[0])).toMatchObject({ held: 0 })
})

test('a household that grows once the name is told keeps its doctor, and a person calls the practice', async () => {
  const scene = await anOffer(database)
  await scene.householdSays('agreed')
  await grow(scene)
  expect(await scene.read()).toMatchObject({ status: 'agreed' })
  expect(await todos()).toContain('household_grew')
})

test('« fewer » is believed: the doctor keeps the places they said, and is not asked for more', async () => {
  const scene = await aBrokeredScene(database)
  await grow(scene)
  await scene.ask(scene.doctors)
  await scene.doctorSays({ kind: 'fewer', people: 1 })
  const { places } = await database.client.availability.findUniqueOrThrow({
    where: { id: scene.doctors[0] ?? '' },
  })
  expect(places).toBe(1)
  expect(await scene.living()).toMatchObject({ availabilityId: scene.doctors[1] })
})
