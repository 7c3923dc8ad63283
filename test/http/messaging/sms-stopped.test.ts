import { describe, expect, test } from 'vitest'
import type { Deps } from '../../../server/deps.ts'
import { findRequest } from '../../../server/orientation/service.ts'
import { stopSms } from '../../../server/orientation/stopping.ts'
import { tell } from '../../../server/orientation/telling.ts'
import { aDatabase } from '../../support/database.ts'
import { loadHousehold } from '../own-file/household.ts'
import { fallBackScenes, NO_MOBILE, STOP } from './fall-back-scene.ts'
import { now, type Sent } from './outbox.ts'

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

describe('who changes its mind', () => {
  const stopped = () =>
    database.client.orientationRequest.findFirstOrThrow({
      select: { channel: true, smsStoppedAt: true, smsStoppedBy: true },
    })
  const resumed = () => database.client.requestEvent.count({ where: { kind: 'sms_resumed' } })
  const REACH = { telephone: '06 39 98 12 34', courriel: '', lien_possible: 'oui' }

  test('tells the coordinator, who notes it once: it is dated and in the audit', async () => {
    const { coordinator, patient, link, requestId } = await aHousehold('')
    await patient.post(`${link}/sms`).expect(303)
    const path = `/coordination/demandes/${requestId}`
    const page = await coordinator.get(path)
    expect(page.text).toContain('ne veut plus de SMS')
    const before = await database.client.auditEntry.count({ where: { action: 'update' } })
    await coordinator.post(`${path}/sms`).expect(303)
    await coordinator.post(`${path}/sms`).expect(303)
    expect(await stopped()).toMatchObject({ smsStoppedAt: null, smsStoppedBy: null })
    expect(await resumed()).toBe(1)
    expect(await database.client.auditEntry.count({ where: { action: 'update' } })).toBe(before + 1)
    const after = await coordinator.get(path)
    expect(after.text).toContain('Veut bien recevoir des SMS de nouveau')
    expect(after.text).not.toContain('ne veut plus de SMS')
  })

  test('chooses SMS again in its answers, where SMS is not proposed meanwhile', async () => {
    const { patient, link, visitor } = await aHousehold('')
    await patient.post(`${link}/sms`).expect(303)
    const household = await loadHousehold(visitor(), link)
    const form = await patient.get(`${link}/corriger/joindre`)
    expect(form.text).not.toMatch(/value="sms"[^>]* checked/)
    await household.post('joindre', { ...REACH, canal: 'sms' }).expect(303)
    expect(await stopped()).toMatchObject({ channel: 'sms', smsStoppedAt: null })
    expect(await resumed()).toBe(1)
  })

  test('after STOP, choosing SMS is not enough on the same number: START comes first', async () => {
    const { deliver, patient, coordinator, link, visitor, requestId } = await aHousehold('')
    await deliver([], STOP)
    expect((await patient.get(link)).text).toContain('répondez START')
    const household = await loadHousehold(visitor(), link)
    await household.post('joindre', { ...REACH, canal: 'sms' }).expect(303)
    expect(await stopped()).toMatchObject({ smsStoppedBy: 'provider' })
    const path = `/coordination/demandes/${requestId}`
    expect((await coordinator.get(path)).text).toContain('il doit d’abord répondre START')
    await coordinator.post(`${path}/sms`).expect(303)
    expect((await stopped()).smsStoppedAt).toBeNull()
  })

  test('STOP after the button still asks for START', async () => {
    const { deps, requestId: id, territoryId, patient, link } = await aHousehold('')
    await patient.post(`${link}/sms`).expect(303)
    const who = { id, territoryId, actor: { kind: 'system', id: null } } as const
    await stopSms(database.client, deps, who, now)
    expect(await stopped()).toMatchObject({ smsStoppedBy: 'provider' })
  })

  test('after STOP, a new number takes SMS', async () => {
    const { deliver, link, visitor } = await aHousehold('')
    await deliver([], STOP)
    const household = await loadHousehold(visitor(), link)
    await household
      .post('joindre', { ...REACH, telephone: '06 39 98 55 66', canal: 'sms' })
      .expect(303)
    expect((await stopped()).smsStoppedAt).toBeNull()
  })
})

async function theHousehold(deps: Deps, key: { id: string; territoryId: string }) {
  const found = await findRequest(database.client, deps.keys, key)
  if (!found) throw new Error('the household is not there')
  return found
}
