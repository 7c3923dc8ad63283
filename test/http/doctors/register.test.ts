import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { findDoctorLink, mintDoctorLink } from '../../../server/doctor-links/service.ts'
import {
  confirmDoctor,
  pauseDoctor,
  welcomeBack,
  withdrawDoctor,
} from '../../../server/doctors/moves.ts'
import { type DoctorSheet, versionOf } from '../../../server/doctors/rules.ts'
import { createDoctor, editDoctor, openDoctor } from '../../../server/doctors/service.ts'
import { SameKeyOtherContent, StaleVersion } from '../../../server/errors.ts'
import { GeocoderUnavailable } from '../../../server/geocoding/rules.ts'
import { aDatabase } from '../../support/database.ts'
import {
  aGeocoder,
  aSheet,
  aTerritory,
  coordinator,
  found,
  LILLE,
  now,
  someDeps,
} from './support.ts'

const database = await aDatabase()
const later = new Date('2026-11-25T10:00:00Z')
const other = { kind: 'staff' as const, id: randomUUID(), name: 'Gaspard Tillenoy' }
let territoryId = ''
let geocoder = aGeocoder()
let deps = someDeps(database, { geocoder })

beforeEach(async () => {
  territoryId = await aTerritory(database)
  geocoder = aGeocoder()
  deps = someDeps(database, { geocoder })
})

const create = (sheet: DoctorSheet, key: string = randomUUID()) =>
  createDoctor(deps, { territoryId, actor: coordinator, key, sheet }, now)
const idOf = async (sheet: DoctorSheet) => {
  const saved = await create(sheet)
  return 'id' in saved ? saved.id : ''
}
const open = (id: string) => openDoctor(deps, { id, territoryId, actor: coordinator }, now)
const audits = () =>
  database.client.auditEntry.findMany({
    orderBy: { sequence: 'asc' },
    where: { subjectKind: 'doctor' },
  })

test('B1: a doctor enters the register with the dates of what they agreed to', async () => {
  const entry = await open(await idOf(aSheet()))
  expect(entry.identity).toEqual(aSheet().identity)
  expect(entry.conditions).toEqual(aSheet().conditions)
  expect(entry.agreements).toEqual({ coordination: now, patients: now, map: null })
  expect(entry.volunteerSince?.toISOString()).toBe('2026-11-09T23:00:00.000Z')
  expect(entry.practice).toMatchObject({ position: LILLE, located: 'by_hand' })
  const [created, read] = await audits()
  expect(created).toMatchObject({ action: 'create', actorId: coordinator.id, territoryId })
  expect(read).toMatchObject({ action: 'read', subjectId: entry.doctorId })
})

test('the same button pressed twice adds one doctor; the same key with another sheet is refused', async () => {
  const key = randomUUID()
  const [first, second] = await Promise.all([create(aSheet(), key), create(aSheet(), key)])
  expect(second).toEqual(first)
  expect(await database.client.doctor.count()).toBe(1)
  const otherSheet = aSheet({ conditions: { places: 9 } })
  await expect(create(otherSheet, key)).rejects.toBeInstanceOf(SameKeyOtherContent)
})

test('an RPPS number enters a territory once, and another territory may have it', async () => {
  await create(aSheet())
  expect(await create(aSheet({ identity: { lastName: 'Autre' } }))).toEqual({
    rppsOf: 'Dr Nour Ostrevande',
  })
  territoryId = await aTerritory(database, 'lys')
  expect(await create(aSheet())).toHaveProperty('id')
})

test('an address that the geocoder knows is placed; only the address is asked of it', async () => {
  geocoder.knows['4 Rue de la Toile-Bise'] = found([3.07, 50.64])
  const entry = await open(await idOf(aSheet({ position: null })))
  expect(entry.practice).toMatchObject({ position: [3.07, 50.64], located: 'located' })
  expect(geocoder.asked).toEqual(['4 Rue de la Toile-Bise'])
})

test.each([
  ['not found', undefined],
  ['a street for a number', found(LILLE, { precision: 'street' })],
  ['in doubt', found(LILLE, { status: 'to_locate', doubts: ['several_candidates'] })],
  ['in another commune', found(LILLE, { inseeCode: '59512' })],
])('an address %s is kept, and left to be placed by hand', async (_case, answer) => {
  if (answer) geocoder.knows['4 Rue de la Toile-Bise'] = answer
  const { practice } = await open(await idOf(aSheet({ position: null })))
  expect(practice).toMatchObject({ position: null, located: 'to_locate' })
})

test('an associated commune is the commune it belongs to', async () => {
  geocoder.knows['4 Rue de la Toile-Bise'] = found(LILLE, {
    inseeCode: '59350',
    oldInseeCode: '59355',
  })
  const practice = { commune: 'Lomme', inseeCode: '59355', postalCode: '59160' }
  const entry = await open(await idOf(aSheet({ position: null, practice })))
  expect(entry.practice.located).toBe('located')
})

test('a geocoder that is down loses nothing: the practice waits to be placed', async () => {
  deps.geocoder.search = () => Promise.reject(new GeocoderUnavailable('down'))
  const { practice } = await open(await idOf(aSheet({ position: null })))
  expect(practice.located).toBe('to_locate')
})

