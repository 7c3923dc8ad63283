import { expect, test } from 'vitest'
import type { Deps } from '../../server/deps.ts'
import { submitQuestionnaire } from '../../server/orientation/submit.ts'
import { checkQuestionnaire } from '../../server/questionnaire/check.ts'
import { findTerritory } from '../../server/territory/service.ts'
import { aDeps, aForm, NOW } from '../support/app.ts'
import { aDatabase } from '../support/database.ts'
import { aTerritory } from '../support/people.ts'

const database = await aDatabase()
const actor = { kind: 'public', id: null } as const

async function aSender(deps: Deps) {
  const territory = await findTerritory(deps, await aTerritory(deps))
  return (cle: string, also?: () => Promise<void>) => {
    const form = checkQuestionnaire(aForm({ cle }), { assisted: false, now: NOW })
    if (!form.ok) throw new Error('the form of the test is refused')
    const submission = { territory, form: form.value, actor, ...(also ? { also } : {}) }
    return submitQuestionnaire(deps, submission, NOW)
  }
}

function aKey(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
}

test('of questionnaires stored together, one that fails takes no other along', async () => {
  const deps = aDeps(database)
  const send = await aSender(deps)
  const fails = () => Promise.reject(new Error('refused'))
  const sent = Array.from({ length: 20 }, (_, n) => send(aKey(n), n === 7 ? fails : undefined))
  const outcomes = await Promise.allSettled(sent)
  expect(outcomes.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []))).toEqual([7])
  const { client } = database
  expect(await client.orientationRequest.count()).toBe(19)
  expect(await client.message.count()).toBe(19)
  expect(await client.auditEntry.count({ where: { subjectKind: 'orientation_request' } })).toBe(19)
  expect(await client.idempotencyKey.count()).toBe(19)
  await send(aKey(7))
  expect(await client.orientationRequest.count()).toBe(20)
})

test('each is given a link of its own to its own request', async () => {
  const deps = aDeps(database)
  const send = await aSender(deps)
  const sent = await Promise.all(Array.from({ length: 12 }, (_, n) => send(aKey(n % 4))))
  expect(new Set(sent.map(({ requestId }) => requestId)).size).toBe(4)
  expect(new Set(sent.map(({ link }) => link)).size).toBe(12)
  expect(await database.client.orientationRequest.count()).toBe(4)
  expect(await database.client.privateLink.count()).toBe(12)
})
