import { randomUUID } from 'node:crypto'
import type { Express } from 'express'
import request from 'supertest'
import { describe, expect, test } from 'vitest'
import type { Role } from '../../../prisma/generated/enums.ts'
import type { Deps } from '../../../server/deps.ts'
import type { SendResult } from '../../../server/messaging/rules.ts'
import { sendersOf } from '../../../server/messaging/senders.ts'
import { deliverDue } from '../../../server/messaging/worker.ts'
import { aDatabase } from '../../support/database.ts'
import { aTerritory, delivery, messageOf, now, queue, senders } from './outbox.ts'
import { aStaffApp } from './staff-app.ts'
import { aRequest, someDeps } from './support.ts'

const database = await aDatabase()
const deps = someDeps(database)

/** The pages of messages, by default for a coordinator. */
function anApp(territoryId: string, role: Role = 'coordinator', with_: Deps = deps): Express {
  return aStaffApp(with_, territoryId, role)
}

const REFUSED: SendResult = { kind: 'permanent', reason: { code: '550 5.1.1', words: 'refusé' } }
const LOST: SendResult = { kind: 'uncertain', reason: { code: 'ECONNECTION', words: 'coupé' } }

async function aMessage(territoryId: string, answer: SendResult): Promise<string> {
  const requestId = await aRequest(deps, territoryId)
  const id = await queue(database, territoryId, { requestId, template: 'shortlist' })
  await deliverDue(deps, delivery({ senders: senders([], () => answer) }), now)
  return id
}

async function press(app: Express, id: string, action: string, cle: string = randomUUID()) {
  const { version } = await messageOf(database, id)
  return request(app)
    .post(`/coordination/envois/${id}/${action}`)
    .type('form')
    .send({ cle, version: String(version) })
}

describe('the list of messages', () => {
  test('shows each with its household, its state and the reason of its provider', async () => {
    const territoryId = await aTerritory(database)
    await aMessage(territoryId, REFUSED)
    const { status, text } = await request(anApp(territoryId)).get('/coordination/envois')
    expect(status).toBe(200)
    expect(text).toContain('Jeanne Lamercier, GL-')
    expect(text).toContain('data-message-status="failed_permanent"')
    expect(text).toContain('550 5.1.1 · refusé')
    expect(text).toContain('1 envoi n’est pas arrivé')
  })

  test('is of one territory only', async () => {
    await aMessage(await aTerritory(database), REFUSED)
    const { text } = await request(anApp(await aTerritory(database))).get('/coordination/envois')
    expect(text).toContain('Aucun envoi')
    expect(text).not.toContain('Lamercier')
  })

  test('is filtered by state and by name, and goes page by page', async () => {
    const territoryId = await aTerritory(database)
    await aMessage(territoryId, REFUSED)
    await aMessage(territoryId, LOST)
    for (let i = 0; i < 30; i += 1) await queue(database, territoryId)
    const app = anApp(territoryId)
    const rows = async (query: string) =>
      (await request(app).get(`/coordination/envois?${query}`)).text.match(
        /data-message-status="\w+"/g,
      ) ?? []
    expect(await rows('')).toHaveLength(25)
    expect(await rows('page=2')).toHaveLength(7)
    expect(await rows('page=99')).toHaveLength(7)
    expect(await rows('etat=uncertain')).toEqual(['data-message-status="uncertain"'])
    expect(await rows('q=lamercier')).toHaveLength(2)
    expect(await rows('q=Personne')).toHaveLength(0)
    expect(await rows('etat=nimporte&page=-1')).toHaveLength(25)
  })

  test('leaves a line of audit each time it is read', async () => {
    const territoryId = await aTerritory(database)
    await aMessage(territoryId, REFUSED)
    await request(anApp(territoryId)).get('/coordination/envois')
    const lines = await database.client.auditEntry.findMany({ where: { territoryId } })
    expect(lines).toMatchObject([
      { action: 'read', subjectKind: 'message', facts: { rows: 1, texts: true } },
    ])
  })

  test('in demonstration shows the whole text, and says that nothing left', async () => {
    const territoryId = await aTerritory(database)
    await queue(database, territoryId)
    await deliverDue(deps, delivery({ senders: sendersOf(deps) }), now)
    const { text } = await request(anApp(territoryId)).get('/coordination/envois')
    expect(text).toContain('data-message-status="delivered"')
    expect(text).toContain('<strong>Sujet</strong>')
    expect(text).toContain('rien ne part')
    const [kept] = await database.client.localMessage.findMany()
    expect(kept?.contentSealed).not.toContain('Sujet')
  })

  test('in production shows no text', async () => {
    const territoryId = await aTerritory(database)
    await queue(database, territoryId)
    await deliverDue(deps, delivery({ senders: sendersOf(deps) }), now)
    const production = someDeps(database, { demo: false })
    const { text } = await request(anApp(territoryId, 'coordinator', production)).get(
      '/coordination/envois',
    )
    expect(text).not.toContain('Sujet')
  })
})

