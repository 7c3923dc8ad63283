import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { setOnCommonList } from '../../../server/ladder/moving.ts'
import { aBrokeredScene } from '../../support/brokered.ts'
import { aDatabase } from '../../support/database.ts'
import { signIn } from '../../support/people.ts'

const database = await aDatabase()

test('B33: a GP with an account takes a household from the common list; another professional sees no list', async () => {
  const scene = await aBrokeredScene(database)
  const { deps, territoryId, target, clock, visitor } = scene
  await setOnCommonList(deps, target, { key: randomUUID(), isOn: true }, clock.at)
  const gp = visitor()
  await signIn(deps, gp, 'referrer')
  expect((await gp.get('/liste-commune')).status).toBe(404)
  const { accountId } = await database.client.membership.findFirstOrThrow({
    where: { role: 'referrer' },
  })
  const { doctorId } = await database.client.availability.findUniqueOrThrow({
    where: { id: scene.doctors[0] ?? '' },
  })
  const organisation = await database.client.organisation.create({
    data: { territoryId, name: 'Cabinet des Essais', kind: 'cabinet', createdAt: clock.at },
  })
  await database.client.referrerProfile.create({
    data: {
      accountId,
      territoryId,
      organisationId: organisation.id,
      doctorId,
      role: 'referrer',
      createdAt: clock.at,
    },
  })
  const page = await gp.get('/liste-commune')
  expect(page.status).toBe(200)
  expect(page.text).not.toContain('Lamercier')
  await gp.post('/liste-commune', { cle: randomUUID(), foyer: scene.id }).expect(303)
  expect(await scene.read()).toMatchObject({ status: 'offered' })
  expect(await scene.living()).toMatchObject({ medium: 'common_list', status: 'accepted' })
})
