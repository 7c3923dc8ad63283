import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { eraseFile } from '../../../server/own-file/erasing.ts'
import { COORDINATOR as STAFF } from '../../support/brokered.ts'
import { aDatabase } from '../../support/database.ts'
import {
  ANSWERS,
  aCoordinator,
  aHousehold,
  aSurveyOf,
  aSurveyScene,
  linksIn,
  PATH,
  prepare,
  press,
  start,
} from '../survey/scene.ts'

const database = await aDatabase()
const { client } = database

const aScene = (households = 4) => aSurveyOf(database, households)

function campaign() {
  return client.campaign.findFirstOrThrow()
}

/** Times at which what waits is to leave, in order. */
async function times(): Promise<string[]> {
  const rows = await client.message.findMany({ orderBy: { deliverAfter: 'asc' } })
  return rows.map(({ deliverAfter }) => deliverAfter.toISOString().slice(0, 16))
}

async function reminder() {
  const { remindOn, closesOn } = await campaign()
  return { remindOn, closesOn }
}

describe('a campaign that a person starts', () => {
  test('B10: leaves spread evenly over the office hours that were chosen', async () => {
    const scene = await aScene()
    expect((await start(scene, { duree: '2' })).status).toBe(303)
    expect(await times()).toEqual([
      '2026-12-01T08:00',
      '2026-12-01T08:30',
      '2026-12-01T09:00',
      '2026-12-01T09:30',
    ])
    await scene.run('2026-12-01T08:40:00Z')
    expect(scene.sent).toHaveLength(2)
  })

  test('pressed twice with the same key, or by two people at once, it starts once', async () => {
    const scene = await aScene(2)
    await prepare(scene)
    const other = await aCoordinator(scene)
    const { id, version } = await campaign()
    const form = { version: String(version), jour: '2026-12-01', heure: '9', duree: '1' }
    const go = (by: typeof other, cle: string) =>
      by.post(`${PATH}/${id}/demarrer`, { ...form, cle })
    const mine = randomUUID()
    const answers = await Promise.all([
      go(scene.coordinator, mine),
      go(scene.coordinator, mine),
      go(other, randomUUID()),
    ])
    expect(await client.message.count()).toBe(2)
    expect(answers.map(({ status }) => status).sort()).toContain(303)
    expect(
      await client.auditEntry.count({ where: { subjectKind: 'campaign', action: 'decide' } }),
    ).toBe(1)
  })

  test('asks again when it is told to start yesterday, at midnight or over no time', async () => {
    const scene = await aScene(1)
    await prepare(scene)
    const wrong = await press(scene, 'demarrer', { jour: '30/11/2026', heure: '0', duree: '3' })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('Indiquez un jour à partir d’aujourd’hui, par exemple 01/12/2026.')
    expect(await client.message.count()).toBe(0)
  })
})

describe('a pause', () => {
  test('holds what has not left; the rest is spread again from when a person resumes', async () => {
    const scene = await aScene()
    await start(scene, { duree: '2' })
    await scene.run('2026-12-01T08:10:00Z')
    expect(scene.sent).toHaveLength(1)
    expect((await press(scene, 'pause')).status).toBe(303)
    await scene.run('2026-12-03T10:00:00Z')
    expect(scene.sent).toHaveLength(1)
    const resumed = await press(scene, 'reprise', {}, await aCoordinator(scene))
    expect(resumed.status).toBe(303)
    expect((await times()).slice(1)).toEqual([
      '2026-12-03T10:00',
      '2026-12-03T10:40',
      '2026-12-03T11:20',
    ])
    await scene.run('2026-12-03T11:30:00Z')
    expect(scene.sent).toHaveLength(4)
    expect(new Set(linksIn(scene.sent)).size).toBe(4)
  })

  test('before the first day, lifted again, leaves the first day and the reminder as they were', async () => {
    const scene = await aScene(2)
    await start(scene, { jour: '2026-12-10', duree: '2' })
    const planned = { at: await times(), ...(await reminder()) }
    await press(scene, 'pause')
    scene.clock.at = new Date('2026-12-02T09:00:00Z')
    expect((await press(scene, 'reprise', {}, await aCoordinator(scene))).status).toBe(303)
    expect({ at: await times(), ...(await reminder()) }).toEqual(planned)
    expect(planned.at[0]).toBe('2026-12-10T08:00')
    await scene.run('2026-12-02T09:10:00Z')
    expect(scene.sent).toHaveLength(0)
  })

  test('a press on a page that is out of date changes nothing and says so', async () => {
    const scene = await aScene(1)
    await start(scene)
    await press(scene, 'pause')
    const late = await press(scene, 'annuler', { version: '1' })
    expect(late.status).toBe(409)
    expect(late.text).toContain('a modifié cette fiche')
    expect(await campaign()).toMatchObject({ status: 'paused' })
  })
})

