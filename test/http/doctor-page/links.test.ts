import { randomBytes } from 'node:crypto'
import request from 'supertest'
import { describe, expect, test } from 'vitest'
import { createApp } from '../../../server/app.ts'
import { tokenHash } from '../../../server/crypto/tokens.ts'
import { askNewLink, findDoctorLink } from '../../../server/doctor-links/service.ts'
import { aDatabase } from '../../support/database.ts'
import { aDoctorScene, aLink, DAY_MS, hiddenIn, pageForm } from './support.ts'

const database = await aDatabase()
const { client } = database

const tokenOf = (path: string) => path.split('/').at(-1) ?? ''
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** One letter changed, two exchanged, one case turned, one added or removed: never the token itself. */
function altered(token: string, index: number): string {
  const at = index % token.length
  const letter = token.charAt(at)
  const kind = index % 4
  const next = ALPHABET.charAt((ALPHABET.indexOf(letter) + 1 + (index % 63)) % 64)
  if (kind === 1) return token + next
  if (kind === 2) return token.slice(0, at) + token.slice(at + 1)
  const other = kind === 3 ? letter.toLowerCase() : next
  const changed = other === letter ? next : other
  return token.slice(0, at) + changed + token.slice(at + 1)
}

describe('T-17: the link itself', () => {
  test('has 43 characters of which only the hash is stored', async () => {
    const { path, doctorId } = await aDoctorScene(database)
    const stored = await client.doctorLink.findFirstOrThrow({ where: { doctorId } })
    expect(tokenOf(path)).toMatch(/^[\w-]{43}$/)
    expect(stored.tokenHash).toBe(tokenHash(tokenOf(path)))
    expect(JSON.stringify(stored)).not.toContain(tokenOf(path))
  })

  test('T-17: of 10,000 altered tokens none is accepted', async () => {
    const { path, deps } = await aDoctorScene(database)
    const token = tokenOf(path)
    const tried = new Set(Array.from({ length: 9_000 }, (_none, index) => altered(token, index)))
    while (tried.size < 10_000) tried.add(randomBytes(32).toString('base64url'))
    tried.delete(token)
    const tokens = [...tried]
    let accepted = 0
    for (let from = 0; from < tokens.length; from += 500) {
      const some = tokens.slice(from, from + 500)
      const links = await Promise.all(some.map((one) => findDoctorLink(client, one, deps.now())))
      accepted += links.filter(Boolean).length
    }
    expect({ tried: tried.size, accepted }).toEqual({ tried: 10_000, accepted: 0 })
    expect(await findDoctorLink(client, token, deps.now())).toMatchObject({ state: 'living' })
  })

  test('is dead after fourteen days, when a new one is made, and for whoever never had one', async () => {
    const scene = await aDoctorScene(database)
    const { doctor, path, clock } = scene
    const next = await aLink(scene)
    const never = `/medecin/${'A'.repeat(43)}`
    const bodies = [await doctor.get(path), await doctor.get(never)]
    clock.at = new Date(clock.at.getTime() + 14 * DAY_MS)
    bodies.push(await doctor.get(next))
    expect(bodies.map(({ status }) => status)).toEqual([404, 404, 404])
    const texts = bodies.map(({ text }, index) =>
      text.replaceAll([path, never, next][index] ?? '', '').replaceAll(/nonce="[^"]*"/g, ''),
    )
    expect(new Set(texts).size).toBe(1)
    expect(texts[0]).toContain('Ce lien ne sert plus')
    expect(texts[0]).not.toMatch(/Nour|Exemple/)
  })

  test('used once, it is refused to whoever replays it, in another browser too', async () => {
    const { doctor, path, visitor } = await aDoctorScene(database)
    const form = await pageForm(doctor, path, { action: 'inchange' })
    await doctor.post(path, form).expect(303)
    const saved = await client.availability.findFirstOrThrow()
    await visitor()
      .post(path, { ...form, action: 'complet' })
      .expect(410)
    await doctor.post(path, { ...form, action: 'complet' }).expect(410)
    const quit = { cle: crypto.randomUUID(), version: form.version ?? '' }
    await doctor.post(`${path}/quitter`, quit).expect(410)
    await visitor()
      .post(`${path}/pause`, { ...quit, duree: '1' })
      .expect(410)
    expect(await client.availability.findFirstOrThrow()).toEqual(saved)
  })

  test('T-15: the same press sent many times at once saves once and is thanked each time', async () => {
    const { doctor, path } = await aDoctorScene(database)
    const form = await pageForm(doctor, path, { action: 'inchange' })
    const answers = await Promise.all(Array.from({ length: 10 }, () => doctor.post(path, form)))
    const statuses = new Set(answers.map(({ status }) => status))
    expect(statuses.has(303)).toBe(true)
    const { version } = await client.availability.findFirstOrThrow()
    expect(version).toBe(2)
    await doctor.post(path, form).expect(303)
  })

  test('two made at once for one doctor leave one living', async () => {
    const scene = await aDoctorScene(database)
    await Promise.all(Array.from({ length: 5 }, () => aLink(scene)))
    expect(await client.doctorLink.count({ where: { killedAt: null } })).toBe(1)
    expect(await client.doctorLink.count()).toBe(6)
  })

  test('another site cannot press the button', async () => {
    const { path, deps } = await aDoctorScene(database)
    await request(createApp(deps))
      .post(path)
      .set('Origin', 'https://ailleurs.example')
      .type('form')
      .send({ action: 'complet' })
      .expect(403)
  })
})

