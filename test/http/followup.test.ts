import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { NOW, type Visitor } from '../support/app.ts'
import { aDatabase } from '../support/database.ts'
import { aScene, send, theRequest } from '../support/scene.ts'

const database = await aDatabase()

describe('avez-vous trouvé ?', () => {
  const answer = (patient: Visitor, link: string, fields: Record<string, string>) =>
    patient.post(`${link}/suite`, { cle: randomUUID(), ...fields })

  test('B11: a household that found is counted, once, among those oriented', async () => {
    const scene = await aScene(database)
    await send(scene)
    await answer(scene.patient, scene.link, {
      suite: 'oui',
      medecin: scene.doctors[0] ?? '',
    }).expect(303)
    const { status, foundAt, members } = await theRequest(database)
    expect({ status, foundAt }).toEqual({ status: 'seen', foundAt: NOW })
    expect(members.map(({ seenAt }) => seenAt)).toEqual([NOW])
    const inbox = await scene.coordinator.get('/coordination')
    expect(inbox.text).toContain('data-figure="oriented">1')
    expect(inbox.text).toContain('data-figure="found">1')
  })

  test('refused by one doctor of three: the list goes on without them', async () => {
    const scene = await aScene(database)
    await send(scene)
    await answer(scene.patient, scene.link, {
      suite: 'refuse',
      medecin: scene.doctors[0] ?? '',
    }).expect(303)
    expect((await theRequest(database)).status).toBe('shortlisted')
    const refused = await database.client.availability.findUniqueOrThrow({
      where: { id: scene.doctors[0] ?? '' },
    })
    expect(refused.loweredAt).toEqual(NOW)
  })

  test('refused by all: back on the waiting list at the old date, and these doctors are not proposed again', async () => {
    const scene = await aScene(database)
    await send(scene)
    await answer(scene.patient, scene.link, { suite: 'refuse', medecin: '' }).expect(303)
    const { status, registeredAt } = await theRequest(database)
    expect({ status, registeredAt }).toEqual({ status: 'ready', registeredAt: NOW })
    const page = await scene.coordinator.get(`/coordination/demandes/${scene.id}`)
    expect(page.text).toContain('data-reason="refused_before"')
    expect(page.text).toContain('Aucun médecin ne peut les accueillir')
  })

  test('not yet: nothing moves, and a date is set to ask again', async () => {
    const scene = await aScene(database)
    await send(scene)
    await answer(scene.patient, scene.link, { suite: 'pas_encore', medecin: '' }).expect(303)
    expect((await theRequest(database)).status).toBe('shortlisted')
  })

  test('opening the link answers nothing, and an altered one opens nothing', async () => {
    const scene = await aScene(database)
    await send(scene)
    const { version } = await theRequest(database)
    await scene.patient.get(scene.link).expect(200)
    expect((await theRequest(database)).version).toBe(version)
    await scene.patient
      .get(`${scene.link.slice(0, -1)}${scene.link.endsWith('A') ? 'B' : 'A'}`)
      .expect(404)
  })
})
