import { expect, test } from 'vitest'
import { careForProposals } from '../../../server/proposals/service.ts'
import { aBrokeredScene } from '../../support/brokered.ts'
import { aDatabase } from '../../support/database.ts'

const database = await aDatabase()
const { client } = database

/** Asked whether it goes farther, since its one doctor let the time pass; asked again, that doctor then refuses. */
async function refusedMeanwhile(daysBetween: number) {
  const scene = await aBrokeredScene(database, { kms: [1] })
  await scene.ask(scene.doctors)
  scene.wait(10)
  await careForProposals(scene.deps, scene.clock.at)
  scene.wait(daysBetween)
  await scene.ask(scene.doctors)
  await scene.doctorSays({ kind: 'no', reason: 'other' })
  return { scene, asked: () => client.message.count({ where: { template: 'wider_ask' } }) }
}

test('B32: a household that is being asked whether it goes farther is not asked again because a doctor refuses meanwhile', async () => {
  const { scene, asked } = await refusedMeanwhile(1)
  expect(await asked()).toBe(1)
  const { widerAskedAt } = await client.ladder.findFirstOrThrow()
  expect(await scene.read()).toMatchObject({
    status: 'ready',
    nextStepOn: new Date('2026-12-18T00:00:00Z'),
  })
  expect(widerAskedAt?.toISOString()).toMatch(/^2026-12-04/)
})

test('B32: its time to answer over, it is asked once more', async () => {
  const { asked } = await refusedMeanwhile(20)
  expect(await asked()).toBe(2)
})
