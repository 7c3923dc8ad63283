import { expect, test } from 'vitest'
import { purgeExpired } from '../../../server/privacy/purge.ts'
import { aDatabase } from '../../support/database.ts'
import { aTerritory, later, now, queue } from './outbox.ts'
import { aRequest, someDeps } from './support.ts'

const database = await aDatabase()
const deps = someDeps(database)
const { client } = database

const HOUR = 3_600
const DAY = 24 * HOUR

test('the purge deletes what is over, keeps the rest, and counts it', async () => {
  const territoryId = await aTerritory(database)
  for (const [name, seconds] of [
    ['old', -25 * HOUR],
    ['kept', -23 * HOUR],
  ] as const)
    await client.draft.create({
      data: { id: name, territoryId, valuesSealed: '', updatedAt: later(seconds) },
    })
  for (const [name, seconds] of [
    ['old', -1],
    ['kept', 1],
  ] as const) {
    await client.session.create({ data: { id: name, content: {}, expiresAt: later(seconds) } })
    await client.rateLimit.create({ data: { key: name, points: 1, expire: later(seconds) } })
  }
  for (const [key, seconds] of [
    ['old', -31 * DAY],
    ['kept', -29 * DAY],
  ] as const)
    await client.idempotencyKey.create({
      data: {
        territoryId,
        scope: 's',
        key,
        fingerprint: '',
        subjectId: '',
        createdAt: later(seconds),
      },
    })

  expect(await purgeExpired(database, now)).toEqual({
    requests: 0,
    drafts: 1,
    sessions: 1,
    rateLimits: 1,
    idempotencyKeys: 1,
    localMessages: 0,
    auditEntries: 0,
    doctorContacts: 0,
    doctors: 0,
    acceptanceAlerts: 0,
  })
  const left = [
    ...(await client.draft.findMany()).map(({ id }) => id),
    ...(await client.session.findMany()).map(({ id }) => id),
    ...(await client.rateLimit.findMany()).map(({ key }) => key),
    ...(await client.idempotencyKey.findMany()).map(({ key }) => key),
  ]
  expect(left).toEqual(['kept', 'kept', 'kept', 'kept'])
})

test('a request goes twelve months after it was closed, with all that hangs from it and a line of audit', async () => {
  const territoryId = await aTerritory(database)
  const closed = async (days: number) => {
    const id = await aRequest(deps, territoryId)
    const closedAt = later(-days * DAY)
    await client.orientationRequest.update({
      where: { id },
      data: { status: 'closed', closeReason: 'withdrawn', closedAt },
    })
    await queue(database, territoryId, { requestId: id })
    return id
  }
  const old = await closed(366)
  const recent = await closed(364)
  const open = await aRequest(deps, territoryId)

  expect((await purgeExpired(database, now)).requests).toBe(1)
  const requests = await client.orientationRequest.findMany({ select: { id: true } })
  expect(requests.map(({ id }) => id).sort()).toEqual([recent, open].sort())
  expect(await client.member.count({ where: { requestId: old } })).toBe(0)
  expect(await client.message.count()).toBe(1)
  expect(await client.auditEntry.findMany({ select: { action: true, subjectId: true } })).toEqual([
    { action: 'erase', subjectId: old },
  ])
})

test('a household that was declared goes twelve months after the last of its people was', async () => {
  const territoryId = await aTerritory(database)
  const declared = async (days: readonly (number | null)[]) => {
    const person = { lastName: 'Zouamrane', firstName: 'Karim', birthDate: '1969-05-02' }
    const members = days.map(() => ({ ...person, ald: false, canTravel: true }))
    const id = await aRequest(deps, territoryId, { status: 'declared', members })
    const people = await client.member.findMany({ where: { requestId: id } })
    for (const [rank, { id: memberId }] of people.entries()) {
      const ago = days[rank] ?? null
      const declaredAt = ago === null ? null : later(-ago * DAY)
      await client.member.update({ where: { id: memberId }, data: { declaredAt } })
    }
    return id
  }
  const over = await declared([500, 366])
  const kept = [await declared([500, 364]), await declared([364]), await declared([null])]
  const seen = await declared([500])
  await client.orientationRequest.update({ where: { id: seen }, data: { status: 'seen' } })

  expect((await purgeExpired(database, now)).requests).toBe(1)
  const requests = await client.orientationRequest.findMany({ select: { id: true } })
  expect(requests.map(({ id }) => id).sort()).toEqual([...kept, seen].sort())
  expect(await client.auditEntry.findMany({ select: { subjectId: true } })).toEqual([
    { subjectId: over },
  ])
})

test('more requests than one transaction takes are all erased', async () => {
  const territoryId = await aTerritory(database)
  for (let i = 0; i < 60; i += 1) await aRequest(deps, territoryId)
  await client.orientationRequest.updateMany({
    data: { status: 'closed', closeReason: 'moved', closedAt: later(-400 * DAY) },
  })
  expect((await purgeExpired(database, now)).requests).toBe(60)
  expect(await client.orientationRequest.count()).toBe(0)
})
