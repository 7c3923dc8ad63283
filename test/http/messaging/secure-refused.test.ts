import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { afterSettling } from '../../../server/letters/settled.ts'
import { anOffer } from '../../support/brokered.ts'
import { aDatabase } from '../../support/database.ts'

const database = await aDatabase()
const { client } = database

test('a secure mail refused for good: whom to expect goes nowhere else, and a person phones the practice', async () => {
  const scene = await anOffer(database)
  await scene.householdSays('agreed')
  await client.todo.deleteMany()
  const { id: proposalId, availabilityId } = await client.proposal.findFirstOrThrow()
  const { doctorId } = await client.availability.findUniqueOrThrow({
    where: { id: availabilityId },
  })
  const message = {
    id: randomUUID(),
    territoryId: scene.territoryId,
    requestId: scene.id,
    doctorId,
    channel: 'email' as const,
    template: 'household_expected',
    ids: { proposalId },
    uniqueKey: `household_expected:${proposalId}`,
    createdAt: scene.clock.at,
    attempts: 1,
  }
  const settlement = {
    status: 'failed_permanent' as const,
    provider: 'mssante',
    providerRef: null,
    reason: '550 · le serveur de mail refuse cette adresse',
  }
  const before = await client.message.count()
  await database.transaction((tx) =>
    afterSettling(scene.deps)(tx, message, settlement, scene.clock.at),
  )
  expect(await client.message.count()).toBe(before)
  const [todo] = await client.todo.findMany()
  expect(todo).toMatchObject({ kind: 'warn_doctor', requestId: scene.id, whileStatus: 'agreed' })
})
