import { describe, expect, test } from 'vitest'
import { loadOf } from '../../../server/doctors/candidates.ts'
import { aDatabase } from '../../support/database.ts'
import { signIn } from '../../support/people.ts'
import { aStaffScene, ask } from './solution-scene.ts'

const database = await aDatabase()

describe('B18, B19: asking doctors from the page of a request', () => {
  test('the doctors are asked in the order typed, and the first holds its places', async () => {
    const scene = await aStaffScene(database)
    const [near = '', far = ''] = scene.doctors
    const asked = await ask(scene, [near, far], { ordre: ['2', '1'] })
    expect(asked.status).toBe(303)
    expect(await scene.living()).toMatchObject({ availabilityId: far, status: 'pending' })
    const whose = { territoryId: scene.territoryId, availabilityId: far }
    expect(await loadOf(database.client, whose, scene.clock.at)).toMatchObject({ held: 1 })
    const page = await scene.page()
    expect(page).toContain('Sollicitation en cours')
    expect(page).toContain('1 place')
    expect(page).toMatch(/timeline-what">Dr Nour Exemple\d+ sollicité</)
    expect(page).toMatch(
      /S’il dit non, ou ne répond pas à temps, le Dr Nour Exemple\d+ est sollicité/,
    )
  })

  test('what the doctor will read is shown before anybody is asked, and says nothing of who it is', async () => {
    const scene = await aStaffScene(database)
    const { text } = await scene.staff
      .get(`${scene.path}/sollicitation?medecin=${scene.doctors[0]}&km=5`)
      .expect(200)
    const summary = text.slice(text.indexOf('Ce que le médecin lira'), text.indexOf('action-bar'))
    expect(summary).toContain('1 personne : 1 de 70 ans et plus')
    for (const word of ['Lamercier', 'Jeanne', '1948', 'Toile-Bise', '06 39'])
      expect(summary).not.toContain(word)
    expect(await scene.proposals()).toEqual([])
  })

  test('beyond the reasonable distance a reason is asked, kept, and shown in the history', async () => {
    const scene = await aStaffScene(database, { settings: { reasonableKm: 2 }, kms: [1, 3] })
    const refused = await ask(scene, scene.doctors)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('Écrivez pourquoi aller aussi loin')
    expect(refused.text).toContain('La distance raisonnable ici est de 2 km')
    expect(await scene.proposals()).toEqual([])
    await ask(scene, scene.doctors, { motif_distance: 'Sa fille la conduit' })
    expect(await scene.living()).toMatchObject({ status: 'pending' })
    expect(await scene.page()).toContain('« Sa fille la conduit »')
  })

  test('a doctor within the reasonable distance needs no reason, whatever the distance of the list', async () => {
    const scene = await aStaffScene(database, { settings: { reasonableKm: 2 }, kms: [1, 3] })
    expect((await ask(scene, scene.doctors.slice(0, 1))).status).toBe(303)
    expect(await scene.living()).toMatchObject({ availabilityId: scene.doctors[0] })
  })

  test('by phone: a thing to do says whom to call, and goes away once the answer is noted', async () => {
    const scene = await aStaffScene(database)
    await ask(scene, scene.doctors.slice(0, 2), { moyen: 'telephone' })
    expect(await scene.todos()).toEqual(['call_doctor'])
    await scene.press('sollicitation/appel', { appel_medecin: 'pas_joint' })
    expect(await scene.page()).toMatch(/par téléphone[\s\S]*pas joint/)
    const sollicitation = (await scene.living())?.id ?? ''
    await scene.press('sollicitation/reponse', {
      sollicitation,
      reponse_medecin: 'non',
      raison_medecin: 'full',
    })
    expect(await scene.todos()).toEqual(['call_doctor'])
    expect(await scene.living()).toMatchObject({ availabilityId: scene.doctors[1] })
    const page = await scene.page()
    expect(page).toContain('non : complet')
    expect(page.match(/data-todo="call_doctor"/g)).toHaveLength(1)
  })

  test('an answer that lacks its reason, its number or its date comes back with what to write', async () => {
    const scene = await aStaffScene(database)
    await ask(scene, scene.doctors)
    const sollicitation = (await scene.living())?.id ?? ''
    const said = async (fields: Record<string, string>) => {
      const answer = await scene.press('sollicitation/reponse', { sollicitation, ...fields })
      return [answer.status, answer.text] as const
    }
    expect(await said({})).toEqual([422, expect.stringContaining('Choisissez ce que répond')])
    expect(await said({ reponse_medecin: 'non' })).toEqual([
      422,
      expect.stringContaining('Choisissez pourquoi il dit non'),
    ])
    expect(await said({ reponse_medecin: 'plus_tard', a_partir_du: '2026-01-01' })).toEqual([
      422,
      expect.stringContaining('Écrivez une date à venir'),
    ])
    expect(await scene.living()).toMatchObject({ status: 'pending' })
  })

  test('an order that is not a number comes back with an example, and nobody is asked', async () => {
    const scene = await aStaffScene(database)
    const refused = await ask(scene, scene.doctors, { ordre: ['1', 'deux', '3'] })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('Écrivez un nombre dans chaque case, par exemple 1, 2, 3.')
    expect(await scene.proposals()).toEqual([])
  })

  test('a yes noted after the date changes nothing by itself, and is said to have come late', async () => {
    const scene = await aStaffScene(database, { kms: [1] })
    await ask(scene, scene.doctors)
    const sollicitation = (await scene.living())?.id ?? ''
    scene.wait(10)
    const later = scene.visitor()
    await signIn(scene.deps, later)
    const said = await later.post(`${scene.path}/sollicitation/reponse`, {
      sollicitation,
      reponse_medecin: 'oui',
    })
    const { text } = await later.get(said.headers.location ?? '').expect(200)
    expect(text).toContain('La sollicitation était terminée quand vous avez noté cette réponse')
    expect(await scene.living()).toMatchObject({ status: 'pending', answeredAt: null })
  })

  test('a request taken back is on the waiting list at its date, and its place is free', async () => {
    const scene = await aStaffScene(database)
    const { registeredAt } = await scene.read()
    await ask(scene, scene.doctors)
    await scene.press('sollicitation/retirer')
    expect(await scene.read()).toMatchObject({ status: 'ready', registeredAt })
    expect(await scene.page()).toContain('retirée par l’équipe')
  })

  test('two coordinators at the same second: the second sees the page as it is', async () => {
    const scene = await aStaffScene(database)
    const { version } = await scene.read()
    await ask(scene, scene.doctors)
    const second = await ask(scene, scene.doctors, { version: String(version) })
    expect(second.headers.location).toBe(`${scene.path}?entre-temps`)
    const { text } = await scene.staff.get(`${scene.path}?entre-temps`).expect(200)
    expect(text).toContain('La demande a changé entre-temps')
    expect(await scene.proposals()).toHaveLength(1)
  })
})
