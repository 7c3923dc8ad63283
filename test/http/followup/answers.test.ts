import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { composeMessage } from '../../../server/letters/compose.ts'
import type { ClaimedMessage } from '../../../server/messaging/rules.ts'
import { NOW, type Visitor } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aScene, send, theRequest } from '../../support/scene.ts'

const database = await aDatabase()
const DAY_MS = 86_400_000

describe('où en êtes-vous ?', () => {
  const answer = (patient: Visitor, link: string, fields: Record<string, string>) =>
    patient.post(`${link}/suite`, { cle: randomUUID(), ...fields })

  test('B11: a household that was seen is counted, once, among those oriented', async () => {
    const scene = await aScene(database)
    await send(scene)
    await answer(scene.patient, scene.link, {
      suite: 'vu',
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
    await answer(scene.patient, scene.link, { suite: 'refuse', medecin: 'tous' }).expect(303)
    const { status, registeredAt } = await theRequest(database)
    expect({ status, registeredAt }).toEqual({ status: 'ready', registeredAt: NOW })
    const page = await scene.coordinator.get(`/coordination/demandes/${scene.id}`)
    expect(page.text).toContain('data-reason="refused_before"')
    expect(page.text).toContain('Aucun médecin ne peut les accueillir')
  })

  test('a refusal that names nobody asks who refused, and puts no doctor in doubt', async () => {
    const scene = await aScene(database)
    await send(scene)
    const unsaid = await answer(scene.patient, scene.link, { suite: 'refuse', medecin: '' })
    expect(unsaid.status).toBe(422)
    expect(unsaid.text).toContain('Dites quel médecin a refusé ou est complet')
    const odd = await answer(scene.patient, scene.link, { suite: 'refuse', medecin: '\0' })
    expect(odd.status).toBe(422)
    expect(await database.client.availability.count({ where: { loweredAt: null } })).toBe(3)
  })

  test('a doctor who refused leaves the page of the household', async () => {
    const scene = await aScene(database)
    await send(scene)
    await answer(scene.patient, scene.link, { suite: 'refuse', medecin: scene.doctors[0] ?? '' })
    const page = await scene.patient.get(scene.link)
    expect(page.text.match(/data-doctor-id=/g)).toHaveLength(2)
  })

  test('seen, and in the end no doctor: back on the waiting list at the old date, counted no more', async () => {
    const scene = await aScene(database)
    await send(scene)
    await answer(scene.patient, scene.link, { suite: 'vu', medecin: '' }).expect(303)
    const page = await scene.patient.get(scene.link)
    expect(page.text).toContain('Finalement')
    await answer(scene.patient, scene.link, { suite: 'non' }).expect(303)
    expect(await theRequest(database)).toMatchObject({
      status: 'ready',
      foundAt: null,
      registeredAt: NOW,
    })
  })

  test('followed, then not, outside the territory: it does not wait there, a person looks', async () => {
    const scene = await aScene(database, { deja_suivi: 'oui' })
    await database.client.orientationRequest.updateMany({ data: { verdict: 'outside' } })
    await answer(scene.patient, scene.link, { suite: 'non' }).expect(303)
    expect(await theRequest(database)).toMatchObject({ status: 'already_followed' })
    expect(await database.client.todo.findMany()).toMatchObject([
      { kind: 'place_household', whileStatus: 'already_followed' },
    ])
  })

  test('somebody who withdraws may say that they found a doctor by themselves', async () => {
    const scene = await aScene(database)
    await scene.patient.post(`${scene.link}/retrait`, { raison: 'trouve' }).expect(303)
    expect(await theRequest(database)).toMatchObject({
      status: 'closed',
      closeReason: 'found_alone',
    })
  })

  test('not called yet: nothing moves, and a date is set to ask again', async () => {
    const scene = await aScene(database)
    await send(scene)
    await answer(scene.patient, scene.link, { suite: 'pas_appele', medecin: '' }).expect(303)
    expect((await theRequest(database)).status).toBe('shortlisted')
  })

  test('the same form sent again with another answer leads back to the page, which says so', async () => {
    const scene = await aScene(database)
    await send(scene)
    const cle = randomUUID()
    await answer(scene.patient, scene.link, { cle, suite: 'pas_appele' }).expect(303)
    const again = await answer(scene.patient, scene.link, { cle, suite: 'rendez_vous' })
    expect(again.status).toBe(303)
    expect(again.headers.location).toBe(`${scene.link}?note=deja`)
    expect((await scene.patient.get(`${scene.link}?note=deja`)).text).toContain(
      'Vous pouvez changer votre réponse ci-dessous.',
    )
    expect(await database.client.outcome.count()).toBe(1)
  })

  test('one that a doctor follows is promised no date and no pause, and may say that it changed', async () => {
    const scene = await aScene(database, { deja_suivi: 'oui' })
    const page = (await scene.patient.get(scene.link).expect(200)).text
    expect(page).toContain('data-status="already_followed"')
    expect(page).not.toContain('/pause"')
    expect(page).not.toContain('data-next-step-date')
    expect(page).toContain('value="non"')
    const received = { template: 'request_received' } as const
    const message = await database.client.message.findFirstOrThrow({ where: received })
    const letter = await composeMessage(scene.deps, message as ClaimedMessage, scene.clock.at)
    expect(JSON.stringify(letter)).toContain(scene.deps.config.publicUrl)
    expect(JSON.stringify(letter)).not.toContain('Prochaine nouvelle')
  })

  test.each([
    { suite: 'pas_appele', on: '2026-12-04' },
    { suite: 'rendez_vous', on: '2026-12-24' },
    { suite: 'vu', on: '2026-12-26' },
  ])(
    'after « $suite » two days later, the date on the page is that of the next question',
    async (told) => {
      const scene = await aScene(database)
      await send(scene)
      scene.clock.at = new Date(NOW.getTime() + 2 * DAY_MS)
      await answer(scene.patient, scene.link, { suite: told.suite }).expect(303)
      expect((await theRequest(database)).nextStepOn).toEqual(new Date(`${told.on}T00:00:00Z`))
    },
  )

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