test('a changed address is placed anew, not at the position that the form showed again', async () => {
  const id = await idOf(aSheet())
  geocoder.knows['12 Rue du Fil-Gris'] = found([3.08, 50.65])
  const moved = aSheet({ practice: { address: '12 Rue du Fil-Gris' } })
  await editDoctor(deps, { id, territoryId, actor: coordinator }, moved, now)
  const { practice } = await open(id)
  expect(practice).toMatchObject({ address: '12 Rue du Fil-Gris', position: [3.08, 50.65] })
  expect(await database.client.practice.count()).toBe(1)
})

test('a link sent to an address that was mistyped dies when the address is corrected', async () => {
  const id = await idOf(aSheet({ identity: { email: 'faute@example.org' } }))
  const { doctorId } = await open(id)
  const path = await database.transaction((tx) =>
    mintDoctorLink(tx, { territoryId, doctorId }, now),
  )
  const corrected = aSheet({ identity: { email: 'juste@example.org' } })
  await editDoctor(deps, { id, territoryId, actor: coordinator }, corrected, now)
  const token = path.split('/').at(-1) ?? ''
  expect(await findDoctorLink(database.client, token, now)).toMatchObject({ state: 'dead' })
})

test('a practice that only changes its name stays where it was put', async () => {
  const id = await idOf(aSheet())
  const renamed = aSheet({ practice: { name: 'Maison de la Toile-Bise' } })
  await editDoctor(deps, { id, territoryId, actor: coordinator }, renamed, now)
  expect((await open(id)).practice).toMatchObject({ position: LILLE, located: 'by_hand' })
  expect(geocoder.asked).toEqual([])
})

test('two doctors of one practice share it, and the one who leaves does not take it away', async () => {
  const first = await idOf(aSheet())
  const second = await idOf(aSheet({ identity: { rpps: '99700000024' } }))
  expect(await database.client.practice.count()).toBe(1)
  const moved = aSheet({
    practice: { name: 'Cabinet du Fil-Gris', address: '12 Rue du Fil-Gris' },
    position: [3.08, 50.65],
  })
  await editDoctor(deps, { id: first, territoryId, actor: coordinator }, moved, now)
  expect((await open(second)).practice).toMatchObject({
    name: 'Cabinet de la Toile-Bise',
    position: LILLE,
  })
})

test('saving what is already written changes neither version nor audit', async () => {
  const id = await idOf(aSheet())
  const before = await open(id)
  await editDoctor(
    deps,
    { id, territoryId, actor: other, version: versionOf(before) },
    aSheet(),
    later,
  )
  expect(await open(id)).toEqual(before)
  expect((await audits()).filter(({ action }) => action === 'update')).toEqual([])
})

test('a change made on an old page is refused, and told who was faster and when', async () => {
  const id = await idOf(aSheet())
  const version = versionOf(await open(id))
  const target = { id, territoryId, version }
  const sheet = aSheet({ conditions: { places: 2 } })
  await editDoctor(deps, { ...target, actor: other }, sheet, later)
  const late = editDoctor(
    deps,
    { ...target, actor: coordinator },
    aSheet({ conditions: { places: 8 } }),
    later,
  )
  await expect(late).rejects.toMatchObject({ changedBy: 'Gaspard Tillenoy', changedAt: later })
  await expect(late).rejects.toBeInstanceOf(StaleVersion)
  expect((await open(id)).conditions.places).toBe(2)
})

test('an agreement taken back loses its date, one that stays keeps its own', async () => {
  const id = await idOf(aSheet())
  const sheet = aSheet({ agreements: { patients: false, map: true } })
  await editDoctor(deps, { id, territoryId, actor: coordinator }, sheet, later)
  expect((await open(id)).agreements).toEqual({ coordination: now, patients: null, map: later })
  const update = (await audits()).find(({ action }) => action === 'update')
  expect(update?.facts).toMatchObject({ agreement_patients: false, agreement_map: true })
})

test('a confirmation of today is dated and forgets what patients said before', async () => {
  const id = await idOf(aSheet())
  await database.client.availability.update({ where: { id }, data: { loweredAt: now } })
  const entry = await confirmDoctor(deps, { id, territoryId, actor: coordinator }, later)
  expect(entry).toMatchObject({ confirmedAt: later, loweredAt: null, updatedBy: 'Maud Vérilande' })
})

test('a pause has a last day, and ends before it when asked', async () => {
  const id = await idOf(aSheet())
  const target = { id, territoryId, actor: coordinator }
  expect(await pauseDoctor(deps, target, '2026-12-31', now)).toMatchObject({
    pausedUntil: '2026-12-31',
  })
  expect(await pauseDoctor(deps, target, null, now)).toMatchObject({ pausedUntil: null })
})

test('a doctor who leaves takes their agreements back; coming back, only the first is given again', async () => {
  const id = await idOf(aSheet())
  const target = { id, territoryId, actor: coordinator }
  const left = await withdrawDoctor(deps, target, later)
  expect(left).toMatchObject({ withdrawnAt: later, volunteerSince: null })
  expect(Object.values(left.agreements)).toEqual([null, null, null])
  const back = await welcomeBack(deps, target, later)
  expect(back).toMatchObject({
    withdrawnAt: null,
    agreements: { coordination: later, patients: null },
  })
})

test('a doctor of another territory is not found', async () => {
  const id = await idOf(aSheet())
  const elsewhere = await aTerritory(database, 'lys')
  const target = { id, territoryId: elsewhere, actor: coordinator }
  await expect(openDoctor(deps, target, now)).rejects.toMatchObject({ status: 404 })
  await expect(confirmDoctor(deps, target, now)).rejects.toMatchObject({ status: 404 })
})
