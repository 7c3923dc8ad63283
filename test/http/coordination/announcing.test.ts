import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { aDatabase } from '../../support/database.ts'
import { aStaffScene, ask } from './solution-scene.ts'

const database = await aDatabase()

const noMail = { courriel: '', canal: 'telephone' }

describe('B20: telling the household, then naming the doctor', () => {
  test('a yes is one thing to do; its message says no name; agreeing gives the name', async () => {
    const scene = await aStaffScene(database)
    await ask(scene, scene.doctors)
    await scene.doctorSays({ kind: 'yes' })
    expect(await scene.todos()).toEqual(['tell_household'])
    const inbox = (await scene.staff.get('/coordination?etat=chez_medecin').expect(200)).text
    expect(inbox).toMatch(/Le Dr Nour Exemple\d+ a dit oui pour Jeanne Lamercier : annoncez-le/)
    expect(inbox).toContain('Annoncer la solution au foyer')
    const { text } = await scene.staff.get(`${scene.path}/annonce`).expect(200)
    const message = text.slice(
      text.indexOf('class="letter"'),
      text.indexOf('Ce que le foyer saura'),
    )
    expect(message).toContain('du nouveau')
    expect(message).not.toContain('Exemple')
    await scene.press('annonce', { canal: 'courriel' })
    expect(await scene.read()).toMatchObject({ status: 'offered' })
    await scene.press('reponse-foyer', { reponse_foyer: 'accord' })
    expect(await scene.read()).toMatchObject({ status: 'agreed' })
    expect(await scene.page()).toContain('Le foyer a dit oui à Dr Nour Exemple')
  })

  test('on the phone: distance and conditions are read, not the name, and agreeing at once is one press', async () => {
    const scene = await aStaffScene(database, { form: noMail })
    await ask(scene, scene.doctors)
    await scene.doctorSays({ kind: 'yes' })
    const { text } = await scene.staff.get(`${scene.path}/annonce`).expect(200)
    expect(text).toContain('à 1,0 km de chez vous, à Lille')
    expect(text).not.toMatch(/Exemple\d|rue des Essais|03 53 01 41 07/)
    const said = await scene.press('annonce/appel', { appel: 'accord' })
    expect(said.headers.location).toBe(`${scene.path}/annonce?canal=telephone`)
    expect(await scene.read()).toMatchObject({ status: 'agreed' })
    const naming = (await scene.staff.get(said.headers.location ?? '').expect(200)).text
    expect(naming).toMatch(/Dr Nour Exemple\d+/)
    expect(naming).toContain('03 53 01 41 07')
    expect(naming).toContain('Par téléphone le matin')
    const kinds = (await database.client.requestEvent.findMany()).map(({ kind }) => kind)
    expect(kinds).toEqual(expect.arrayContaining(['solution_told', 'household_answered']))
  })

  test('the button of an agreement pressed twice on the phone agrees once', async () => {
    const scene = await aStaffScene(database, { form: noMail })
    await ask(scene, scene.doctors)
    await scene.doctorSays({ kind: 'yes' })
    const pressed = { cle: randomUUID(), appel: 'accord' }
    const both = [
      await scene.press('annonce/appel', pressed),
      await scene.press('annonce/appel', pressed),
    ]
    expect(both.map(({ headers }) => headers.location)).toEqual(
      both.map(() => `${scene.path}/annonce?canal=telephone`),
    )
    const told = { where: { kind: 'household_answered' } }
    expect(await database.client.requestEvent.count(told)).toBe(1)
  })

  test('a call without an answer is noted, and the solution still waits to be told', async () => {
    const scene = await aStaffScene(database, { form: noMail })
    await ask(scene, scene.doctors)
    await scene.doctorSays({ kind: 'yes' })
    await scene.press('annonce/appel', { appel: 'absent' })
    expect(await scene.read()).toMatchObject({ status: 'proposed' })
    const { text } = await scene.staff.get(`${scene.path}/annonce`).expect(200)
    expect(text).toContain('appel sans réponse')
  })

  test('by letter: distance, conditions and a phone to answer, without the doctor’s name', async () => {
    const scene = await aStaffScene(database)
    await ask(scene, scene.doctors)
    await scene.doctorSays({ kind: 'yes' })
    const { text } = await scene.staff.get(`${scene.path}/annonce?canal=courrier`).expect(200)
    const letter = text.slice(text.indexOf('class="letter"'), text.indexOf('Ce que le foyer saura'))
    expect(letter).toContain('de chez vous')
    expect(letter).toContain('03 53 01 00 24')
    expect(letter).not.toContain('Exemple')
    await scene.press('annonce', { canal: 'courrier' })
    expect(await scene.read()).toMatchObject({ status: 'offered' })
  })

  test('a household that refuses keeps its date, and the next doctor can be asked', async () => {
    const scene = await aStaffScene(database)
    const { registeredAt } = await scene.read()
    await ask(scene, scene.doctors)
    await scene.doctorSays({ kind: 'yes' })
    await scene.tell()
    await scene.press('reponse-foyer', { reponse_foyer: 'refus' })
    expect(await scene.read()).toMatchObject({ status: 'ready', registeredAt })
    expect(await scene.page()).toContain('oui, mais le foyer a refusé')
  })

  test('a doctor who left between the yes and the agreement: said on the page, nothing lost', async () => {
    const scene = await aStaffScene(database)
    await ask(scene, scene.doctors)
    await scene.doctorSays({ kind: 'yes' })
    await scene.tell()
    await database.client.doctor.updateMany({ data: { withdrawnAt: scene.clock.at } })
    const said = await scene.press('reponse-foyer', { reponse_foyer: 'accord' })
    const { text } = await scene.staff.get(said.headers.location ?? '').expect(200)
    expect(text).toContain('Ce médecin n’accueille plus')
    expect(await scene.read()).toMatchObject({ status: 'ready' })
  })
})
