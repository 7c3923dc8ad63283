import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { runDue } from '../../../server/jobs/loop.ts'
import { askWider } from '../../../server/ladder/moving.ts'
import { closeCircuit } from '../../../server/messaging/circuit-store.ts'
import { sendersOf } from '../../../server/messaging/senders.ts'
import { careForProposals, takeBack } from '../../../server/proposals/service.ts'
import { buildJobs } from '../../../server/wiring.ts'
import { aBrokeredScene, anOffer, type BrokeredScene } from '../../support/brokered.ts'
import { aDatabase } from '../../support/database.ts'

const database = await aDatabase()
const { client } = database
const MIDNIGHT = new Date('2026-11-28T23:00:00Z')
const AT_8 = new Date('2026-11-29T07:00:00Z')

/** What is due leaves, as a worker without any provider does it. */
function deliver({ deps, clock }: BrokeredScene) {
  const local = { ...deps, config: { ...deps.config, smtpUrl: undefined } }
  const jobs = buildJobs(local, sendersOf(local)).filter(({ name }) => name === 'deliver')
  return runDue(local, jobs, clock.at)
}

const told = (template: string) => client.message.findFirstOrThrow({ where: { template } })

test('a stay that ends at midnight is told to the household in the morning, Sundays too', async () => {
  const scene = await anOffer(database)
  await client.availability.updateMany({ data: { endsOn: new Date('2026-11-28') } })
  scene.clock.at = MIDNIGHT
  expect(await careForProposals(scene.deps, scene.clock.at)).toMatchObject({ gone: 1 })
  await deliver(scene)
  expect(await told('solution_gone')).toMatchObject({ status: 'queued', deliverAfter: AT_8 })
  scene.clock.at = AT_8
  await deliver(scene)
  expect(await told('solution_gone')).toMatchObject({ status: 'delivered' })
})

test('what a coordinator takes back, or asks, at any hour is said at once', async () => {
  const scene = await anOffer(database)
  scene.clock.at = MIDNIGHT
  await takeBack(scene.deps, scene.target, { key: randomUUID() }, scene.clock.at)
  await askWider(scene.deps, scene.target, { key: randomUUID() }, scene.clock.at)
  await deliver(scene)
  expect(await told('solution_gone')).toMatchObject({ status: 'delivered' })
  expect(await told('wider_ask')).toMatchObject({ status: 'delivered' })
})

test('a provider that comes back at night wakes nobody with the questions it held', async () => {
  const scene = await aBrokeredScene(database)
  const late = new Date(AT_8.getTime() + 86_400_000)
  const held = { provider: 'smtp', status: 'failed_temporary' as const, attempts: 2 }
  await client.message.updateMany({
    data: { ...held, template: 'still_waiting', deliverAfter: late },
  })
  scene.clock.at = MIDNIGHT
  await database.transaction((tx) => closeCircuit(tx, 'smtp', MIDNIGHT))
  await client.message.updateMany({ data: { ids: {} } })
  await deliver(scene)
  const waiting = await told('still_waiting')
  expect(waiting).toMatchObject({ status: 'failed_temporary', deliverAfter: AT_8, attempts: 2 })
})
