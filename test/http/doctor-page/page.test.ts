import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { withdrawDoctor } from '../../../server/doctors/moves.ts'
import { aDatabase } from '../../support/database.ts'
import { aDoctor } from '../../support/people.ts'
import {
  aDoctorScene,
  aHouseholdSent,
  aLink,
  changes,
  hiddenIn,
  MINUTE_MS,
  pageForm,
  type Scene,
} from './support.ts'

const database = await aDatabase()
const { client } = database

function availability({ availabilityId: id }: Pick<Scene, 'availabilityId'>) {
  return client.availability.findUniqueOrThrow({ where: { id } })
}

/** Everything that a change of the doctor could touch. */
async function everything() {
  return JSON.stringify([
    await client.doctor.findMany(),
    await client.availability.findMany({ orderBy: { id: 'asc' } }),
    await client.doctorLink.findMany(),
    await client.outcome.findMany(),
    await client.message.findMany(),
  ])
}

describe('B8: the page behind the link', () => {
  test('shows what we say of the doctor, without a password, and keeps its address secret', async () => {
    const { doctor, path } = await aDoctorScene(database, { doctor: { name: 'Hautelisse' } })
    const { text, headers, status } = await doctor.get(path)
    expect(status).toBe(200)
    expect(text).toContain('Bonjour docteur Hautelisse')
    expect(text).toContain('2 places')
    expect(text).toContain('Dernière confirmation : 12 mai 2026')
    expect(text).toContain('Valable jusqu’au 24 mai 2027')
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['cache-control']).toBe('no-store')
  })

  test('opening it, as mail scanners do, changes nothing and consumes nothing', async () => {
    const { doctor, path } = await aDoctorScene(database)
    const before = await everything()
    for (const page of ['', '/pause', '/quitter', '', ''])
      await doctor.get(`${path}${page}`).expect(200)
    expect(await everything()).toBe(before)
  })

  test('a button that the page does not have saves nothing, and the link stays good', async () => {
    const { doctor, path } = await aDoctorScene(database)
    const before = await everything()
    await doctor.post(path, await pageForm(doctor, path, { action: 'autre' })).expect(303)
    expect(await everything()).toBe(before)
  })

  test('a doctor who is withdrawn has no living link any more', async () => {
    const { deps, doctor, path, availabilityId, territoryId, clock } = await aDoctorScene(database)
    const target = { id: availabilityId, territoryId, actor: { kind: 'staff' as const, id: null } }
    await withdrawDoctor(deps, target, clock.at)
    await doctor.get(path).expect(404)
  })

  test('« Rien n’a changé » is one press: all practices confirmed today, doubts lifted', async () => {
    const scene = await aDoctorScene(database)
    const other = await aDoctor(scene.deps, scene.territoryId, { places: 3 })
    const { doctorId } = scene
    await client.availability.update({ where: { id: other }, data: { doctorId } })
    await client.availability.updateMany({ data: { loweredAt: scene.clock.at } })
    const form = await pageForm(scene.doctor, scene.path, { action: 'inchange' })
    await scene.doctor.post(scene.path, form).expect(303).expect('Location', scene.path)
    const rows = await client.availability.findMany({ orderBy: { places: 'asc' } })
    expect(rows.map(({ places, loweredAt }) => [places, loweredAt])).toEqual([
      [2, null],
      [3, null],
    ])
    expect(
      rows.every(({ confirmedAt }) => confirmedAt?.getTime() === scene.clock.at.getTime()),
    ).toBe(true)
    const lines = await client.auditEntry.findMany({ where: { actorKind: 'doctor' } })
    expect(lines.map(({ action, facts }) => [action, facts])).toContainEqual([
      'update',
      { move: 'confirmed', practices: 2, changed: 0 },
    ])
  })

  test('people who came since are taken off the places that are confirmed again', async () => {
    const scene = await aDoctorScene(database, { doctor: { places: 4 } })
    const { availabilityId, territoryId, deps } = scene
    const requestId = await aHouseholdSent(scene)
    const outcome = { territoryId, requestId, availabilityId, toldBy: 'patient' }
    await client.outcome.create({ data: { ...outcome, kind: 'found', at: deps.now() } })
    const { text } = await scene.doctor.get(scene.path)
    expect(text).toContain('3 places')
    expect(text).toContain('Vous en proposiez 4 ; 1 personne est venue ou attendue depuis.')
    scene.clock.at = new Date(scene.clock.at.getTime() + MINUTE_MS)
    const form = await pageForm(scene.doctor, scene.path, { action: 'inchange' })
    await scene.doctor.post(scene.path, form).expect(303)
    expect((await availability(scene)).places).toBe(3)
  })

  test('« Je suis complet » is one press', async () => {
    const scene = await aDoctorScene(database, { doctor: { homeVisitPlaces: 1 } })
    const form = await pageForm(scene.doctor, scene.path, { action: 'complet' })
    await scene.doctor.post(scene.path, form).expect(303)
    expect(await availability(scene)).toMatchObject({ places: 0, homeVisitPlaces: 0 })
  })

  test('B39: any change is saved by one press, and confirms the rest', async () => {
    const scene = await aDoctorScene(database)
    const form = await pageForm(scene.doctor, scene.path, {
      ...changes(scene, {
        places: '5',
        places_ald: '2',
        places_visite: '1',
        communes_visite: ['59350', '59360'],
        age_min: '6',
        plain_pied: 'oui',
        prise_de_rdv: 'Le secrétariat répond de 9 h à 12 h.',
        fin: 'date',
        fin_le: '31/03/2027',
      }),
      langues: ['fr', 'en'],
    })
    await scene.doctor.post(scene.path, form).expect(303)
    expect(await availability(scene)).toMatchObject({
      places: 5,
      aldPlaces: 2,
      homeVisitPlaces: 1,
      homeVisitCommunes: ['59350', '59360'],
      ageMin: 6,
      ageMax: null,
      stepFree: true,
      booking: 'Le secrétariat répond de 9 h à 12 h.',
      endsOn: new Date('2027-03-31T00:00:00Z'),
      confirmedAt: scene.clock.at,
      updatedBy: expect.stringMatching(/^Dr Nour /),
    })
    const { languages } = await client.doctor.findUniqueOrThrow({ where: { id: scene.doctorId } })
    expect(languages).toEqual(['fr', 'en'])
  })

  test('a wrong field is shown with what was typed, and the link still serves', async () => {
    const scene = await aDoctorScene(database)
    const wrong = await pageForm(scene.doctor, scene.path, changes(scene, { places: 'deux' }))
    const { text } = await scene.doctor.post(scene.path, wrong).expect(422)
    expect(text).toContain('<title>Erreur')
    expect(text).toContain('value="deux"')
    const right = await pageForm(scene.doctor, scene.path, changes(scene, { places: '7' }))
    await scene.doctor.post(scene.path, right).expect(303)
    expect((await availability(scene)).places).toBe(7)
  })

  test('a change made meanwhile by the coordinator is shown, not overwritten', async () => {
    const scene = await aDoctorScene(database)
    const form = await pageForm(scene.doctor, scene.path, { action: 'inchange' })
    await client.availability.updateMany({
      data: { places: 9, version: { increment: 1 }, updatedBy: 'Inès Belgrain' },
    })
    const { text } = await scene.doctor.post(scene.path, form).expect(409)
    expect(text).toContain('Inès Belgrain a changé votre fiche')
    expect(text).toContain('9 places')
    const again = { ...form, version: hiddenIn(text, 'version'), cle: randomUUID() }
    await scene.doctor.post(scene.path, again).expect(303)
    expect((await availability(scene)).places).toBe(9)
  })

  test('B31: a pause until a date, and its end, change nothing else', async () => {
    const scene = await aDoctorScene(database)
    const { doctor, path } = scene
    const pause = { duree: 'date', pause_le: '31/01/2027' }
    await doctor.post(`${path}/pause`, await pageForm(doctor, `${path}/pause`)).expect(422)
    await doctor.post(`${path}/pause`, await pageForm(doctor, `${path}/pause`, pause)).expect(303)
    const paused = await availability(scene)
    expect(paused.pausedUntil).toEqual(new Date('2027-01-31T00:00:00Z'))
    expect(paused.confirmedAt).toEqual(new Date('2026-05-12T09:00:00Z'))
    expect((await doctor.get(path)).text).toContain('jusqu’au 31 janvier 2027')
    const next = await aLink(scene)
    await doctor.post(`${next}/pause`, await pageForm(doctor, next, { duree: '0' })).expect(303)
    expect((await availability(scene)).pausedUntil).toBeNull()
  })

  test('B31: leaving ends the three agreements, and asks once first', async () => {
    const scene = await aDoctorScene(database)
    const { doctor, path, doctorId } = scene
    expect((await doctor.get(`${path}/quitter`)).text).toContain('Quitter la liste ?')
    await doctor.post(`${path}/quitter`, await pageForm(doctor, `${path}/quitter`)).expect(303)
    expect(await client.doctor.findUniqueOrThrow({ where: { id: doctorId } })).toMatchObject({
      withdrawnAt: scene.clock.at,
      coordinationAgreedAt: null,
      patientsAgreedAt: null,
      mapAgreedAt: null,
    })
    expect((await doctor.get(path)).text).toContain('Vous n’êtes plus sur aucune liste')
  })

  test('with several practices, one alone may be paused', async () => {
    const scene = await aDoctorScene(database)
    const other = await aDoctor(scene.deps, scene.territoryId)
    const { doctor, path, doctorId } = scene
    await client.availability.update({ where: { id: other }, data: { doctorId } })
    const { text } = await doctor.get(`${path}/pause`)
    expect(text).toContain('À quel cabinet ?')
    const form = await pageForm(doctor, path, { duree: '2', cabinet: other })
    await doctor.post(`${path}/pause`, form).expect(303)
    const paused = await client.availability.findMany({ where: { pausedUntil: { not: null } } })
    expect(paused.map(({ id }) => id)).toEqual([other])
  })
})
