import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { runDue } from '../../server/jobs/loop.ts'
import { sendersOf } from '../../server/messaging/senders.ts'
import { buildJobs } from '../../server/wiring.ts'
import { aMember, NOW } from '../support/app.ts'
import { aDatabase } from '../support/database.ts'
import { aDoctor, aTerritory, signIn } from '../support/people.ts'
import { aScene, type Scene, send, theRequest } from '../support/scene.ts'

const database = await aDatabase()

const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000)

/** Lets the jobs run at that time; gives every message with what became of it. */
async function deliver({ deps, clock }: Scene, at: Date) {
  clock.at = at
  await runDue(deps, buildJobs(deps, sendersOf(deps)), at)
  return database.client.message.findMany({ orderBy: { template: 'asc' } })
}

describe('B7: the list of doctors near home', () => {
  test('the page of a request ranks the doctors with their reasons, nearest first', async () => {
    const { coordinator, id, doctors } = await aScene(database)
    const { text } = await coordinator.get(`/coordination/demandes/${id}`).expect(200)
    const shown = [...text.matchAll(/data-km="([\d.]+)"/g)].map(([, km]) => Number(km))
    expect(shown).toHaveLength(doctors.length)
    expect(shown).toEqual([...shown].sort((a, b) => a - b))
    expect(text).toContain('3 médecins peuvent les accueillir')
  })

  test('B21: a doctor nearer but full is left out, with the reason', async () => {
    const scene = await aScene(database, {}, [2])
    await aDoctor(scene.deps, scene.territoryId, { name: 'Complet', km: 0.5, places: 0 })
    const { text } = await scene.coordinator.get(`/coordination/demandes/${scene.id}`).expect(200)
    expect(text).toMatch(
      /data-eligible="false"[\s\S]*data-reason="full"|data-reason="full"[\s\S]*data-eligible="false"/,
    )
  })

  test('B12: someone who cannot travel is offered only doctors who visit', async () => {
    const scene = await aScene(database, aMember(0, { se_deplace: 'non' }), [1])
    await aDoctor(scene.deps, scene.territoryId, { name: 'Visiteuse', km: 2, homeVisitPlaces: 2 })
    const { text } = await scene.coordinator.get(`/coordination/demandes/${scene.id}`).expect(200)
    expect(text).toContain('1 médecin peut les accueillir')
    expect(text).toContain('Visiteuse')
  })

  test('a list sent by e-mail leaves after ten seconds, and opens on the private page', async () => {
    const scene = await aScene(database)
    await send(scene).then(({ status }) => expect(status).toBe(303))
    expect((await theRequest(database)).status).toBe('shortlisted')
    expect((await deliver(scene, later(5))).map(({ status }) => status)).toEqual([
      'delivered',
      'queued',
    ])
    expect((await deliver(scene, later(11))).map(({ status }) => status)).toEqual([
      'delivered',
      'delivered',
    ])
    const page = await scene.patient.get(scene.link).expect(200)
    expect(page.text.match(/data-doctor-id=/g)).toHaveLength(3)
    expect(page.text).toContain('tel:+33353014107')
  })

  test('it can be taken back before it leaves, and the household keeps its place', async () => {
    const scene = await aScene(database)
    await send(scene)
    await scene.coordinator.post(`/coordination/demandes/${scene.id}/envoi/annuler`).expect(303)
    const { status, orientedAt } = await theRequest(database)
    expect({ status, orientedAt }).toEqual({ status: 'ready', orientedAt: null })
    const messages = await deliver(scene, later(60))
    expect(messages.map((message) => message.status)).toEqual(['delivered', 'cancelled'])
  })

  test('a household that withdraws before it leaves is sent nothing', async () => {
    const scene = await aScene(database)
    await send(scene)
    await scene.patient.post(`${scene.link}/retrait`).expect(303)
    const messages = await deliver(scene, later(60))
    expect(messages.find(({ template }) => template === 'shortlist')?.status).toBe('cancelled')
  })

  test('undone too late: the page says so', async () => {
    const scene = await aScene(database)
    await send(scene)
    await deliver(scene, later(60))
    const late = await scene.coordinator.post(`/coordination/demandes/${scene.id}/envoi/annuler`)
    const page = await scene.coordinator.get(late.headers.location ?? '')
    expect(page.text).toContain('Trop tard pour annuler')
  })

  test('the same button pressed twice sends one list', async () => {
    const scene = await aScene(database)
    const fields = { cle: randomUUID(), version: String((await theRequest(database)).version) }
    const answers = await Promise.all([send(scene, fields), send(scene, fields)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect((await theRequest(database)).shortlists).toHaveLength(1)
    expect(await database.client.message.count({ where: { template: 'shortlist' } })).toBe(1)
  })

  test('by phone, the script is read and the list is told by word of mouth', async () => {
    const scene = await aScene(database, {
      telephone: '06 39 98 12 34',
      courriel: '',
      canal: 'telephone',
    })
    const script = await send(scene, { canal: 'telephone' })
    expect(script.status).toBe(200)
    expect(script.text).toContain('La liste est donnée')
    await scene.coordinator
      .post(`/coordination/demandes/${scene.id}/telephone`, {
        cle: randomUUID(),
        version: String((await theRequest(database)).version),
        km: '5',
        medecin: scene.doctors,
        appel: 'dit',
      })
      .expect(303)
    const { status, shortlists } = await theRequest(database)
    expect(status).toBe('shortlisted')
    expect(shortlists[0]?.givenAt).toEqual(NOW)
  })

  test('a call without an answer is noted once, however often the button is pressed', async () => {
    const scene = await aScene(database)
    const pressed = { cle: randomUUID(), appel: 'absent' }
    const path = `/coordination/demandes/${scene.id}/telephone`
    const version = String((await theRequest(database)).version)
    await scene.coordinator.post(path, { ...pressed, version }).expect(303)
    await scene.coordinator.post(path, { ...pressed, version }).expect(303)
    expect(await database.client.requestEvent.count({ where: { kind: 'told_by_phone' } })).toBe(1)
  })

  test('B18: by phone too, a doctor beyond the distance chosen needs a reason', async () => {
    const scene = await aScene(database, { distance_max_km: '1' }, [3])
    const told = await scene.coordinator.post(`/coordination/demandes/${scene.id}/telephone`, {
      cle: randomUUID(),
      km: '5',
      medecin: scene.doctors,
      appel: 'dit',
    })
    expect(told.status).toBe(422)
    expect((await theRequest(database)).status).toBe('ready')
  })

  test('B18: beyond the distance chosen, the reason is asked and kept', async () => {
    const scene = await aScene(database, { distance_max_km: '1' }, [3])
    const refused = await send(scene, { km: '5' })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('Pourquoi aller plus loin')
    await send(scene, { km: '5', motif_distance: 'Une voisine conduit' }).then(({ status }) =>
      expect(status).toBe(303),
    )
    const page = await scene.coordinator.get(`/coordination/demandes/${scene.id}`)
    expect(page.text).toContain('Une voisine conduit')
    expect(JSON.stringify(await database.client.shortlist.findFirst())).not.toContain('voisine')
  })

  test('B18: a delegate may do what a coordinator does, an auditor only reads', async () => {
    const scene = await aScene(database)
    const delegate = scene.visitor()
    await signIn(scene.deps, delegate, 'delegate')
    const auditor = scene.visitor()
    await signIn(scene.deps, auditor, 'auditor')
    expect((await send({ ...scene, coordinator: auditor })).status).toBe(403)
    await auditor.get(`/coordination/demandes/${scene.id}`).expect(200)
    expect((await send({ ...scene, coordinator: delegate })).status).toBe(303)
  })

  test('a stale page is told who changed the request, and overwrites nothing', async () => {
    const scene = await aScene(database)
    const version = String((await theRequest(database)).version)
    await send(scene, { version })
    await scene.coordinator.post(`/coordination/demandes/${scene.id}/envoi/annuler`)
    const stale = await send(scene, { version })
    expect(stale.status).toBe(409)
    expect(stale.text).toContain('Inès Belgrain')
    expect((await theRequest(database)).status).toBe('ready')
  })
})

test('every reading and writing of a file leaves one line of audit', async () => {
  const scene = await aScene(database)
  const count = () => database.client.auditEntry.count({ where: { subjectId: scene.id } })
  const before = await count()
  await scene.coordinator.get(`/coordination/demandes/${scene.id}`)
  expect(await count()).toBe(before + 1)
  await scene.patient.get(scene.link)
  expect(await count()).toBe(before + 2)
})

test('a request of another territory is not found', async () => {
  const scene = await aScene(database)
  const otherId = await aTerritory(scene.deps, { slug: 'ailleurs' })
  const stranger = scene.visitor()
  await signIn(scene.deps, stranger, 'coordinator', 'ailleurs')
  expect(otherId).not.toBe(scene.territoryId)
  await stranger.get(`/coordination/demandes/${scene.id}`).expect(404)
  expect((await send({ ...scene, coordinator: stranger })).status).toBe(404)
})

test('a wrong e-mail is corrected on the page of the request, and the household is found by it', async () => {
  const scene = await aScene(database)
  const path = `/coordination/demandes/${scene.id}`
  const reach = {
    telephone: '',
    courriel: 'juste@example.org',
    canal: 'courriel',
    distance_max_km: '3',
  }
  const version = String((await theRequest(database)).version)
  await scene.coordinator.post(`${path}/coordonnees`, { ...reach, version }).expect(303)
  const page = await scene.coordinator.get('/coordination?q=juste@example.org')
  expect(page.text).toContain(scene.id)
  const wrong = await scene.coordinator.post(`${path}/coordonnees`, { ...reach, courriel: 'faux@' })
  expect(wrong.status).toBe(422)
  expect(wrong.text).toContain('faux@')
})