describe('the exact report', () => {
  test('adds up whatever became of each message, in the page and in its file', async () => {
    const scene = await aScene(5)
    await start(scene, { duree: '4' })
    await scene.run('2026-12-01T08:10:00Z')
    scene.provider.answer = () => ({ kind: 'permanent', reason: { code: '550', words: 'refusé' } })
    await scene.run('2026-12-01T09:00:00Z')
    scene.provider.answer = () => ({ kind: 'uncertain', reason: { code: 'x', words: 'coupé' } })
    await scene.run('2026-12-01T09:40:00Z')
    const coordinator = await aCoordinator(scene)
    await press(scene, 'annuler', {}, coordinator)
    const { id } = await campaign()
    const file = await coordinator.get(`${PATH}/${id}/rapport.csv`).expect(200)
    expect(file.text.trim().split('\r\n')).toEqual([
      'envoi;canal;prévus;remis;acceptés;à partir;échecs;incertains;annulés',
      'Envoi;mail;5;0;1;0;1;1;2',
    ])
    const page = await coordinator.get(`${PATH}/${id}`).expect(200)
    expect(page.text).toContain('data-figure="total">5')
    expect(page.text).toContain('data-figure="cancelled">2')
  })

  test('stays exact when households that were asked, or were about to be, have everything erased', async () => {
    const scene = await aScene(3)
    await start(scene, { duree: '2' })
    await scene.run('2026-12-01T08:10:00Z')
    expect(scene.sent).toHaveLength(1)
    const asked = await client.message.findMany({ orderBy: { deliverAfter: 'asc' } })
    for (const { requestId, territoryId } of asked.slice(0, 2)) {
      const target = { id: requestId ?? '', territoryId, actor: STAFF }
      await eraseFile(scene.deps, target, scene.clock.at)
    }
    await scene.run('2026-12-01T11:00:00Z')
    expect(scene.sent).toHaveLength(2)
    const { id } = await campaign()
    const file = await (await aCoordinator(scene)).get(`${PATH}/${id}/rapport.csv`).expect(200)
    expect(file.text.trim().split('\r\n').slice(1)).toEqual(['Envoi;mail;3;0;2;0;0;0;1'])
    const kept = await client.message.findMany({ orderBy: { deliverAfter: 'asc' } })
    expect(kept.map(({ requestId }) => requestId)).toEqual([null, null, asked[2]?.requestId])
    const tries = await client.sendAttempt.findMany({ select: { messageId: true } })
    expect(tries.map(({ messageId }) => messageId)).toEqual([asked[2]?.id])
  })

  test('an SMS that fails for good is relayed by mail, and phones nobody', async () => {
    const scene = await aSurveyScene(database)
    await aHousehold(scene, { form: { canal: 'sms' } })
    await start(scene)
    scene.provider.answer = () => ({ kind: 'permanent', reason: { code: '21614', words: 'fixe' } })
    await scene.run('2026-12-01T08:10:00Z')
    await scene.run('2026-12-01T08:20:00Z')
    const { id } = await campaign()
    const file = await scene.coordinator.get(`${PATH}/${id}/rapport.csv`)
    expect(file.text.trim().split('\r\n').slice(1)).toEqual([
      'Envoi;SMS;1;0;0;0;1;0;0',
      'Relais d’un SMS en échec;mail;1;0;0;0;1;0;0',
    ])
    expect(await client.todo.count()).toBe(0)
  })

  test('the availability campaign, which is computed, has the same one', async () => {
    const scene = await aScene(0)
    const list = await scene.coordinator.get(PATH).expect(200)
    expect(list.text).toContain('Disponibilités des médecins')
    await client.message.create({
      data: {
        territoryId: scene.territoryId,
        uniqueKey: 'x',
        channel: 'sms',
        template: 'availability_reminder',
        status: 'delivered',
        deliverAfter: scene.clock.at,
        createdAt: scene.clock.at,
      },
    })
    const file = await scene.coordinator.get(`${PATH}/disponibilites/rapport.csv`).expect(200)
    expect(file.text).toContain('Rappel;SMS;1;1;0;0;0;0;0')
    for (const name of ['disponibilites', 'suivi', 'nouvelles'])
      await scene.coordinator.get(`${PATH}/${name}`).expect(200)
  })
})

describe('what time does', () => {
  test('in December a draft is there for a person to start; nothing leaves by itself', async () => {
    const scene = await aScene(1)
    const before = await scene.run('2026-11-30T09:00:00Z')
    expect(before.surveys).toMatchObject({ drafted: 0 })
    const first = await scene.run('2026-12-01T09:00:00Z')
    expect(first.surveys).toMatchObject({ drafted: 1 })
    expect((await scene.run('2026-12-02T09:00:00Z')).surveys).toMatchObject({ drafted: 0 })
    expect(await client.message.count()).toBe(0)
    const inbox = await (await aCoordinator(scene)).get('/coordination').expect(200)
    expect(inbox.text).toContain('Préparez l’enquête de l’année')
  })

  test('those who did not answer are reminded once, ten working days later, then it ends', async () => {
    const scene = await aScene(3)
    await start(scene)
    await scene.run('2026-12-01T09:00:00Z')
    const [answered = ''] = linksIn(scene.sent)
    await scene.visitor().post(answered, ANSWERS).expect(303)
    await scene.run('2026-12-14T10:00:00Z')
    expect(scene.sent).toHaveLength(3)
    await scene.run('2026-12-15T09:00:00Z')
    await scene.run('2026-12-15T11:00:00Z')
    expect(scene.sent).toHaveLength(5)
    const reminded = linksIn(scene.sent.slice(3))
    expect(reminded).not.toContain(answered)
    expect(linksIn(scene.sent.slice(0, 3))).toEqual(expect.arrayContaining(reminded))
    await scene.run('2026-12-16T09:00:00Z')
    expect(scene.sent).toHaveLength(5)
    expect(await campaign()).toMatchObject({ status: 'ended' })
  })
})
