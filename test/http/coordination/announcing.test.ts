import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { MoveRefused } from '../../../server/errors.ts'
import { tellHousehold } from '../../../server/proposals/service.ts'
import { longDay } from '../../../web/words/dates.ts'
import { aDatabase } from '../../support/database.ts'
import { aStaffScene, ask, type StaffScene } from './solution-scene.ts'

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

  test('the message shown asks for an answer by the day that the household will have', async () => {
    const scene = await aStaffScene(database)
    await ask(scene, scene.doctors)
    await scene.doctorSays({ kind: 'yes' })
    const { text } = await scene.staff.get(`${scene.path}/annonce`).expect(200)
    const [, day = ''] = /Il a jusqu’au ([^<]+) pour dire oui ou non/.exec(text) ?? []
    expect(text).toContain(`Répondez au plus tard le ${day} à 18`)
    await scene.press('annonce', { canal: 'courriel' })
    const { nextStepOn } = await scene.read()
    expect(longDay(nextStepOn?.toISOString().slice(0, 10) ?? '')).toBe(day)
  })

  test.each([
    ['fr', false],
    ['pt', true],
  ])('a household that speaks %s is told that Portuguese is spoken: %s', async (langue, isTold) => {
    const scene = await aStaffScene(database, { form: { langue } })
    await database.client.doctor.updateMany({ data: { languages: ['fr', 'pt', 'vi'] } })
    await ask(scene, scene.doctors)
    await scene.doctorSays({ kind: 'yes' })
    const { text } = await scene.staff.get(`${scene.path}/annonce`).expect(200)
    expect(text.includes('on y parle aussi portugais')).toBe(isTold)
    expect(text).not.toContain('vietnamien')
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

  test('a household that stopped SMS once the page was open is not held as told: 409, and it is still to be told', async () => {
    const scene = await aStaffScene(database, { form: { canal: 'sms' } })
    await ask(scene, scene.doctors)
    await scene.doctorSays({ kind: 'yes' })
    const page = await scene.staff.get(`${scene.path}/annonce?canal=sms`).expect(200)
    expect(page.text).toContain('Annoncer par SMS')
    await database.client.orientationRequest.updateMany({
      data: { smsStoppedAt: scene.clock.at, smsStoppedBy: 'household' },
    })
    const said = await scene.press('annonce', { canal: 'sms' })
    expect(said.status).toBe(409)
    expect(said.text).toContain('Relisez, puis recommencez')
    await isUntold(scene)
  })

  test('a foreign mobile is never held as told by SMS: the channel is off, and asking for it says nothing', async () => {
    const scene = await aStaffScene(database, { form: { canal: 'sms', ...BELGIAN, courriel: '' } })
    await ask(scene, scene.doctors)
    await scene.doctorSays({ kind: 'yes' })
    const { text } = await scene.staff.get(`${scene.path}/annonce?canal=courrier`).expect(200)
    expect(text).toContain('est à l’étranger')
    expect((await scene.press('annonce', { canal: 'sms' })).status).toBe(409)
    const told = { key: randomUUID(), channel: 'sms' as const }
    await expect(tellHousehold(scene.deps, scene.target, told, scene.clock.at)).rejects.toThrow(
      MoveRefused,
    )
    await isUntold(scene)
  })
})

/** Of the numbers that the Belgian plan leaves unused: a mobile by its form. */
const BELGIAN = { telephone: '+32 470 00 00 00' }

async function isUntold(scene: StaffScene) {
  expect(await scene.read()).toMatchObject({ status: 'proposed' })
  expect(await scene.todos()).toEqual(['tell_household'])
  const { client } = database
  expect(await client.message.count({ where: { template: 'solution_found' } })).toBe(0)
  expect(await client.requestEvent.count({ where: { kind: 'solution_told' } })).toBe(0)
}
