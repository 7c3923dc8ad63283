import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Announcement } from '../../../server/departures/rules.ts'
import {
  announceDeparture,
  cancelDeparture,
  findDeparture,
  readDepartures,
} from '../../../server/departures/service.ts'
import { listCandidates } from '../../../server/doctors/candidates.ts'
import { stateOf } from '../../../server/doctors/rules.ts'
import { openDoctor } from '../../../server/doctors/service.ts'
import { insertAvailabilities, updateAvailability } from '../../../server/doctors/writing-store.ts'
import { NotFound, StaleVersion } from '../../../server/errors.ts'
import { exclusionsOf } from '../../../server/ranking/eligibility.ts'
import { aDeps, NOW } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aDoctor, aTerritory } from '../../support/people.ts'

const database = await aDatabase()
const deps = aDeps(database)
const actor = { kind: 'staff' as const, id: randomUUID(), name: 'Inès Belgrain' }
let territoryId = ''
let availabilityId = ''
let doctorId = ''

const announcement: Announcement = {
  kind: 'retirement',
  leavesOn: '2027-06-30',
  counts: [
    { inseeCode: '59350', ageBand: '0-15', people: 120 },
    { inseeCode: '59350', ageBand: '70+', people: 80 },
    { inseeCode: '59009', ageBand: '16-69', people: 300 },
  ],
}
const open = (id = availabilityId) => openDoctor(deps, { id, territoryId, actor }, NOW)
const leaver = (version?: number) => ({ territoryId, doctorId, actor, version })
const announce = (said = announcement, version?: number) =>
  announceDeparture(deps, leaver(version), said, NOW)

beforeEach(async () => {
  territoryId = await aTerritory(deps)
  availabilityId = await aDoctor(deps, territoryId, { name: 'Ostrevande' })
  doctorId = (await open()).doctorId
})

test('B43: a departure keeps when, why and how many by commune and age band, and no name of a patient', async () => {
  const departure = await announce()
  const found = await findDeparture(database.client, { territoryId, doctorId })
  expect(found).toEqual({ ...departure, counts: expect.arrayContaining([...announcement.counts]) })
  expect(found?.counts).toHaveLength(3)
  expect(departure.source).toMatch(/^depart-[a-z0-9]{7}$/)
  expect((await open()).leavesOn).toBe('2027-06-30')
})

test('B24: from that day on the doctor is on no list; the day before, they still are', async () => {
  await announce()
  const [candidate] = await listCandidates(database.client, territoryId, NOW)
  if (!candidate) throw new Error('no candidate')
  const household = {
    home: candidate.position,
    homeCommunes: [],
    members: [{ birthDate: null, canTravel: true, ald: false }],
    wheelchair: false,
    languages: [],
    refusedBy: [],
  }
  const options = { maxKm: 5, solicitedFactor: null }
  const excludedOn = (today: string) =>
    exclusionsOf({ household, candidate, km: 0, options, today })
  expect(excludedOn('2027-06-30')).toContain('not_accepting')
  expect(excludedOn('2027-06-29')).not.toContain('not_accepting')
  expect(stateOf(await open(), 3, '2027-06-30')).toBe('not_accepting')
})

test('the same announcement again, even by two at once, is one departure and one line of audit', async () => {
  await Promise.all([announce(), announce()])
  await announce({ ...announcement, counts: [...announcement.counts].reverse() })
  expect(await database.client.departure.count()).toBe(1)
  const lines = await database.client.auditEntry.findMany({ where: { action: 'update' } })
  expect(lines.map(({ facts }) => facts)).toEqual([
    { move: 'departure_announced', people: 500, ended: 1 },
  ])
})

test('an announcement is corrected by who saw the last one; who did not is told so', async () => {
  const { version, source } = await announce()
  const later = { ...announcement, leavesOn: '2027-09-30', counts: [] }
  await expect(announce(later)).rejects.toBeInstanceOf(StaleVersion)
  await expect(announce(later, version + 1)).rejects.toBeInstanceOf(StaleVersion)
  const corrected = await announce(later, version)
  expect(corrected).toMatchObject({ version: version + 1, source, counts: [] })
  expect((await open()).endsOn).toBe('2027-09-29')
  const two = leaver(corrected.version)
  await expect(cancelDeparture(deps, leaver(version), NOW)).rejects.toBeInstanceOf(StaleVersion)
  await cancelDeparture(deps, two, NOW)
})

