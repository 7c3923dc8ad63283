import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { takeFromCommonList } from '../../../server/common-list/service.ts'
import { setOnCommonList } from '../../../server/ladder/moving.ts'
import {
  addMember,
  careForProposals,
  pauseSearch,
  takeBack,
} from '../../../server/proposals/service.ts'
import { aBrokeredScene, anOffer, type BrokeredScene, DOCTOR } from '../../support/brokered.ts'
import { aDatabase } from '../../support/database.ts'

const database = await aDatabase()
const { client } = database

const key = () => ({ key: randomUUID() })
const rung = async () => (await client.ladder.findFirst())?.rung ?? 'radius'
const asked = () => client.message.count({ where: { template: 'wider_ask' } })
const kinds = async () => (await client.todo.findMany()).map(({ kind }) => kind)
const newcomer = {
  lastName: 'Lamercier',
  firstName: 'Basile',
  birthDate: '2026-10-02',
  ald: false,
  canTravel: true,
}
const grow = ({ deps, target, clock }: BrokeredScene) =>
  addMember(deps, target, { ...key(), member: newcomer }, clock.at)

test('a page left open on a former solution agrees to no other: it says that the request moved on', async () => {
  const scene = await anOffer(database)
  const visitor = scene.visitor()
  const shown = (await visitor.get(scene.link)).text
  const solution = /name="solution" value="([^"]+)"/.exec(shown)?.[1] ?? ''
  await scene.doctorSays({ kind: 'no', reason: 'other' })
  await scene.doctorSays({ kind: 'yes' })
  await scene.tell()
  const form = { cle: randomUUID(), reponse: 'oui', solution }
  const answered = await visitor.post(`${scene.link}/reponse`, form).expect(303)
  expect(answered.headers.location).toContain('note=depasse')
  expect(await scene.read()).toMatchObject({ status: 'offered', orientedAt: null })
})

test('a doctor who says no, then yes: a person may ask them again', async () => {
  const scene = await aBrokeredScene(database)
  const first = [scene.doctors[0] ?? '']
  await scene.ask(first)
  const proposalId = (await scene.living())?.id ?? ''
  await scene.doctorSays({ kind: 'no', reason: 'other' })
  expect(await scene.doctorSays({ kind: 'yes' }, { proposalId })).toBe('late')
  await scene.ask(first)
  expect(await scene.read()).toMatchObject({ status: 'proposed' })
})

test('« not now » holds until the day that the doctor gave, and no longer', async () => {
  const scene = await aBrokeredScene(database)
  await scene.ask([scene.doctors[0] ?? ''])
  await scene.doctorSays({ kind: 'later', from: '2026-12-04' })
  scene.clock.at = new Date('2026-12-04T10:00:00Z')
  await scene.ask([scene.doctors[0] ?? ''])
  expect(await scene.read()).toMatchObject({ status: 'proposed' })
})

test('« complet », said after the date, is believed', async () => {
  const scene = await aBrokeredScene(database)
  await scene.ask([scene.doctors[0] ?? ''])
  const proposalId = (await scene.living())?.id ?? ''
  scene.wait(9)
  await careForProposals(scene.deps, scene.clock.at)
  expect(await scene.doctorSays({ kind: 'no', reason: 'full' }, { proposalId })).toBe('late')
  const { places } = await client.availability.findUniqueOrThrow({
    where: { id: scene.doctors[0] ?? '' },
  })
  expect(places).toBe(0)
})

test('what the team takes back was not asked in vain: the household is not asked to go farther', async () => {
  const scene = await aBrokeredScene(database, { kms: [1] })
  await scene.ask(scene.doctors)
  await takeBack(scene.deps, scene.target, key(), scene.clock.at)
  expect([await rung(), await asked()]).toEqual(['radius', 0])
})

test('a household that grows after a yes nobody told it of: a person knows, and nobody is asked to go farther', async () => {
  const scene = await aBrokeredScene(database, { kms: [1] })
  await scene.ask(scene.doctors)
  await scene.doctorSays({ kind: 'yes' })
  await grow(scene)
  expect([await rung(), await asked()]).toEqual(['radius', 0])
  expect(await kinds()).toContain('household_grew')
})

test('a household that grows while a doctor is asked: the same one is asked, even where a person decides what follows', async () => {
  const scene = await aBrokeredScene(database, { settings: { movesOnTo: 'coordinator' } })
  await scene.ask(scene.doctors)
  await grow(scene)
  expect(await scene.living()).toMatchObject({ availabilityId: scene.doctors[0], placesHeld: 2 })
})

test('a paused household cannot be taken from the common list, and keeps its days there', async () => {
  const scene = await aBrokeredScene(database)
  const { deps, target, territoryId, clock } = scene
  await setOnCommonList(deps, target, { ...key(), isOn: true }, clock.at)
  await pauseSearch(deps, target, '2027-01-24', clock.at)
  const { doctorId } = await client.availability.findUniqueOrThrow({
    where: { id: scene.doctors[0] ?? '' },
  })
  const taking = { ...key(), territoryId, doctorId, actor: DOCTOR, requestId: scene.id }
  expect(await takeFromCommonList(deps, taking, clock.at)).toBe('gone')
  clock.at = new Date('2027-01-25T10:00:00Z')
  await careForProposals(deps, clock.at)
  expect(await rung()).toBe('common_list')
  expect(await scene.read()).toMatchObject({ nextStepOn: new Date('2027-02-24T00:00:00Z') })
})
