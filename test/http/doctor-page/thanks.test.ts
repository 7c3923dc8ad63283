import { describe, expect, test } from 'vitest'
import { aDatabase } from '../../support/database.ts'
import { aDoctor } from '../../support/people.ts'
import { aDoctorScene, aLink, changes, pageForm } from './support.ts'

const database = await aDatabase()
const { client } = database

describe('B8: the thanks after saving', () => {
  test('the thanks say until when, and the same link says it is saved everywhere else', async () => {
    const { doctor, path, visitor } = await aDoctorScene(database)
    await doctor.post(path, await pageForm(doctor, path, { action: 'inchange' })).expect(303)
    const thanks = await doctor.get(path).expect(200)
    expect(thanks.text).toContain('Merci docteur, c’est noté')
    expect(thanks.text).toContain('Vos 2 places restent proposées jusqu’au 24 mai 2027.')
    expect(thanks.text).toContain('Nous vous le redemanderons le 19 avril 2027.')
    const elsewhere = await visitor().get(path).expect(200)
    expect(elsewhere.text).toContain('C’est enregistré')
    expect(elsewhere.text).toContain('Recevoir un nouveau lien')
    expect(elsewhere.text).not.toMatch(/Exemple|2 places|Cabinet/)
  })

  test.each([
    ['31/03/2027', 'jusqu’au 31 mars 2027. Nous vous le redemanderons le 24 février 2027.'],
    ['15/12/2026', 'jusqu’au 15 décembre 2026. Nous ne vous le redemanderons pas.'],
  ])('the thanks tell the truth to who takes people until %s', async (fin_le, said) => {
    const scene = await aDoctorScene(database)
    const { doctor, path } = scene
    const form = changes(scene, { fin: 'date', fin_le })
    await doctor.post(path, await pageForm(doctor, path, form)).expect(303)
    expect((await doctor.get(path)).text).toContain(`Vos 2 places restent proposées ${said}`)
    const next = await doctor.get(await aLink(scene))
    expect(next.text).toContain(`Valable ${said.split('.')[0]}`)
  })

  test('B31: a pause at one practice counts the places of the other alone, and promises no six months', async () => {
    const scene = await aDoctorScene(database)
    const other = await aDoctor(scene.deps, scene.territoryId, { name: 'Nuages', places: 3 })
    const { doctor, path, doctorId } = scene
    await client.availability.update({ where: { id: other }, data: { doctorId } })
    await client.availability.updateMany({
      data: { confirmedAt: new Date('2026-09-12T09:00:00Z') },
    })
    const form = await pageForm(doctor, path, { duree: '1', cabinet: other })
    await doctor.post(`${path}/pause`, form).expect(303)
    const { text } = await doctor.get(path)
    expect(text).toContain('Vos 2 places restent proposées jusqu’au 12 mars 2027.')
    expect(text).toContain('Cabinet Nuages : en pause jusqu’au 24 décembre 2026.')
  })

  test.each([
    ['2026-09-12', 'Ensuite, vos places sont de nouveau proposées.'],
    [
      '2026-05-12',
      'Votre confirmation aura alors plus de sept mois : nous vous demanderons le 28 décembre 2026 si vos places',
    ],
  ])(
    'B31: who confirmed on %s and pauses for a month is told what comes next',
    async (day, said) => {
      const { doctor, path } = await aDoctorScene(database)
      await client.availability.updateMany({ data: { confirmedAt: new Date(`${day}T09:00:00Z`) } })
      const form = await pageForm(doctor, path, { duree: '1' })
      await doctor.post(`${path}/pause`, form).expect(303)
      const { text } = await doctor.get(path)
      expect(text).toContain('Personne ne vous sera adressé jusqu’au 24 décembre 2026.')
      expect(text).toContain(said)
    },
  )

  test('B43: a departure announced confirms nothing: the thanks say until when places were', async () => {
    const { doctor, path } = await aDoctorScene(database)
    await client.availability.updateMany({
      data: { confirmedAt: new Date('2026-09-12T09:00:00Z') },
    })
    const form = await pageForm(doctor, path, { motif: 'retraite', part_le: '30/06/2027' })
    await doctor.post(`${path}/depart`, form).expect(303)
    const { text } = await doctor.get(path)
    expect(text).toContain('Vos 2 places restent proposées jusqu’au 12 mars 2027.')
    expect(text).not.toContain('24 mai 2027')
  })

  test('a doctor who was never confirmed is told that nobody comes until they are', async () => {
    const { doctor, path } = await aDoctorScene(database)
    await client.availability.updateMany({ data: { confirmedAt: null } })
    const form = await pageForm(doctor, path, { motif: 'retraite', part_le: '30/06/2027' })
    await doctor.post(`${path}/depart`, form).expect(303)
    expect((await doctor.get(path)).text).toContain(
      'Personne ne vous sera adressé tant que vous n’aurez pas confirmé vos places.',
    )
  })

  test('who left the list is offered no link that would never come', async () => {
    const { doctor, path } = await aDoctorScene(database)
    expect((await doctor.get(`${path}/quitter`)).text).toContain(
      'Vos coordonnées sont effacées 90 jours après votre départ.',
    )
    await doctor.post(`${path}/quitter`, await pageForm(doctor, path)).expect(303)
    const { text } = await doctor.get(path)
    expect(text).toContain('Vous n’êtes plus sur aucune liste. Pour revenir, appelez-nous.')
    expect(text).not.toContain('Recevoir un nouveau lien')
  })

  test('a doctor whose stays are all over is told that nobody is sent to them', async () => {
    const scene = await aDoctorScene(database)
    const { doctor, path } = scene
    await client.availability.updateMany({ data: { endsOn: new Date('2026-11-01T00:00:00Z') } })
    expect((await doctor.get(path)).text).toContain('Pour continuer, changez la date')
    await doctor.post(path, await pageForm(doctor, path, { action: 'inchange' })).expect(303)
    expect((await doctor.get(path)).text).toContain('Personne ne vous sera adressé.')
  })
})
