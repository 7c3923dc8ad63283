import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { README_ADDRESSES } from '../../../prisma/seed/addresses.ts'
import type { Reach } from '../../../prisma/seed/household-cases.ts'
import { demoHouseholds } from '../../../prisma/seed/households.ts'
import { DEMO_REFERRALS } from '../../../prisma/seed/referrals.ts'
import { seedDemonstration } from '../../../prisma/seed/seed.ts'
import { DEMO_EMAIL, DEMO_REFERRERS } from '../../../server/accounts/demo.ts'
import { openCommonList } from '../../../server/common-list/service.ts'
import type { Deps } from '../../../server/deps.ts'
import { createOfflineGeocoder } from '../../../server/geocoding/offline/geocoder.ts'
import { GeocoderUnavailable } from '../../../server/geocoding/rules.ts'
import { findRequest } from '../../../server/orientation/service.ts'
import { choiceFor } from '../../../server/shortlists/choice.ts'
import { locateHome, type Territory, territoryBySlug } from '../../../server/territory/service.ts'
import { aDeps, aGeocoder } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'

const now = new Date('2026-11-22T09:00:00Z')
const database = await aDatabase()
const dataDir = mkdtempSync(join(tmpdir(), 'trait-d-union-test-'))
afterAll(() => rmSync(dataDir, { recursive: true }))

const offNetwork = aGeocoder(() => Promise.reject(new GeocoderUnavailable('no network')))
const deps: Deps = aDeps(database, {
  clock: { at: now },
  geocoder: offNetwork,
  config: { dataDir },
})

test('the demonstration fills an empty database without a network, once, in every state', async () => {
  expect(await seedDemonstration(deps, now)).toBe(true)
  expect(offNetwork.asked).toEqual([])
  expect(await reached()).toEqual(
    demoHouseholds(now).map(({ key, reach }) => `${key} ${STATUS_OF[reach] ?? reach}`),
  )
  await expectRegister()
  await expectMessages()
  await expectReadmeAddresses()
  await expectChoices()
  await expectReferrals()
  await expectSolutions()
  const before = await counts()
  expect(await seedDemonstration(deps, new Date('2026-12-25T09:00:00Z'))).toBe(false)
  expect(await counts()).toEqual(before)
})

test('a database that holds a territory is left as it is', async () => {
  await database.client.territory.create({ data: aTerritory })
  expect(await seedDemonstration(deps, now)).toBe(false)
  expect(await counts()).toEqual({ territories: 1, doctors: 0, requests: 0, accounts: 0 })
})

/** Statuses of the requests whose doctors are asked first, where they have other names than what is shown. */
const STATUS_OF: Partial<Record<Reach, string>> = {
  asked: 'proposed',
  accepted: 'proposed',
  wider: 'ready',
  common_list: 'ready',
}

/** Each invented household with the state of its request, in their order. */
async function reached(): Promise<string[]> {
  const acts = await database.client.idempotencyKey.findMany({ where: { scope: 'questionnaire' } })
  const requests = await database.client.orientationRequest.findMany({
    select: { id: true, status: true },
  })
  return demoHouseholds(now).map(({ key }) => {
    const act = acts.find((one) => one.key === key)
    return `${key} ${requests.find(({ id }) => id === act?.subjectId)?.status}`
  })
}

async function expectRegister(): Promise<void> {
  const [lille, armentieres] = await bothTerritories()
  const doctors = (territoryId: string) => database.client.doctor.count({ where: { territoryId } })
  expect([await doctors(lille.id), await doctors(armentieres.id)]).toEqual([240, 60])
  expect(await database.client.practice.count({ where: { located: 'to_locate' } })).toBe(0)
  const account = await database.client.account.findUnique({
    where: { email: DEMO_EMAIL },
    select: { isDemo: true, memberships: { select: { territoryId: true } } },
  })
  expect(account?.isDemo).toBe(true)
  expect(account?.memberships.length).toBe(2)
}

/** News of a request are told in the evening: at the latest the day after. */
const TOLD_WITHIN_MS = 25 * 3_600_000

/** Everything was delivered where the demonstration shows it, at the time it was said. */
async function expectMessages(): Promise<void> {
  const messages = await database.client.message.findMany()
  expect(messages.length).toBeGreaterThan(25)
  expect(messages.filter(({ template }) => template === 'shortlist').length).toBeGreaterThan(5)
  for (const { status, provider, deliveredAt, createdAt } of messages) {
    expect({ status, provider }).toEqual({ status: 'delivered', provider: 'local' })
    expect((deliveredAt?.getTime() ?? 0) - createdAt.getTime()).toBeLessThan(TOLD_WITHIN_MS)
  }
}

async function expectReadmeAddresses(): Promise<void> {
  const geocoder = createOfflineGeocoder(dataDir)
  const [lille] = await bothTerritories()
  const verdict = async ({ adresse, code_postal, commune }: Record<string, string>) => {
    const found = await geocoder.search({ text: adresse ?? '', postalCode: code_postal, commune })
    expect(found).toMatchObject({ status: 'ok', precision: 'housenumber' })
    return (await locateHome(deps, lille.id, found)).verdict
  }
  expect(await verdict(README_ADDRESSES.inside)).toBe('inside')
  expect(await verdict(README_ADDRESSES.outside)).toBe('outside')
  expect(await verdict(README_ADDRESSES.doubtful)).toBe('to_verify')
}