test('a departure that is taken back gives the doctor their places again, and is no longer counted', async () => {
  const { version } = await announce()
  await cancelDeparture(deps, leaver(version), NOW)
  expect(await open()).toMatchObject({ endsOn: null, leavesOn: null })
  expect(await readDepartures(deps, { territoryId, actor }, NOW)).toEqual([])
  expect(await announce()).toMatchObject({ version: 1 })
  expect(await database.client.departure.count()).toBe(2)
})

test('a stay that ends before the departure keeps its own last day, then and after it is taken back', async () => {
  const endsOn = new Date('2027-03-01T00:00:00Z')
  await database.client.availability.update({ where: { id: availabilityId }, data: { endsOn } })
  const { version } = await announce()
  expect((await open()).endsOn).toBe('2027-03-01')
  await cancelDeparture(deps, leaver(version), NOW)
  expect((await open()).endsOn).toBe('2027-03-01')
})

describe('a departure that is taken back gives back the end of the stay that it had cut', () => {
  const cancel = (version: number) => cancelDeparture(deps, leaver(version), NOW)
  const endsOn = async (day: string | null) => {
    const change = { endsOn: day && new Date(`${day}T00:00:00Z`) }
    await database.client.availability.update({ where: { id: availabilityId }, data: change })
  }
  /** What the doctor says of their last day, as their page or a sheet does. */
  const says = async (day: string | null) => {
    const { availabilityVersion: version } = await open()
    const key = { id: availabilityId, territoryId, actor, version }
    await database.transaction((tx) => updateAvailability(tx, key, { endsOn: day }, NOW))
  }

  test.each(['2027-08-31', '2027-06-30', '2027-06-29', null])('%s', async (day) => {
    await endsOn(day)
    const { version } = await announce()
    expect((await open()).endsOn).toBe('2027-06-29')
    await cancel(version)
    expect(await open()).toMatchObject({ endsOn: day, endsOnBefore: null })
  })

  test('though the day of the departure was moved in between, further than that end too', async () => {
    await endsOn('2027-08-31')
    const first = await announce()
    const later = await announce({ ...announcement, leavesOn: '2027-12-01' }, first.version)
    expect((await open()).endsOn).toBe('2027-08-31')
    const sooner = await announce({ ...announcement, leavesOn: '2027-03-01' }, later.version)
    expect((await open()).endsOn).toBe('2027-02-28')
    await cancel(sooner.version)
    expect((await open()).endsOn).toBe('2027-08-31')
  })

  test('and the one of a stay added meanwhile', async () => {
    const { version } = await announce()
    const { conditions, practice } = await open()
    const added = { id: randomUUID(), doctorId, practiceId: practice.id }
    const facts = { ...conditions, confirmedAt: NOW, loweredAt: null }
    const stay = { startsOn: '2027-05-01', endsOn: '2027-09-30' }
    const rows = [{ ...added, facts: { ...facts, ...stay } }]
    await insertAvailabilities(database.client, { territoryId, actor }, rows, NOW)
    expect((await open(added.id)).endsOn).toBe('2027-06-29')
    await cancel(version)
    expect((await open(added.id)).endsOn).toBe('2027-09-30')
  })

  test.each([
    ['an earlier day', '2027-05-31', '2027-05-31'],
    ['a later day', '2027-10-31', '2027-10-31'],
    ['no end any more', null, null],
    ['the day that they read on the page', '2027-06-29', '2027-08-31'],
  ])('unless the doctor said otherwise since: %s', async (_case, said, after) => {
    await endsOn('2027-08-31')
    const { version } = await announce()
    await says(said)
    expect((await open()).endsOn).toBe(said && said < '2027-06-29' ? said : '2027-06-29')
    await cancel(version)
    expect((await open()).endsOn).toBe(after)
  })
})

test('a doctor of another territory does not leave, and what leaves elsewhere is not listed here', async () => {
  await announce()
  const elsewhere = await aTerritory(deps, { slug: 'lys' })
  const stranger = { ...leaver(), territoryId: elsewhere }
  await expect(announceDeparture(deps, stranger, announcement, NOW)).rejects.toBeInstanceOf(
    NotFound,
  )
  expect(await readDepartures(deps, { territoryId: elsewhere, actor }, NOW)).toEqual([])
})
