import { describe, expect, test } from 'vitest'
import { careForProposals } from '../../../server/proposals/service.ts'
import { aMember } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { signIn } from '../../support/people.ts'
import { aStaffScene, ask } from './solution-scene.ts'

const database = await aDatabase()

const byPhone = { courriel: '', canal: 'telephone' }

describe('B32: the way of a request, on its page', () => {
  test('shows where it stands, what comes next and when', async () => {
    const { page } = await aStaffScene(database)
    const text = await page()
    expect(text).toMatch(/ladder-now" aria-current="step"[\s\S]*Maintenant[\s\S]*Près du domicile/)
    expect(text).toMatch(/Choisissez des médecins ci-dessous avant le \S+ \d/)
    expect(text).toContain('Liste commune')
  })

  test('a household whom no message reaches is asked on the phone, and its answer widens the search', async () => {
    const scene = await aStaffScene(database, {
      kms: [1, 12],
      form: byPhone,
      settings: { reasonableKm: 20 },
    })
    await ask(scene, scene.doctors.slice(0, 1))
    await scene.doctorSays({ kind: 'no', reason: 'other' })
    expect(await scene.todos()).toEqual(['ask_wider'])
    expect(await scene.page()).toContain('demandez s’il irait jusqu’à 15 km')
    await scene.press('plus-loin')
    expect(await scene.page()).toContain('Irait-il jusqu’à 15 km ?')
    await scene.press('plus-loin/reponse', { plus_loin: 'accord' })
    const text = await scene.page()
    expect(text).toContain('1 médecin peut les accueillir')
    expect(text).toContain('Il accepte d’aller jusqu’à 15 km')
    expect(await scene.todos()).toEqual(['choose_again'])
  })

  test('a household that prefers to stay near keeps its place, and goes to the next rung', async () => {
    const scene = await aStaffScene(database, { kms: [] })
    const { registeredAt } = await scene.read()
    await scene.press('plus-loin')
    await scene.press('plus-loin/reponse', { plus_loin: 'refus' })
    expect(await scene.read()).toMatchObject({ status: 'ready', registeredAt })
    expect(await scene.page()).toContain('Retirer de la liste commune')
    await scene.press('liste-commune', { liste_commune: 'non' })
    const text = await scene.page()
    expect(text).toContain('Mettre sur la liste commune')
    expect(text).toMatch(/aria-current="step"[\s\S]{0,90}Près du domicile/)
  })

  test('a territory without a common list offers none', async () => {
    const { page } = await aStaffScene(database, { settings: { hasCommonList: false } })
    expect(await page()).not.toMatch(/liste commune/i)
  })

  test('mode shortlist has no way, no doctor asked, no one more person', async () => {
    const { page } = await aStaffScene(database, { settings: { mode: 'shortlist' } })
    const text = await page()
    expect(text).not.toMatch(/ladder|Solliciter|Une personne de plus|Médecins sollicités/)
    expect(text).toContain('Préparer l’envoi')
  })
})

describe('things to do', () => {
  test('are counted beside the navigation, shown with their action, and ended by a press', async () => {
    const scene = await aStaffScene(database, { kms: [1], form: byPhone })
    await ask(scene, scene.doctors)
    await scene.doctorSays({ kind: 'no', reason: 'other' })
    const before = (await scene.staff.get('/coordination').expect(200)).text
    expect(before).toMatch(/À faire\s*<span class="nav-count">1</)
    expect(before).toContain('Plus personne près de chez Jeanne Lamercier')
    expect(before).toContain('Demander au foyer s’il va plus loin')
    const finish = /action="([^"]*\/a-faire\/[^"]*)"/.exec(before)?.[1] ?? ''
    const done = await scene.staff.post(finish)
    expect(done.headers.location).toBe('/coordination#a-faire')
    expect(await scene.todos()).toEqual([])
    expect((await scene.staff.get('/coordination').expect(200)).text).not.toContain(
      'nav-count">1<span class="visually-hidden"> à faire',
    )
  })

  test('pressed on the page of the request, it leads back there', async () => {
    const scene = await aStaffScene(database, { kms: [1], form: byPhone })
    await ask(scene, scene.doctors)
    await scene.doctorSays({ kind: 'no', reason: 'other' })
    const finish = /action="([^"]*\/a-faire\/[^"]*)"/.exec(await scene.page())?.[1] ?? ''
    const done = await scene.staff.post(finish, { retour: 'demande' })
    expect(done.headers.location).toBe(scene.path)
  })

  test('of another territory cannot be ended', async () => {
    const scene = await aStaffScene(database, { kms: [1], form: byPhone })
    await ask(scene, scene.doctors)
    await scene.doctorSays({ kind: 'no', reason: 'other' })
    await database.client.todo.updateMany({ data: { territoryId: scene.id } })
    const { id } = await database.client.todo.findFirstOrThrow()
    await scene.staff.post(`${scene.path}/a-faire/${id}`)
    expect(await scene.todos()).toEqual(['ask_wider'])
  })

  test('a yes that comes after the date leads to asking that doctor again', async () => {
    const scene = await aStaffScene(database, { kms: [1] })
    await ask(scene, scene.doctors)
    const proposalId = (await scene.living())?.id ?? ''
    scene.wait(10)
    await careForProposals(scene.deps, scene.clock.at)
    await scene.doctorSays({ kind: 'yes' }, { proposalId })
    const later = scene.visitor()
    await signIn(scene.deps, later)
    const { text } = await later.get(scene.path).expect(200)
    expect(text).toMatch(/a dit oui pour Jeanne Lamercier, après la date/)
    const [, href = ''] = /href="([^"]*sollicitation[^"]*)"/.exec(text) ?? []
    const asking = await later.get(href.replaceAll('&amp;', '&')).expect(200)
    expect(asking.text).toContain(`data-doctor-row="${scene.doctors[0]}"`)
  })
})

describe('things to do of a former step', () => {
  test('do not come back when the request returns to that step', async () => {
    const scene = await aStaffScene(database, { settings: { movesOnTo: 'coordinator' } })
    const [first = '', second = ''] = scene.doctors
    await ask(scene, [first])
    await scene.doctorSays({ kind: 'no', reason: 'other' })
    await ask(scene, [second])
    await scene.doctorSays({ kind: 'no', reason: 'other' })
    expect(await scene.todos()).toEqual(['choose_again'])
  })

  test('of a doctor taken back after a yes are over when another is asked', async () => {
    const scene = await aStaffScene(database)
    const [first = '', second = ''] = scene.doctors
    await ask(scene, [first])
    await scene.doctorSays({ kind: 'yes' })
    await scene.press('sollicitation/retirer')
    await ask(scene, [second])
    expect(await scene.todos()).toEqual([])
  })
})

describe('one person more', () => {
  const newcomer = aMember(0, { prenom: 'Émile', se_deplace: 'non' })

  test('joins the household, and a doctor who had not answered is asked again for everybody', async () => {
    const scene = await aStaffScene(database)
    await ask(scene, scene.doctors)
    await scene.press('membre', aMember(0, { prenom: 'Émile' }))
    expect(await scene.read()).toMatchObject({ peopleCount: 2, status: 'proposed' })
    expect(await scene.living()).toMatchObject({ placesHeld: 2, status: 'pending' })
    expect(await scene.page()).toContain('Émile, 78 ans')
  })

  test('without a date of birth, the form comes back with what is missing', async () => {
    const scene = await aStaffScene(database)
    const { status, text } = await scene.press('membre', {
      ...newcomer,
      'membres[0][naissance_jour]': '',
    })
    expect(status).toBe(422)
    expect(text).toContain('<title>Erreur')
    expect(text).toContain('value="Émile"')
    expect(await scene.read()).toMatchObject({ peopleCount: 1 })
  })
})

describe('B18: who may do it', () => {
  test('a delegate does what a coordinator does', async () => {
    const scene = await aStaffScene(database, { role: 'delegate' })
    expect((await ask(scene, scene.doctors)).status).toBe(303)
    expect(await scene.living()).toMatchObject({ status: 'pending' })
  })

  test('an auditor reads where it stands and can press nothing', async () => {
    const scene = await aStaffScene(database)
    await ask(scene, scene.doctors)
    const auditor = scene.visitor()
    await signIn(scene.deps, auditor, 'auditor')
    const { text } = await auditor.get(scene.path).expect(200)
    expect(text).toContain('Sollicitation en cours')
    expect(text).not.toMatch(
      /action="\/coordination\/demandes\/[^"]*\/(sollicitation|membre|plus-loin)/,
    )
    await auditor.post(`${scene.path}/sollicitation/retirer`).expect(403)
    await auditor.get(`${scene.path}/annonce`).expect(403)
    expect(await scene.living()).toMatchObject({ status: 'pending' })
  })
})
