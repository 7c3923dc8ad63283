import { describe, expect, test } from 'vitest'
import { doctorsToCall, runCampaign } from '../../../server/availability-campaign/service.ts'
import { afterSettling } from '../../../server/letters/settled.ts'
import type { SendResult } from '../../../server/messaging/rules.ts'
import { deliverDue } from '../../../server/messaging/worker.ts'
import { correctReach } from '../../../server/orientation/service.ts'
import { aBrokeredScene, COORDINATOR } from '../../support/brokered.ts'
import { aDatabase } from '../../support/database.ts'
import { aScene } from '../../support/scene.ts'
import { fallBackScenes, NO_MOBILE } from './fall-back-scene.ts'
import { delivery, later, now, queue, type Sent, senders } from './outbox.ts'

const database = await aDatabase()

const { aHousehold, deliverer } = fallBackScenes(database)

const todos = () => database.client.todo.findMany({ select: { kind: true, requestId: true } })

describe('T-07: an SMS that will never arrive', () => {
  test('is said by e-mail within the minute where there is an address, once', async () => {
    const { deliver, uniqueKey } = await aHousehold('jeanne@example.org')
    const sent: Sent = []
    await deliver(sent, NO_MOBILE)
    await deliver(sent, NO_MOBILE, 1)
    await deliver(sent, NO_MOBILE, 59)
    expect(sent.map(({ outgoing }) => outgoing.channel)).toEqual(['sms', 'email'])
    const mail = await database.client.message.findFirst({ where: { channel: 'email' } })
    expect(mail).toMatchObject({ uniqueKey: `${uniqueKey}:fallback`, status: 'accepted' })
    expect(await todos()).toEqual([])
  })

  test('and was found lost at night is said by e-mail in the morning', async () => {
    const { deliver } = await aHousehold('jeanne@example.org')
    await deliver([], NO_MOBILE, 14 * 3600)
    const mail = await database.client.message.findFirst({ where: { channel: 'email' } })
    expect(mail?.deliverAfter).toEqual(new Date('2026-11-25T07:00:00Z'))
  })

  test('is a call to make where there is none', async () => {
    const { deliver, requestId } = await aHousehold('')
    await deliver([], NO_MOBILE)
    expect(await todos()).toEqual([{ kind: 'call_household', requestId }])
  })

  test('is a call to make when the e-mail does not arrive either', async () => {
    const { deliver } = await aHousehold('jeanne@example.org')
    const refused: SendResult = { kind: 'permanent', reason: { code: '550', words: 'inconnue' } }
    await deliver([], NO_MOBILE, 0, refused)
    await deliver([], NO_MOBILE, 1, refused)
    expect((await todos()).map(({ kind }) => kind)).toEqual(['call_household'])
  })
})

describe('what a person sends again', () => {
  const again = (id: string) =>
    database.client.message.update({ where: { id }, data: { status: 'queued', attempts: 0 } })

  test('and is lost again is a call to make again, the first one being done', async () => {
    const { deliver } = await aHousehold('')
    await deliver([], NO_MOBILE)
    await database.client.todo.updateMany({ data: { doneAt: now } })
    const { id } = await database.client.message.findFirstOrThrow()
    await again(id)
    await deliver([], NO_MOBILE, 60)
    expect(await database.client.todo.count({ where: { doneAt: null } })).toBe(1)
  })

  test('is a call to make where a mail said it already', async () => {
    const { deliver } = await aHousehold('jeanne@example.org')
    await deliver([], NO_MOBILE)
    const { id } = await database.client.message.findFirstOrThrow({ where: { channel: 'sms' } })
    await again(id)
    await deliver([], NO_MOBILE, 60)
    expect((await todos()).map(({ kind }) => kind)).toEqual(['call_household'])
  })
})

test('that a request is closed is said by e-mail too where its SMS was lost', async () => {
  const { deliver, requestId } = await aHousehold('jeanne@example.org')
  await database.client.orientationRequest.update({
    where: { id: requestId },
    data: { status: 'closed', closeReason: 'found_alone', closedAt: now },
  })
  await database.client.message.updateMany({ data: { template: 'request_closed' } })
  const sent: Sent = []
  await deliver(sent, NO_MOBILE)
  await deliver(sent, NO_MOBILE, 1)
  expect(sent.map(({ outgoing }) => outgoing.channel)).toEqual(['sms', 'email'])
})