describe('a new link', () => {
  const messages = () => client.message.findMany({ orderBy: { createdAt: 'asc' } })

  test('leaves for the address on file, once an hour, and nothing of it is in the outbox', async () => {
    const scene = await aDoctorScene(database)
    const { doctor, path, clock, doctorId } = scene
    clock.at = new Date(clock.at.getTime() + 20 * DAY_MS)
    const first = await doctor.post(`${path}/nouveau-lien`).expect(200)
    await doctor.post(`${path}/nouveau-lien`).expect(200)
    expect(first.text).toContain('Regardez vos messages')
    const [message, ...others] = await messages()
    expect(others).toEqual([])
    expect(message).toMatchObject({
      template: 'doctor_link',
      doctorId,
      channel: 'email',
      ids: { doctorId },
      uniqueKey: expect.stringMatching(`^doctor_link:${doctorId}:\\d+$`),
    })
    clock.at = new Date(clock.at.getTime() + DAY_MS / 24)
    await doctor.post(`${path}/nouveau-lien`).expect(200)
    expect(await messages()).toHaveLength(2)
  })

  test('T-20: is answered the same for a token that never was, and nothing leaves', async () => {
    const { doctor, path, visitor } = await aDoctorScene(database)
    const known = await doctor.post(`${path}/nouveau-lien`)
    const before = await client.message.count()
    const unknown = await visitor().post(`/medecin/${'B'.repeat(43)}/nouveau-lien`)
    const plain = (text: string) => text.replaceAll(/nonce="[^"]*"/g, '')
    expect([unknown.status, plain(unknown.text)]).toEqual([known.status, plain(known.text)])
    expect(await client.message.count()).toBe(before)
  })

  test('is not sent for ever to one address: twenty an hour, then later', async () => {
    const { doctor, path } = await aDoctorScene(database)
    for (let asked = 0; asked < 20; asked += 1)
      await doctor.post(`${path}/nouveau-lien`).expect(200)
    const { headers } = await doctor.post(`${path}/nouveau-lien`).expect(429)
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  })

  test('goes by SMS to the doctor who prefers it, and to nobody who left or cannot be reached', async () => {
    const scene = await aDoctorScene(database)
    const { deps, path, doctorId: id, clock } = scene
    const token = tokenOf(path)
    await client.doctor.update({ where: { id }, data: { channel: 'sms' } })
    await askNewLink(deps, token, clock.at)
    expect((await messages()).map(({ channel }) => channel)).toEqual(['sms'])
    const later = new Date(clock.at.getTime() + DAY_MS)
    await client.doctor.update({ where: { id }, data: { email: null, phone: '+33353014107' } })
    await askNewLink(deps, token, later)
    await client.doctor.update({
      where: { id },
      data: { email: 'a@example.org', withdrawnAt: later },
    })
    await askNewLink(deps, token, later)
    expect(await messages()).toHaveLength(1)
  })

  test('a press without its key saves nothing', async () => {
    const { doctor, path } = await aDoctorScene(database)
    const { text } = await doctor.post(path, { action: 'complet' }).expect(422)
    expect(hiddenIn(text, 'cle')).not.toBe('')
    expect((await client.availability.findFirstOrThrow()).places).toBe(2)
  })
})
