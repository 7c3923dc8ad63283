import { expect, test } from 'vitest'
import { type Claim, claimKeys } from '../../../server/idempotency/service.ts'
import { aDatabase } from '../../support/database.ts'

const database = await aDatabase()
const { client } = database
const now = new Date('2026-11-24T09:00:00Z')

const [FIRST, SECOND] = [
  '11111111-1111-4111-8111-111111111111',
  '22222222-2222-4222-8222-222222222222',
] as const

/** The subject says which key it claims. */
function aClaim(territoryId: string, scope: string, key: string): Claim {
  const act = { territoryId, scope, key, fingerprint: 'same' }
  return { act, subjectId: `${territoryId} ${scope} ${key}` }
}

/** The order in which these claims were made of the database. */
async function claimed(claims: readonly Claim[]): Promise<string[]> {
  const subjects = [...(await claimKeys(client, claims, now))]
  await client.idempotencyKey.deleteMany()
  return subjects
}

test('two that claim the same keys claim them in one order, that of territory, act and key', async () => {
  const claims = [
    aClaim(FIRST, 'questionnaire', 'b'),
    aClaim(FIRST, 'referral', 'b'),
    aClaim(SECOND, 'questionnaire', 'a'),
    aClaim(SECOND, 'questionnaire', 'b'),
    aClaim(SECOND, 'referral', 'b'),
  ]
  const inOrder = claims.map(({ subjectId }) => subjectId)
  expect(await claimed(claims)).toEqual(inOrder)
  expect(await claimed(claims.toReversed())).toEqual(inOrder)
})

test('the same key in another territory, or for another act, is another key', async () => {
  const claims = [
    aClaim(FIRST, 'questionnaire', 'a'),
    aClaim(SECOND, 'questionnaire', 'a'),
    aClaim(FIRST, 'referral', 'a'),
  ]
  expect((await claimKeys(client, claims, now)).size).toBe(3)
  expect((await claimKeys(client, claims, now)).size).toBe(0)
})
