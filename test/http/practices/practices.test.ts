import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { doctorsNamed } from '../../../server/doctors/candidates.ts'
import { openDoctor } from '../../../server/doctors/service.ts'
import { notFound } from '../../../server/geocoding/rules.ts'
import { aDeps, aGeocoder, anAnswer, anApp, NOW, type Visitor } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aDoctor, aTerritory, signIn } from '../../support/people.ts'
import { aScene, send } from '../../support/scene.ts'

const database = await aDatabase()
const clock = { at: NOW }
let answer = anAnswer()
const geocoder = aGeocoder(async () => answer)
const deps = aDeps(database, { clock, geocoder })
const { visitor } = anApp(deps)
const actor = { kind: 'staff' as const, id: randomUUID(), name: 'Inès Belgrain' }
const { client } = database
let page: Visitor
let territoryId = ''
let doctor = ''
let practiceId = ''
let path = ''

beforeEach(async () => {
  clock.at = NOW
  answer = anAnswer({ position: [3.07, 50.64] })
  geocoder.asked.length = 0
  territoryId = await aTerritory(deps)
  doctor = await aDoctor(deps, territoryId, { name: 'Ostrevande' })
  const entry = await openDoctor(deps, { id: doctor, territoryId, actor }, NOW)
  practiceId = entry.practice.id
  path = `/coordination/cabinets/${practiceId}`
  page = visitor()
  await signIn(deps, page)
})

/** What the form of the page holds, to send again. */
async function formOn(): Promise<Record<string, string>> {
  const { text } = await page.get(path).expect(200)
  const inputs = [...text.matchAll(/<input[^>]* name="([a-z_]+)"[^>]*>/g)]
  return Object.fromEntries(
    inputs.map(([input, name = '']) => [name, /value="([^"]*)"/.exec(input)?.[1] ?? '']),
  )
}
const secretariat = {
  telephone: '03 53 01 77 00',
  horaires: 'Appelez le matin.',
  prise_de_rdv: 'Venez avec votre carte Vitale.',
}
const save = async (fields: Record<string, string>) =>
  page.post(path, { ...(await formOn()), ...fields })
const told = async () => {
  const [named] = await doctorsNamed(client, territoryId, [doctor])
  return { phone: named?.phone, booking: named?.booking }
}

test('B20: a doctor without their own phone nor words is called at the practice, at its hours', async () => {
  await client.doctor.updateMany({ data: { phone: null } })
  await client.availability.updateMany({ data: { booking: '' } })
  expect((await save(secretariat)).status).toBe(303)
  expect(await told()).toEqual({
    phone: '+33353017700',
    booking: 'Venez avec votre carte Vitale. Appelez le matin.',
  })
})

test('B20: what the doctor said of themselves comes before what the practice says', async () => {
  await save(secretariat)
  expect(await told()).toEqual({ phone: '+33353014107', booking: 'Par téléphone le matin' })
})

test('B20: the page and the phone script of a household give the secretariat; no other page does', async () => {
  const scene = await aScene(database, {}, [1])
  await client.doctor.updateMany({ data: { phone: null } })
  await client.availability.updateMany({ data: { booking: '' } })
  await client.practice.updateMany({ data: { phone: '+33353017700', phoneHours: 'Le matin.' } })
  const [named = ''] = scene.doctors
  const script = `/coordination/demandes/${scene.id}/telephone?medecin=${named}&km=5`
  expect((await scene.coordinator.get(script)).text).toMatch(/03 53 01 77 00[\s\S]*Le matin\./)
  expect((await scene.patient.get(scene.link)).text).not.toContain('03 53 01 77 00')
  await send(scene)
  const shown = (await scene.patient.get(scene.link)).text
  expect(shown).toContain('tel:+33353017700')
  expect(shown).toContain('Le matin.')
})

test('a new address is placed anew for all its doctors; only the address is asked of the geocoder', async () => {
  await save({ adresse: '12 Rue du Fil-Gris' })
  expect(geocoder.asked).toEqual(['12 Rue du Fil-Gris'])
  const practice = await client.practice.findUniqueOrThrow({ where: { id: practiceId } })
  expect(practice).toMatchObject({ lon: 3.07, lat: 50.64, located: 'located', version: 2 })
})

test('a position typed by hand stays, whatever the geocoder would say', async () => {
  await save({ lon: '3,0512', lat: '50,6311' })
  const practice = await client.practice.findUniqueOrThrow({ where: { id: practiceId } })
  expect(practice).toMatchObject({ lon: 3.0512, lat: 50.6311, located: 'by_hand' })
  expect(geocoder.asked).toEqual([])
})

test('an address that is not found leaves the practice to be placed, and the page says so', async () => {
  answer = notFound('offline')
  await save({ adresse: '999 Rue Inconnue' })
  expect((await page.get(path)).text).toContain('Ce cabinet reste à placer')
})

test('a change on an old page is refused and overwrites nothing, that of the register included', async () => {
  const old = await formOn()
  await save({ cabinet: 'Maison de la Toile-Bise' })
  const late = await page.post(path, { ...old, cabinet: 'Autre nom' }).expect(409)
  expect(late.text).toContain('Votre changement n’a pas été enregistré')
  const { name } = await client.practice.findUniqueOrThrow({ where: { id: practiceId } })
  expect(name).toBe('Maison de la Toile-Bise')
})

test('saving what is written already changes neither version nor audit', async () => {
  await save({})
  const { version } = await client.practice.findUniqueOrThrow({ where: { id: practiceId } })
  expect(version).toBe(1)
  expect(
    await client.auditEntry.count({ where: { subjectKind: 'practice', action: 'update' } }),
  ).toBe(0)
})

test('two practices do not end with one name at one address', async () => {
  const other = await aDoctor(deps, territoryId, { name: 'Lestoile' })
  const entry = await openDoctor(deps, { id: other, territoryId, actor }, NOW)
  const { name, address, postalCode } = entry.practice
  const refused = await save({ cabinet: name, adresse: address, code_postal: postalCode })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('Un autre cabinet porte déjà ce nom')
})

test('the page lists its doctors; that of another territory is not found', async () => {
  expect((await page.get(path)).text).toContain(`/coordination/medecins/${doctor}`)
  await aTerritory(deps, { slug: 'lys' })
  const stranger = visitor()
  await signIn(deps, stranger, 'coordinator', 'lys')
  await stranger.get(path).expect(404)
  await stranger.post(path, secretariat).expect(404)
})
