import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { loadOf } from '../../../server/doctors/candidates.ts'
import { HouseholdPaused } from '../../../server/errors.ts'
import { runDue } from '../../../server/jobs/loop.ts'
import { setOnCommonList } from '../../../server/ladder/moving.ts'
import { sendersOf } from '../../../server/messaging/senders.ts'
import { closeRequest } from '../../../server/orientation/service.ts'
import {
  answerOffer,
  careForProposals,
  pauseSearch,
  putBack,
  takeBack,
} from '../../../server/proposals/service.ts'
import { buildJobs } from '../../../server/wiring.ts'
import { aBrokeredScene, anOffer, type BrokeredScene } from '../../support/brokered.ts'
import { aDatabase } from '../../support/database.ts'

const database = await aDatabase()
const { client } = database

const key = () => ({ key: randomUUID() })
const care = ({ deps, clock }: BrokeredScene) => careForProposals(deps, clock.at)
const openKinds = async ({ id }: BrokeredScene) =>
  (await client.todo.findMany({ where: { requestId: id, doneAt: null } })).map(({ kind }) => kind)
const templates = async (where: object) =>
  (await client.message.findMany({ where, orderBy: { createdAt: 'asc' } })).map(
    ({ template }) => template,
  )
const held = ({ territoryId, clock }: BrokeredScene, availabilityId = '') =>
  loadOf(client, { territoryId, availabilityId }, clock.at)

test('a doctor asked again the day a former question was taken back gets a message of their own', async () => {
  const scene = await aBrokeredScene(database)
  const first = [scene.doctors[0] ?? '']
  await scene.ask(first)
  await takeBack(scene.deps, scene.target, key(), scene.clock.at)
  await client.message.updateMany({ data: { status: 'cancelled' } })
  await scene.ask(first)
  expect(await client.message.count({ where: { template: 'doctor_news', status: 'queued' } })).toBe(
    1,
  )
})

test('a doctor whose message failed for good is to be phoned, once', async () => {
  const scene = await aBrokeredScene(database)
  await scene.ask([scene.doctors[0] ?? ''])
  expect(await care(scene)).toMatchObject({ untold: 0 })
  await client.message.updateMany({
    where: { template: 'doctor_news' },
    data: { status: 'failed_permanent' },
  })
  expect(await care(scene)).toMatchObject({ untold: 1 })
  expect(await openKinds(scene)).toContain('call_doctor')
  expect(await care(scene)).toMatchObject({ untold: 0 })
})

test('a doctor is phoned although nobody knows whether a mail of months ago arrived', async () => {
  const scene = await aBrokeredScene(database)
  await scene.ask([scene.doctors[0] ?? ''])
  const failed = await client.message.findFirstOrThrow({ where: { template: 'doctor_news' } })
  const data = { status: 'failed_permanent' as const }
  await client.message.update({ where: { id: failed.id }, data })
  const uncertain = {
    territoryId: scene.territoryId,
    doctorId: failed.doctorId,
    channel: failed.channel,
    template: 'availability_ask',
    status: 'uncertain' as const,
    deliverAfter: scene.clock.at,
  }
  const old = new Date(scene.clock.at.getTime() - 90 * 86_400_000)
  await client.message.create({ data: { ...uncertain, uniqueKey: 'old', createdAt: old } })
  const recent = { ...uncertain, uniqueKey: 'recent', createdAt: scene.clock.at }
  const { id } = await client.message.create({ data: recent })
  expect(await care(scene)).toMatchObject({ untold: 0 })
  await client.message.delete({ where: { id } })
  expect(await care(scene)).toMatchObject({ untold: 1 })
  expect(await openKinds(scene)).toContain('call_doctor')
})

test('the six-monthly question that was to carry a proposal, answered meanwhile, still says that one waits', async () => {
  const scene = await aBrokeredScene(database)
  const { doctorId } = await client.availability.findUniqueOrThrow({
    where: { id: scene.doctors[0] ?? '' },
  })
  await client.message.create({
    data: {
      territoryId: scene.territoryId,
      doctorId,
      uniqueKey: `availability:${doctorId}:2026-12-01:1`,
      channel: 'email',
      template: 'availability_ask',
      ids: { [scene.doctors[0] ?? '']: '2026-12-01', rank: '1' },
      deliverAfter: scene.clock.at,
      createdAt: scene.clock.at,
    },
  })
  await scene.ask([scene.doctors[0] ?? ''])
  expect(await templates({ template: 'doctor_news' })).toEqual([])
  const config = { ...scene.deps.config, smtpUrl: undefined }
  const deps = { ...scene.deps, config }
  await runDue(deps, buildJobs(deps, sendersOf(deps)), scene.clock.at)
  const said = await client.message.findFirstOrThrow({ where: { template: 'availability_ask' } })
  expect(said.status).toBe('delivered')
})

test('a doctor whom no message reaches by the next working day is phoned once the household agreed', async () => {
  const scene = await anOffer(database)
  await client.doctor.updateMany({ data: { email: null } })
  await scene.householdSays('agreed')
  expect(await openKinds(scene)).toContain('warn_doctor')
})