describe('a message in trouble', () => {
  test('is sent again at once when a person says so', async () => {
    const territoryId = await aTerritory(database)
    const id = await aMessage(territoryId, REFUSED)
    const answer = await press(anApp(territoryId), id, 'renvoyer')
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe('/coordination/envois?fait=resend')
    const sent: Parameters<typeof senders>[0] = []
    await deliverDue(deps, delivery({ senders: senders(sent) }), now)
    expect(sent).toHaveLength(1)
    expect((await messageOf(database, id)).status).toBe('accepted')
  })

  test('sent again outside office hours is said to wait for the day, or for them', async () => {
    const territoryId = await aTerritory(database)
    const shownAt = async (time: string) => {
      const then = { ...deps, now: () => new Date(time) }
      const app = anApp(territoryId, 'coordinator', then)
      return (await request(app).get('/coordination/envois?fait=resend')).text
    }
    expect(await shownAt('2026-09-01T23:00:00+02:00')).toContain('il peut attendre le matin')
    const atNoon = await shownAt('2026-09-01T12:00:00+02:00')
    expect(atNoon).toContain('Le message repart.')
    expect(atNoon).not.toContain('attendre')
  })

  test('that may have left is held as sent when a person says so, and never leaves again', async () => {
    const territoryId = await aTerritory(database)
    const id = await aMessage(territoryId, LOST)
    await press(anApp(territoryId), id, 'traite')
    const sent: Parameters<typeof senders>[0] = []
    await deliverDue(deps, delivery({ senders: senders(sent) }), now)
    expect(sent).toHaveLength(0)
    expect((await messageOf(database, id)).status).toBe('accepted')
  })

  test('twice the same press acts once', async () => {
    const territoryId = await aTerritory(database)
    const id = await aMessage(territoryId, LOST)
    const app = anApp(territoryId)
    const { version } = await messageOf(database, id)
    const form = { cle: randomUUID(), version: String(version) }
    const presses = [1, 2, 3].map(() =>
      request(app).post(`/coordination/envois/${id}/renvoyer`).type('form').send(form),
    )
    const statuses = (await Promise.all(presses)).map(({ status }) => status)
    expect(statuses).toEqual([303, 303, 303])
    expect((await messageOf(database, id)).version).toBe(version + 1)
    const lines = await database.client.auditEntry.count({ where: { action: 'decide' } })
    expect(lines).toBe(1)
  })

  test('changed by somebody else meanwhile is left alone, and the page says so', async () => {
    const territoryId = await aTerritory(database)
    const id = await aMessage(territoryId, LOST)
    const app = anApp(territoryId)
    const { version } = await messageOf(database, id)
    await press(app, id, 'traite')
    const late = await request(app)
      .post(`/coordination/envois/${id}/renvoyer`)
      .type('form')
      .send({ cle: randomUUID(), version: String(version) })
    expect(late.status).toBe(409)
    expect(late.text).toContain('entre-temps')
    expect((await messageOf(database, id)).status).toBe('accepted')
  })

  test('a refused one cannot be held as sent', async () => {
    const territoryId = await aTerritory(database)
    const id = await aMessage(territoryId, REFUSED)
    expect((await press(anApp(territoryId), id, 'traite')).status).toBe(409)
  })

  test('is out of reach of another territory', async () => {
    const id = await aMessage(await aTerritory(database), LOST)
    const answer = await press(anApp(await aTerritory(database)), id, 'renvoyer')
    expect(answer.status).toBe(409)
    expect((await messageOf(database, id)).status).toBe('uncertain')
  })

  test('the auditor reads and decides nothing', async () => {
    const territoryId = await aTerritory(database)
    const id = await aMessage(territoryId, LOST)
    const app = anApp(territoryId, 'auditor')
    const page = await request(app).get('/coordination/envois')
    expect(page.status).toBe(200)
    expect(page.text).not.toContain('Renvoyer')
    expect((await press(app, id, 'renvoyer')).status).toBe(403)
  })

  test.each(['cle', 'version', 'id'])(
    'a form with a wrong %s is not one of ours',
    async (field) => {
      const territoryId = await aTerritory(database)
      const id = await aMessage(territoryId, LOST)
      const form = { id, cle: randomUUID(), version: '3', [field]: 'x' }
      const answer = await request(anApp(territoryId))
        .post(`/coordination/envois/${form.id}/renvoyer`)
        .type('form')
        .send(form)
      expect(answer.status).toBe(404)
    },
  )
})
