import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
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

test('a doctor of another territory does not leave, and what leaves elsewhere is not listed here', async () => {
  await announce()
  const elsewhere = await aTerritory(deps, { slug: 'lys' })
  const stranger = { ...leaver(), territoryId: elsewhere }
  await expect(announceDeparture(deps, stranger, announcement, NOW)).rejects.toBeInstanceOf(
    NotFound,
  )
  expect(await readDepartures(deps, { territoryId: elsewhere, actor }, NOW)).toEqual([])
})
