import { describe, expect, test } from 'vitest'
import type { Deps } from '../../../server/deps.ts'
import { findRequest } from '../../../server/orientation/service.ts'
import { tell } from '../../../server/orientation/telling.ts'
import { aDatabase } from '../../support/database.ts'
import { fallBackScenes, NO_MOBILE, type Sent, STOP } from './fall-back-scene.ts'
import { now } from './outbox.ts'

const database = await aDatabase()
const { aHousehold } = fallBackScenes(database)

const todos = () => database.client.todo.findMany({ select: { kind: true, requestId: true } })

describe('who wants no SMS any more', () => {
  test('by STOP, is never texted again: what is said later goes by e-mail', async () => {
    const { deliver, deps, requestId, territoryId } = await aHousehold('jeanne@example.org')
    await deliver([], STOP)
    const request = await database.client.orientationRequest.findUniqueOrThrow({
      where: { id: requestId },
    })
    expect(request.smsStoppedAt).not.toBeNull()
    const { contact, smsStoppedAt } = await theHousehold(deps, { id: requestId, territoryId })
    const told = { id: requestId, territoryId, channel: 'sms', contact, smsStoppedAt } as const
    await tell(database.client, told, { template: 'link_again', uniqueKey: 'next' }, now)
    const next = await database.client.message.findFirst({ where: { uniqueKey: 'next' } })
    expect(next?.channel).toBe('email')
  })

  test('by STOP to the last word of a closed request, is never texted again either', async () => {
    const { deliver, requestId } = await aHousehold('')
    await database.client.message.updateMany({ data: { template: 'request_closed' } })
    const closed = { status: 'closed', closeReason: 'withdrawn', closedAt: now } as const
    await database.client.orientationRequest.updateMany({ data: closed })
    await deliver([], STOP)
    const request = await database.client.orientationRequest.findUniqueOrThrow({
      where: { id: requestId },
    })
    expect(request.smsStoppedAt).not.toBeNull()
    expect(await todos()).toEqual([])
  })

  test('by the button of the private page, pressed twice, and what was queued is said another way', async () => {
    const { deliver, patient, link } = await aHousehold('')
    const page = await patient.get(link)
    expect(page.text).toContain('Ne plus recevoir de SMS')
    await patient.post(`${link}/sms`).expect(303)
    await patient.post(`${link}/sms`).expect(303)
    expect((await patient.get(link)).text).not.toContain('Ne plus recevoir de SMS')
    const sent: Sent = []
    await deliver(sent, NO_MOBILE)
    expect(sent).toEqual([])
    expect((await todos()).map(({ kind }) => kind)).toEqual(['call_household'])
    const lines = await database.client.requestEvent.count({ where: { kind: 'sms_stopped' } })
    expect(lines).toBe(1)
  })
})

async function theHousehold(deps: Deps, key: { id: string; territoryId: string }) {
  const found = await findRequest(database.client, deps.keys, key)
  if (!found) throw new Error('the household is not there')
  return found
}
