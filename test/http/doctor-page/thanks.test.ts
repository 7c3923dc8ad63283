import { describe, expect, test } from 'vitest'
import { aDatabase } from '../../support/database.ts'
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

  test('a doctor whose stays are all over is told that nobody is sent to them', async () => {
    const scene = await aDoctorScene(database)
    const { doctor, path } = scene
    await client.availability.updateMany({ data: { endsOn: new Date('2026-11-01T00:00:00Z') } })
    expect((await doctor.get(path)).text).toContain('Pour continuer, changez la date')
    await doctor.post(path, await pageForm(doctor, path, { action: 'inchange' })).expect(303)
    expect((await doctor.get(path)).text).toContain('Personne ne vous sera adressé.')
  })
})
