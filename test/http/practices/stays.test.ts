import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { announceDeparture } from '../../../server/departures/service.ts'
import { openDoctor } from '../../../server/doctors/service.ts'
import { aDeps, anApp, NOW, type Visitor } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aDoctor, aTerritory, signIn } from '../../support/people.ts'

const database = await aDatabase()
const clock = { at: NOW }
const deps = aDeps(database, { clock })
const { visitor } = anApp(deps)
const { client } = database
const actor = { kind: 'staff' as const, id: randomUUID(), name: 'Inès Belgrain' }
let page: Visitor
let territoryId = ''
let doctor = ''
let sheet = ''

beforeEach(async () => {
  clock.at = NOW
  territoryId = await aTerritory(deps)
  doctor = await aDoctor(deps, territoryId, { name: 'Ostrevande', places: 4 })
  sheet = `/coordination/medecins/${doctor}`
  page = visitor()
  await signIn(deps, page)
})

const open = (id: string) => openDoctor(deps, { id, territoryId, actor }, NOW)
const stay = (fields: Record<string, string> = {}) => ({
  cle: randomUUID(),
  cabinet: 'Maison du Houblon',
  adresse: '1 Rue du Houblon',
  code_postal: '59000',
  commune: 'Lille',
  places: '6',
  confirme_le: '2026-11-24',
  debut: '2026-12-01',
  fin: '31/03/2027',
  ...fields,
})
const add = (fields: Record<string, string> = {}) =>
  page.post(`${sheet}/lieux/nouveau`, stay(fields))
const added = async (fields: Record<string, string> = {}) => {
  const { headers } = await add(fields).expect(303)
  return /medecins\/([0-9a-f-]{36})/.exec(headers.location ?? '')?.[1] ?? ''
}
const versionOn = async (id: string) => {
  const { text } = await page.get(`/coordination/medecins/${id}`).expect(200)
  return /name="version" value="(\d+)"/.exec(text)?.[1] ?? ''
}
const remove = async (id: string) =>
  page.post(`/coordination/medecins/${id}/lieux/retirer`, { version: await versionOn(id) })

test('B24: a doctor takes people at another practice for a dated stay, apart from the first', async () => {
  const entry = await open(await added())
  const first = await open(doctor)
  expect(entry).toMatchObject({ startsOn: '2026-12-01', endsOn: '2027-03-31' })
  expect(entry.doctorId).toBe(first.doctorId)
  expect(entry.conditions.places).toBe(6)
  expect(first).toMatchObject({ startsOn: null, endsOn: null })
  expect(first.conditions.places).toBe(4)
  const { text } = await page.get(sheet)
  expect(text).toContain('du 1er décembre 2026 au 31 mars 2027')
  expect(text).toContain(`/coordination/cabinets/${entry.practice.id}`)
})

test('a practice of the register is chosen rather than written again', async () => {
  const other = await open(await aDoctor(deps, territoryId, { name: 'Lestoile' }))
  const blank = { cabinet: '', adresse: '', code_postal: '', commune: '' }
  const entry = await open(await added({ ...blank, cabinet_connu: other.practice.id }))
  expect(entry.practice.id).toBe(other.practice.id)
  expect(await client.practice.count()).toBe(2)
})

test('two stays at one practice may follow each other, not overlap; one press adds one', async () => {
  const first = stay()
  await page.post(`${sheet}/lieux/nouveau`, first).expect(303)
  await page.post(`${sheet}/lieux/nouveau`, first).expect(303)
  expect((await add({ debut: '2027-03-31', fin: '' })).text).toContain('y consulte déjà')
  await add({ debut: '2027-04-01', fin: '' }).expect(303)
  expect(await client.availability.count()).toBe(3)
})

test.each([
  ['that ends before it begins', { fin: '2026-11-30' }, 'Le dernier jour vient avant le premier.'],
  ['on 30 February', { debut: '2027-02-30' }, 'Indiquez une date, par exemple 2027-01-31'],
])('a stay %s is refused, and what was typed is kept', async (_case, fields, words) => {
  const { text, status } = await add(fields)
  expect(status).toBe(422)
  expect(text).toContain(words)
  expect(text).toContain('value="Maison du Houblon"')
})

test('the dates of a stay are corrected on its sheet; what says nothing of them keeps them', async () => {
  const id = await added()
  const entry = await open(id)
  const form = {
    ...stay({ fin: '2027-06-30' }),
    rpps: entry.identity.rpps,
    nom: 'Ostrevande',
    prenom: 'Nour',
    accord_coordination: 'oui',
    accord_patients: 'oui',
    version: await versionOn(id),
  }
  await page.post(`/coordination/medecins/${id}`, form).expect(303)
  expect(await open(id)).toMatchObject({ startsOn: '2026-12-01', endsOn: '2027-06-30' })
  const { debut: _debut, fin: _fin, ...silent } = form
  const again = { ...silent, places: '2', version: await versionOn(id) }
  await page.post(`/coordination/medecins/${id}`, again).expect(303)
  expect(await open(id)).toMatchObject({ startsOn: '2026-12-01', endsOn: '2027-06-30' })
})

test('a stay added after a departure was announced does not go beyond it', async () => {
  const { doctorId } = await open(doctor)
  const leaving = { kind: 'retirement' as const, leavesOn: '2027-02-01', counts: [] }
  await announceDeparture(deps, { territoryId, doctorId, actor }, leaving, NOW)
  expect((await open(await added())).endsOn).toBe('2027-01-31')
})

test('a place where nobody was sent is taken away; the only one stays', async () => {
  const id = await added()
  expect((await remove(id)).headers.location).toContain('lieu=removed')
  expect(await client.practice.count()).toBe(1)
  expect((await remove(doctor)).headers.location).toContain('lieu=last')
  expect(await client.availability.count()).toBe(1)
})

test('a place where somebody was sent ends yesterday, and what it served for is kept', async () => {
  const id = await added()
  const request = await client.orientationRequest.create({
    data: {
      territoryId,
      reference: 'GL-ESSAI',
      status: 'shortlisted',
      filledBy: 'moi',
      channel: 'phone',
      registeredAt: NOW,
      peopleCount: 1,
      contactSealed: '',
      homeSealed: '',
      wishesSealed: '',
    },
  })
  await client.outcome.create({
    data: {
      territoryId,
      requestId: request.id,
      availabilityId: id,
      kind: 'refused',
      toldBy: 'patient',
      at: NOW,
    },
  })
  expect((await remove(id)).headers.location).toContain('lieu=ended')
  expect(await open(id)).toMatchObject({ startsOn: null, endsOn: '2026-11-23' })
})