test('a solution that the team takes back is told to the household, which begins again at its date', async () => {
  const scene = await anOffer(database)
  await scene.householdSays('agreed')
  await putBack(scene.deps, scene.target, key(), scene.clock.at)
  expect(await scene.read()).toMatchObject({ status: 'ready' })
  expect(await templates({ requestId: scene.id })).toContain('solution_gone')
  expect(await held(scene, scene.doctors[0])).toMatchObject({ held: 0, taken: 0 })
})

test('a household that found by itself is not looked for any more', async () => {
  const scene = await anOffer(database)
  const patient = { ...scene.target, actor: { kind: 'patient' as const, id: scene.id } }
  const answer = { ...key(), answer: 'refused' as const, reason: 'found' as const }
  await answerOffer(scene.deps, patient, answer, scene.clock.at)
  expect(await scene.read()).toMatchObject({ status: 'closed', closeReason: 'found_alone' })
  expect(await templates({ template: 'wider_ask' })).toEqual([])
  expect(await held(scene, scene.doctors[0])).toMatchObject({ held: 0 })
})

test('nothing is held, asked nor said during a pause, and nothing is lost', async () => {
  const scene = await anOffer(database)
  await pauseSearch(scene.deps, scene.target, '2027-01-24', scene.clock.at)
  expect(await scene.read()).toMatchObject({
    status: 'ready',
    nextStepOn: new Date('2027-01-25T00:00:00Z'),
  })
  expect(await held(scene, scene.doctors[0])).toMatchObject({ held: 0 })
  await expect(scene.ask(scene.doctors)).rejects.toBeInstanceOf(HouseholdPaused)
  const before = await client.message.count()
  scene.wait(20)
  await care(scene)
  expect(await client.message.count()).toBe(before)
  await pauseSearch(scene.deps, scene.target, null, scene.clock.at)
  await scene.ask(scene.doctors)
  expect(await scene.read()).toMatchObject({ status: 'proposed' })
})

test('« oui » then « non » on the same page: the last word counts, and nothing is refused', async () => {
  const scene = await anOffer(database)
  const patient = { ...scene.target, actor: { kind: 'patient' as const, id: scene.id } }
  const press = key()
  await answerOffer(scene.deps, patient, { ...press, answer: 'agreed' }, scene.clock.at)
  await answerOffer(scene.deps, patient, { ...press, answer: 'refused' }, scene.clock.at)
  expect(await scene.read()).toMatchObject({ status: 'ready' })
})

test('a late yes is weighed by a person before a third doctor is asked', async () => {
  const scene = await aBrokeredScene(database)
  await scene.ask(scene.doctors)
  const proposalId = (await scene.living())?.id ?? ''
  scene.wait(9)
  await care(scene)
  expect(await scene.doctorSays({ kind: 'yes' }, { proposalId })).toBe('late')
  expect(await openKinds(scene)).toContain('late_yes')
  await scene.doctorSays({ kind: 'no', reason: 'other' })
  expect(await scene.proposals()).toHaveLength(2)
  expect(await scene.read()).toMatchObject({ status: 'ready' })
  expect(await openKinds(scene)).toContain('late_yes')
})

test('a yes that nobody announced gives its place back in the end, and the request goes on', async () => {
  const scene = await aBrokeredScene(database)
  await scene.ask([scene.doctors[0] ?? ''])
  await scene.doctorSays({ kind: 'yes' })
  scene.wait(10)
  expect(await care(scene)).toMatchObject({ untold: 0 })
  scene.wait(6)
  expect(await care(scene)).toMatchObject({ untold: 1 })
  expect(await scene.read()).toMatchObject({ status: 'ready' })
  expect(await held(scene, scene.doctors[0])).toMatchObject({ held: 0 })
})

test('a doctor who takes a yes back leaves the place to the next one chosen, and is not asked again', async () => {
  const scene = await anOffer(database)
  expect(await scene.doctorSays({ kind: 'no', reason: 'age' })).toBe('kept')
  expect(await scene.read()).toMatchObject({ status: 'proposed' })
  expect(await scene.living()).toMatchObject({ availabilityId: scene.doctors[1] })
  const [first] = await scene.proposals()
  expect(first).toMatchObject({ status: 'declined', declineReason: 'age' })
})

test('a household that only a person can reach is to be phoned when others get their reminder', async () => {
  const scene = await aBrokeredScene(database, { form: { canal: 'telephone' } })
  await scene.ask(scene.doctors)
  await scene.doctorSays({ kind: 'yes' })
  await scene.tell()
  scene.wait(5)
  expect(await care(scene)).toMatchObject({ reminded: 1 })
  expect(await openKinds(scene)).toContain('call_household')
  expect(await care(scene)).toMatchObject({ reminded: 0 })
})

test('a request closed while on the common list, then reopened, is not on it any more', async () => {
  const scene = await aBrokeredScene(database)
  await setOnCommonList(scene.deps, scene.target, { ...key(), isOn: true }, scene.clock.at)
  await closeRequest(scene.deps, scene.target, { reason: 'withdrawn' }, scene.clock.at)
  await putBack(scene.deps, scene.target, key(), scene.clock.at)
  expect(await client.ladder.findFirstOrThrow()).toMatchObject({ rung: 'radius' })
})
