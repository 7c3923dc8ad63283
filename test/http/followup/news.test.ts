import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { RequestStatus } from '../../../prisma/generated/enums.ts'
import { followUp } from '../../../server/followup/care.ts'
import { composeMessage } from '../../../server/letters/compose.ts'
import type { ClaimedMessage } from '../../../server/messaging/rules.ts'
import { closeRequest, moveByHand } from '../../../server/orientation/service.ts'
import { putBack } from '../../../server/proposals/service.ts'
import { aBrokeredScene, COORDINATOR } from '../../support/brokered.ts'
import { aDatabase } from '../../support/database.ts'
import { aScene, type Scene, send, theRequest } from '../../support/scene.ts'

const database = await aDatabase()
const { client } = database

const MOVED = ['searching', 'request_news', 'declared_thanks', 'request_closed']

/** What is said of its moves in the evening, as the request then stands. */
async function saidInTheEvening({ deps }: Scene): Promise<string[]> {
  const messages = await client.message.findMany({ where: { template: { in: MOVED } } })
  const said: string[] = []
  for (const message of messages) {
    expect(message.deliverAfter.toISOString()).toBe('2026-11-24T17:00:00.000Z')
    const letter = await composeMessage(deps, message as ClaimedMessage, message.deliverAfter)
    if (letter) said.push(message.template)
  }
  return said
}

const targetOf = ({ id, territoryId }: Scene) => ({ id, territoryId, actor: COORDINATOR })

test('B7: the moves of one day are one message in the evening, and only what is still true', async () => {
  const scene = await aScene(database)
  await moveByHand(scene.deps, targetOf(scene), 'to_locate', scene.clock.at)
  await putBack(scene.deps, targetOf(scene), { key: randomUUID() }, scene.clock.at)
  await moveByHand(scene.deps, targetOf(scene), 'to_locate', scene.clock.at)
  await putBack(scene.deps, targetOf(scene), { key: randomUUID() }, scene.clock.at)
  expect(await saidInTheEvening(scene)).toEqual(['searching'])
  await send(scene)
  expect(await saidInTheEvening(scene)).toEqual([])
})

test('B7: refused by all, the household is told that the search goes on', async () => {
  const scene = await aScene(database)
  await send(scene)
  const refused = { cle: randomUUID(), suite: 'refuse', medecin: 'tous' }
  await scene.patient.post(`${scene.link}/suite`, refused).expect(303)
  expect(await saidInTheEvening(scene)).toEqual(['searching'])
})

test('what an outage held back is said no more once it is not true', async () => {
  const scene = await aScene(database)
  const said = async (template: string) => {
    const message = await client.message.findFirstOrThrow({ where: { template } })
    return (await composeMessage(scene.deps, message as ClaimedMessage, scene.clock.at)) !== null
  }
  const becomes = (status: RequestStatus) =>
    client.orientationRequest.updateMany({ data: { status } })
  await send(scene)
  expect(await said('shortlist')).toBe(true)
  await becomes('ready')
  expect(await said('shortlist')).toBe(false)
  await client.message.updateMany({ data: { template: 'request_outside' } })
  await becomes('outside')
  expect(await said('request_outside')).toBe(true)
  await becomes('ready')
  expect(await said('request_outside')).toBe(false)
  await client.message.updateMany({ data: { template: 'solution_gone', ids: {} } })
  expect(await said('solution_gone')).toBe(true)
  await becomes('offered')
  expect(await said('solution_gone')).toBe(false)
})

test('a request that is closed says so in neutral words, its reason on the page alone; once reopened, no more', async () => {
  const scene = await aScene(database)
  await closeRequest(scene.deps, targetOf(scene), { reason: 'moved' }, scene.clock.at)
  expect(await saidInTheEvening(scene)).toEqual(['request_closed'])
  const message = await client.message.findFirstOrThrow({ where: { template: 'request_closed' } })
  const letter = await composeMessage(scene.deps, message as ClaimedMessage, scene.clock.at)
  expect(JSON.stringify(letter)).not.toMatch(/déménag|Lille, 59|Jeanne/)
  expect((await scene.patient.get(scene.link)).text).toContain('Vous avez déménagé')
  await putBack(scene.deps, targetOf(scene), { key: randomUUID() }, scene.clock.at)
  expect(await theRequest(database)).toMatchObject({ status: 'ready' })
  expect(await saidInTheEvening(scene)).toEqual(['searching'])
})

test('a call that is due stays due while doctors are asked, and when they were in vain', async () => {
  const scene = await aBrokeredScene(database, { form: { canal: 'telephone' } })
  scene.wait(85)
  await followUp(scene.deps, scene.clock.at)
  const isDue = async () => {
    const { status } = await scene.read()
    return (await client.todo.findFirst({ where: { kind: 'give_news' } }))?.whileStatus === status
  }
  await scene.ask(scene.doctors.slice(0, 1))
  expect([(await scene.read()).status, await isDue()]).toEqual(['proposed', true])
  await scene.doctorSays({ kind: 'no', reason: 'full' })
  expect([(await scene.read()).status, await isDue()]).toEqual(['ready', true])
})
