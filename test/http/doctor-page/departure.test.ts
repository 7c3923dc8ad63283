import { describe, expect, test } from 'vitest'
import { announceDeparture } from '../../../server/departures/service.ts'
import { aDatabase } from '../../support/database.ts'
import { signIn } from '../../support/people.ts'
import { aDoctorScene, aLink, hiddenIn, pageForm, type Scene } from './support.ts'

const database = await aDatabase()
const { client } = database
const said = { motif: 'retraite', part_le: '30/06/2027' }
const staff = { kind: 'staff' as const, id: null, name: 'Inès Belgrain' }

const aScene = () => aDoctorScene(database, { doctor: { name: 'Hautelisse' } })

/** The form of the departure as its page shows it, with what is typed over it. */
async function departureForm({ doctor }: Scene, path: string, fields: Record<string, string> = {}) {
  const { text } = await doctor.get(`${path}/depart`)
  const form = await pageForm(doctor, `${path}/depart`, { annonce: hiddenIn(text, 'annonce') })
  return { ...form, ...fields }
}

async function announce(scene: Scene, path = scene.path, fields: Record<string, string> = {}) {
  const form = await departureForm(scene, path, { ...said, ...fields })
  return scene.doctor.post(`${path}/depart`, form)
}

function departures() {
  return client.departure.findMany({ orderBy: { announcedAt: 'asc' }, include: { counts: true } })
}

async function endsOn({ availabilityId: id }: Scene) {
  const row = await client.availability.findUniqueOrThrow({ where: { id } })
  return row.endsOn?.toISOString().slice(0, 10) ?? null
}

describe('B43: a doctor announces from their page that they leave', () => {
  test('a date and a reason are enough: no list names them from that day on', async () => {
    const scene = await aScene()
    const { doctor, path, clock } = scene
    expect((await doctor.get(path)).text).toContain('Annoncer mon départ')
    expect((await announce(scene)).status).toBe(303)
    expect(await departures()).toMatchObject([
      {
        kind: 'retirement',
        leavesOn: new Date('2027-06-30T00:00:00Z'),
        announcedBy: 'Dr Nour Hautelisse',
        announcedAt: clock.at,
        counts: [],
      },
    ])
    expect(await endsOn(scene)).toBe('2027-06-29')
    const thanks = await doctor.get(path)
    expect(thanks.text).toContain('Votre départ est annoncé pour le 30 juin 2027.')
    expect(thanks.text).toContain('avec votre prochain lien')
    const lines = await client.auditEntry.findMany({ where: { actorKind: 'doctor' } })
    expect(lines.map(({ facts }) => facts)).toContainEqual({
      move: 'departure_announced',
      people: 0,
      ended: 1,
    })
  })

  test('the counts may come at once, or later with the next link, and never a name', async () => {
    const scene = await aScene()
    await announce(scene, scene.path, { 'personnes[59350][70+]': '84' })
    const next = await aLink(scene)
    const { text } = await scene.doctor.get(`${next}/depart`)
    expect(text).toContain('84 personnes à réorienter')
    expect(text).toContain('value="30/06/2027"')
    const more = {
      'personnes[59350][70+]': '90',
      'autre_commune[0]': 'Armentières',
      'autre_code_postal[0]': '59280',
      'autres[0][0-15]': '16',
    }
    expect((await announce(scene, next, more)).status).toBe(303)
    const [departure] = await departures()
    const counted = departure?.counts.map((each) => [each.inseeCode, each.ageBand, each.people])
    expect(counted?.sort()).toEqual([
      ['59017', '0-15', 16],
      ['59350', '70+', 90],
    ])
    expect((await scene.doctor.get(next)).text).toContain('106 personnes à réorienter')
  })

  test('the coordinator sees who announced it', async () => {
    const scene = await aScene()
    await announce(scene)
    const coordinator = scene.visitor()
    await signIn(scene.deps, coordinator)
    const by = 'nnoncé par Dr Nour Hautelisse, le 24 novembre 2026'
    expect((await coordinator.get('/coordination/departs')).text).toContain(by)
    const sheet = `/coordination/medecins/${scene.availabilityId}/depart`
    expect((await coordinator.get(sheet)).text).toContain(by)
  })

  test('a form to mend keeps what was typed, and the link still serves', async () => {
    const scene = await aScene()
    const wrong = { motif: '', part_le: 'en juin', 'personnes[59350][0-15]': 'cent' }
    const { status, text } = await announce(scene, scene.path, wrong)
    expect(status).toBe(422)
    expect(text).toContain('Choisissez pourquoi vous partez.')
    expect(text).toContain('Indiquez une date, par exemple 30/06/2027.')
    expect(text).toContain('value="en juin"')
    expect(text).toContain('value="cent"')
    expect(await departures()).toEqual([])
    expect((await announce(scene, scene.path, { part_le: '1/7/2027' })).status).toBe(303)
  })

  test('the button pressed twice announces once', async () => {
    const scene = await aScene()
    const { doctor, path } = scene
    const form = await departureForm(scene, path, said)
    await doctor.post(`${path}/depart`, form).expect(303)
    await doctor.post(`${path}/depart`, form).expect(303)
    expect(await departures()).toMatchObject([{ version: 1 }])
  })

  test('what the coordinator announced meanwhile is shown, not overwritten', async () => {
    const scene = await aScene()
    const { doctor, path, deps, territoryId, doctorId, clock } = scene
    const form = await departureForm(scene, path, said)
    const other = { kind: 'move' as const, leavesOn: '2027-03-01', counts: [] }
    await announceDeparture(deps, { territoryId, doctorId, actor: staff }, other, clock.at)
    const { text } = await doctor.post(`${path}/depart`, form).expect(409)
    expect(text).toContain('Inès Belgrain a changé cette annonce')
    expect(text).toContain('value="01/03/2027"')
    expect(await endsOn(scene)).toBe('2027-02-28')
    const again = { ...form, annonce: hiddenIn(text, 'annonce'), cle: hiddenIn(text, 'cle') }
    await doctor.post(`${path}/depart`, again).expect(303)
    expect(await endsOn(scene)).toBe('2027-06-29')
  })

  test('a doctor who stays after all takes it back, and their stay ends when it did before', async () => {
    const scene = await aScene()
    const { doctor } = scene
    await client.availability.updateMany({ data: { endsOn: new Date('2027-08-31T00:00:00Z') } })
    await announce(scene)
    const next = await aLink(scene)
    const form = await departureForm(scene, next)
    await doctor.post(`${next}/depart/annuler`, { ...form, annonce: '7' }).expect(409)
    await doctor.post(`${next}/depart/annuler`, form).expect(303)
    expect(await endsOn(scene)).toBe('2027-08-31')
    expect(await departures()).toMatchObject([{ cancelledAt: scene.clock.at }])
    expect((await doctor.get(next)).text).not.toContain('Votre départ')
  })

  test.each(['depart', 'pause'])(
    'a link that served tells nothing of the doctor to another browser on /%s',
    async (page) => {
      const scene = await aScene()
      const { doctor, path, visitor } = scene
      const form = await pageForm(doctor, path, { action: 'inchange' })
      await doctor.post(path, form).expect(303)
      const stranger = visitor()
      await stranger.get(`${path}/${page}`).expect(303)
      const { text } = await stranger.post(`${path}/${page}`, form).expect(410)
      expect(text).toContain('C’est enregistré')
      expect(text).not.toContain('Hautelisse')
    },
  )
})