describe('what was queued for an address that the household has no more', () => {
  const REACH = { phone: '+33639981234', email: null, channel: 'phone', maxKm: 5 } as const

  async function aCorrected(reach: Parameters<typeof correctReach>[2]) {
    const scene = await aHousehold('jeanne@example.org')
    const { deps, requestId: id, territoryId } = scene
    await correctReach(deps, { id, territoryId, actor: COORDINATOR }, reach, now)
    return scene
  }

  test('is a call to make where only a person can reach it', async () => {
    const { deliver, requestId, uniqueKey } = await aHousehold('')
    await database.client.message.updateMany({ where: { uniqueKey }, data: { channel: 'email' } })
    const sent: Sent = []
    await deliver(sent, NO_MOBILE)
    expect(sent).toEqual([])
    expect(await todos()).toEqual([{ kind: 'call_household', requestId }])
    const message = await database.client.message.findFirstOrThrow({ where: { uniqueKey } })
    expect(message).toMatchObject({ status: 'failed_permanent' })
  })

  test('is said by e-mail where its phone is gone', async () => {
    const reach = { ...REACH, phone: null, email: 'jeanne@example.org' }
    const { deliver } = await aCorrected(reach)
    const sent: Sent = []
    await deliver(sent, NO_MOBILE)
    await deliver(sent, NO_MOBILE, 1)
    expect(sent.map(({ outgoing }) => outgoing.channel)).toEqual(['email'])
    expect(await todos()).toEqual([])
  })

  test.each(['queued', 'failed_temporary'] as const)(
    'leaves by the channel that the team wrote down (%s)',
    async (status) => {
      const scene = await aHousehold('jeanne@example.org')
      const { deps, requestId: id, territoryId, deliver } = scene
      await database.client.message.updateMany({ data: { status } })
      const reach = { ...REACH, email: 'jeanne@example.org', channel: 'email' } as const
      await correctReach(deps, { id, territoryId, actor: COORDINATOR }, reach, now)
      const sent: Sent = []
      await deliver(sent, NO_MOBILE)
      expect(sent.map(({ outgoing }) => outgoing.channel)).toEqual(['email'])
    },
  )

  test('leaves what is to be said to a doctor as it was', async () => {
    const { deps, territoryId, id } = await aScene(database, {}, [1])
    await database.client.message.deleteMany()
    const { id: doctorId } = await database.client.doctor.findFirstOrThrow()
    const template = 'household_expected'
    await queue(database, territoryId, { requestId: id, doctorId, template })
    const reach = { ...REACH, channel: 'sms' } as const
    await correctReach(deps, { id, territoryId, actor: COORDINATOR }, reach, now)
    const message = await database.client.message.findFirstOrThrow()
    expect(message).toMatchObject({ template, channel: 'email' })
  })
})

test('what names people, refused by the secure account, is said in no other way', async () => {
  const { deps, territoryId, id: requestId } = await aScene(database, {}, [1])
  await database.client.message.deleteMany()
  const { id: doctorId } = await database.client.doctor.findFirstOrThrow()
  const template = 'household_expected'
  await queue(database, territoryId, { requestId, doctorId, template })
  const refused: SendResult = { kind: 'permanent', reason: { code: '550', words: 'inconnue' } }
  const onSettled = afterSettling(deps)
  await deliverDue(deps, delivery({ onSettled, senders: senders([], () => refused) }), now)
  const messages = await database.client.message.findMany()
  expect(messages).toMatchObject([{ template, status: 'failed_permanent' }])
  const told = { kind: 'message_failed', requestId }
  expect(await database.client.requestEvent.count({ where: told })).toBe(1)
})

describe('a doctor whom an SMS does not reach', () => {
  test.each([
    ['gets an e-mail where there is an address', 'dr@example.org', 0],
    ['is on the list of calls where there is none', null, 1],
  ])('%s', async (_what, email, calls) => {
    const { deps, territoryId } = await aScene(database, {}, [1])
    await database.client.message.deleteMany()
    await database.client.doctor.updateMany({
      data: { email, mobile: '+33639981277', channel: 'sms' },
    })
    await database.client.availability.updateMany({ data: { confirmedAt: later(-200 * 86_400) } })
    await runCampaign(deps, now)
    const sent: Sent = []
    const deliver = deliverer(deps)
    await deliver(sent, NO_MOBILE, 3600)
    await deliver(sent, NO_MOBILE, 3601)
    expect(sent.map(({ outgoing }) => outgoing.channel)).toEqual(email ? ['sms', 'email'] : ['sms'])
    const toCall = await doctorsToCall(deps, territoryId, later(7200))
    expect(toCall.map(({ reason }) => reason)).toEqual(calls ? ['failed'] : [])
  })

  test('its e-mail is not counted as a reminder', async () => {
    const { deps } = await aScene(database, {}, [1])
    await database.client.message.deleteMany()
    await database.client.doctor.updateMany({
      data: { email: 'dr@example.org', mobile: '+33639981277', channel: 'sms' },
    })
    await database.client.availability.updateMany({ data: { confirmedAt: later(-200 * 86_400) } })
    await runCampaign(deps, now)
    await deliverer(deps)([], NO_MOBILE, 3600)
    await deliverer(deps)([], NO_MOBILE, 3601)
    await runCampaign(deps, later(8 * 86_400))
    const asked = await database.client.message.findMany({
      where: { template: 'availability_reminder' },
    })
    expect(asked.map(({ ids }) => (ids as { rank: string }).rank)).toEqual(['2'])
  })
})

test('a doctor asked about a household whom neither SMS nor mail reaches is phoned about it', async () => {
  const scene = await aBrokeredScene(database, { kms: [1] })
  const reach = { email: null, mobile: '+33639981277', channel: 'sms' } as const
  const twilio = { sid: 'AC1', token: 'x', sender: 'CPTS', url: 'https://api.twilio.com' }
  const deps = { ...scene.deps, config: { ...scene.deps.config, twilio } }
  await scene.ask(scene.doctors)
  await database.client.doctor.updateMany({ data: reach })
  await database.client.message.updateMany({
    where: { template: 'doctor_news' },
    data: { channel: 'sms', deliverAfter: now },
  })
  await deliverer(deps)([], NO_MOBILE, 60)
  expect(await todos()).toContainEqual({ kind: 'call_doctor', requestId: scene.id })
})
