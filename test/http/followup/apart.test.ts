import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { followUp } from '../../../server/followup/care.ts'
import { askDoctors, careForProposals } from '../../../server/proposals/service.ts'
import { aForm } from '../../support/app.ts'
import { aBrokeredScene } from '../../support/brokered.ts'
import { aDatabase } from '../../support/database.ts'
import { aScene, type Scene } from '../../support/scene.ts'

const database = await aDatabase()
const { client } = database
const DAY_MS = 86_400_000

/** Two households, of whom the first cannot be read any more once this is done; the id of the other. */
async function oneUnreadable(visitor: Scene['visitor'], first = async () => {}) {
  await visitor()
    .post('/questionnaire', aForm({ 'personnes[0].nom': 'Exemple' }))
    .expect(303)
  await first()
  const [bad, good] = await client.orientationRequest.findMany({ orderBy: { id: 'asc' } })
  await client.orientationRequest.updateMany({
    where: { id: bad?.id ?? '' },
    data: { contactSealed: 'unreadable' },
  })
  return good?.id ?? ''
}

const asking = ([doctor = '']: readonly string[]) => ({
  key: randomUUID(),
  availabilityIds: [doctor],
  km: 5,
  exception: null,
  medium: 'link' as const,
  isNamed: false,
})

const about = async (template: string) =>
  (await client.message.findMany({ where: { template } })).map(({ requestId }) => requestId)

test('a household that cannot be read does not keep the others from their news', async () => {
  const { deps, clock, visitor } = await aScene(database)
  const id = await oneUnreadable(visitor)
  const later = new Date(clock.at.getTime() + 91 * DAY_MS)
  expect(await followUp(deps, later)).toMatchObject({ news: 1, failed: 1 })
  expect(await about('still_waiting')).toEqual([id])
})

test('a household that cannot be read does not keep the others waiting for a doctor who says nothing', async () => {
  const scene = await aBrokeredScene(database)
  await oneUnreadable(scene.visitor, async () => {
    for (const { id } of await client.orientationRequest.findMany())
      await askDoctors(scene.deps, { ...scene.target, id }, asking(scene.doctors), scene.clock.at)
  })
  scene.wait(20)
  expect(await careForProposals(scene.deps, scene.clock.at)).toMatchObject({
    expired: 1,
    failed: 1,
  })
})