/** A household that waits has doctors to be told of; most have several. */
async function expectChoices(): Promise<void> {
  const found: number[] = []
  for (const territory of await bothTerritories()) {
    const ids = await database.client.orientationRequest.findMany({
      where: { territoryId: territory.id, status: 'ready' },
      select: { id: true },
    })
    for (const { id } of ids) {
      const request = await findRequest(database.client, deps.keys, {
        id,
        territoryId: territory.id,
      })
      if (!request) throw new Error('request lost')
      const choice = await choiceFor(database.client, { request, territory }, now)
      found.push(choice?.ranking.ranked.length ?? 0)
    }
  }
  const waiting = demoHouseholds(now).filter(({ reach }) => (STATUS_OF[reach] ?? reach) === 'ready')
  const registered = DEMO_REFERRALS.filter(({ reach }) => !reach)
  expect(found.length).toBe(waiting.length + registered.length)
  expect(Math.min(...found)).toBeGreaterThan(0)
  expect(found.filter((doctors) => doctors >= 3).length).toBeGreaterThanOrEqual(found.length - 2)
}

/** A pharmacist, a CPAM agent and a GP of the register have registered people, in the brokered territory alone. */
async function expectReferrals(): Promise<void> {
  const [, armentieres] = await bothTerritories()
  expect(armentieres.mode).toBe('brokered')
  const profiles = await database.client.referrerProfile.findMany({
    where: { territoryId: armentieres.id },
    select: { role: true, doctorId: true, account: { select: { email: true, isDemo: true } } },
  })
  expect(profiles.map(({ account }) => account.email).sort()).toEqual(
    Object.values(DEMO_REFERRERS).sort(),
  )
  expect(profiles.filter(({ doctorId }) => doctorId !== null).length).toBe(1)
  expect(profiles.every(({ account }) => account.isDemo)).toBe(true)
  const made = await database.client.referral.groupBy({ by: ['role'], _count: true })
  expect(made.map(({ role }) => role).sort()).toEqual(['cpam', 'referrer'])
}

/** The second scheme has something to show to a coordinator, to doctors, to the GP with an account and to a referrer. */
async function expectSolutions(): Promise<void> {
  const { client } = database
  const [, { id: territoryId }] = await bothTerritories()
  const where = { territoryId }
  const proposals = await client.proposal.groupBy({ by: ['status'], where, _count: true })
  expect(Object.fromEntries(proposals.map(({ status, _count }) => [status, _count]))).toEqual({
    pending: 1,
    accepted: 3,
    declined: 2,
  })
  const todos = await client.todo.findMany({ where: { ...where, doneAt: null } })
  expect(todos.map(({ kind }) => kind)).toContain('tell_household')
  const wider = await client.ladder.findMany({ where: { ...where, rung: 'wider' } })
  expect(wider).toMatchObject([{ widerAskedAt: expect.any(Date), widerAnswer: null }])
  const news = { ...where, template: 'doctor_news' as const }
  expect(await client.message.count({ where: news })).toBe(7)
  const asked = { availabilities: { some: { proposals: { some: {} } } } }
  expect(await client.doctor.count({ where: { ...asked, mobile: null } })).toBe(0)
  const gp = await client.referrerProfile.findFirstOrThrow({ where: { doctorId: { not: null } } })
  const actor = { kind: 'staff' as const, id: gp.accountId }
  const reader = { territoryId, doctorId: gp.doctorId ?? '', actor }
  expect(await openCommonList(deps, reader, now)).toHaveLength(2)
  const outcomes = await client.referral.findMany({
    where: { ...where, outcomeAgreedAt: { not: null } },
    select: { request: { select: { status: true } } },
  })
  expect(outcomes.map(({ request }) => request.status)).toEqual(
    expect.arrayContaining(['agreed', 'offered']),
  )
}

async function bothTerritories(): Promise<[Territory, Territory]> {
  return [
    await territoryBySlug(deps, 'grand-lille'),
    await territoryBySlug(deps, 'lys-armentieres'),
  ]
}

async function counts() {
  const { territory, doctor, orientationRequest, account } = database.client
  return {
    territories: await territory.count(),
    doctors: await doctor.count(),
    requests: await orientationRequest.count(),
    accounts: await account.count(),
  }
}

const aTerritory = {
  slug: 'ailleurs',
  name: 'CPTS d’ailleurs',
  referencePrefix: 'AI',
  contactName: 'Maud Vérilande',
  contactPhone: '03 53 01 00 12',
  contactEmail: 'ailleurs@example.org',
  contactHours: 'le matin',
  outsideName: 'Équipe voisine',
  outsidePhone: '03 53 01 00 13',
  outsideAdvice: 'Appelez ce numéro.',
}
