import { describe, expect, test } from 'vitest'
import { editDoctor } from '../../../server/doctors/service.ts'
import { findEntry } from '../../../server/doctors/store.ts'
import { textsOf } from '../../../server/messaging/local.ts'
import { aDatabase } from '../../support/database.ts'
import {
  aCode,
  aDoctorScene,
  aHouseholdSent,
  aLink,
  deliver,
  MINUTE_MS,
  type Scene,
} from './support.ts'

const database = await aDatabase()
const { client } = database

const wrongFor = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe('their names, behind six digits on the phone on file', () => {
  test('are shown in the browser where the code was typed, and in no other', async () => {
    const scene = await aDoctorScene(database)
    await aHouseholdSent(scene)
    const { doctor, path, visitor } = scene
    await doctor.post(`${path}/code`).expect(303)
    expect((await doctor.get(`${path}?code=1`)).text).toContain('one-time-code')
    const code = await aCode(scene)
    await doctor.post(`${path}/noms`, { code: `${code.slice(0, 3)} ${code.slice(3)}` }).expect(303)
    expect((await doctor.get(path)).text).toContain('Jeanne Lamercier')
    expect((await visitor().get(path)).text).not.toContain('Lamercier')
    await visitor().post(`${path}/noms`, { code }).expect(422)
  })

  test('the code is in the outbox nowhere, and on the link only as a keyed hash', async () => {
    const scene = await aDoctorScene(database)
    await aHouseholdSent(scene)
    await scene.doctor.post(`${scene.path}/code`)
    await scene.doctor.post(`${scene.path}/code`)
    const messages = await client.message.findMany({ where: { template: 'doctor_code' } })
    const link = await client.doctorLink.findFirstOrThrow()
    expect(messages).toMatchObject([
      { channel: 'sms', doctorId: scene.doctorId, ids: { linkId: link.id } },
    ])
    const code = await aCode(scene)
    const stored = JSON.stringify([await client.doctorLink.findFirst(), messages])
    expect(code).toMatch(/^\d{6}$/)
    expect(stored).not.toContain(code)
  })

  test('five wrong codes, and not even the right one opens: a new link is needed', async () => {
    const scene = await aDoctorScene(database)
    await aHouseholdSent(scene)
    const { doctor, path } = scene
    const code = await aCode(scene)
    for (let tries = 0; tries < 5; tries += 1)
      await doctor.post(`${path}/noms`, { code: wrongFor(code) }).expect(422)
    const { text } = await doctor.post(`${path}/noms`, { code }).expect(422)
    expect(text).toContain('Trop d’essais')
    expect(text).not.toContain('Lamercier')
    await doctor.post(`${path}/noms`, { code: await aCode(scene) }).expect(422)
    const next = { ...scene, path: await aLink(scene) }
    await doctor.post(`${next.path}/noms`, { code: await aCode(next) }).expect(303)
    expect((await doctor.get(next.path)).text).toContain('Jeanne Lamercier')
  })

  test('T-19: guesses sent together are all counted', async () => {
    const scene = await aDoctorScene(database)
    await aHouseholdSent(scene)
    const code = await aCode(scene)
    const wrong = Array.from({ length: 12 }, () =>
      scene.doctor.post(`${scene.path}/noms`, { code: wrongFor(code) }),
    )
    await Promise.all(wrong)
    await scene.doctor.post(`${scene.path}/noms`, { code }).expect(422)
    expect((await client.doctorLink.findFirstOrThrow()).provenAt).toBeNull()
  })

  test('a code is old after ten minutes, and when another was sent', async () => {
    const scene = await aDoctorScene(database)
    await aHouseholdSent(scene)
    const { doctor, path, clock } = scene
    const first = await aCode(scene)
    clock.at = new Date(clock.at.getTime() + 10 * MINUTE_MS)
    const { text } = await doctor.post(`${path}/noms`, { code: first }).expect(422)
    expect(text).toContain('Ce code ne sert plus')
    const second = await aCode(scene)
    if (second !== first) await doctor.post(`${path}/noms`, { code: first }).expect(422)
    await doctor.post(`${path}/noms`, { code: second }).expect(303)
  })

  test('five codes at most are sent for one link', async () => {
    const scene = await aDoctorScene(database)
    await aHouseholdSent(scene)
    for (let asked = 0; asked < 8; asked += 1) {
      await scene.doctor.post(`${scene.path}/code`).expect(303)
      scene.clock.at = new Date(scene.clock.at.getTime() + 2 * MINUTE_MS)
    }
    expect(await client.message.count({ where: { template: 'doctor_code' } })).toBe(5)
  })

  test('go with the number: once the coordinator changes it, what the former one proved shows nothing', async () => {
    const scene = await aDoctorScene(database)
    await aHouseholdSent(scene)
    const { doctor, path } = scene
    await doctor.post(`${path}/noms`, { code: await aCode(scene) }).expect(303)
    expect((await doctor.get(path)).text).toContain('Jeanne Lamercier')
    const sent = await aCode(scene)
    await changeMobile(scene, '+33639985678')
    expect((await doctor.get(path)).text).not.toContain('Lamercier')
    await doctor.post(`${path}/noms`, { code: sent }).expect(422)
    await doctor.post(`${path}/noms`, { code: await aCode(scene) }).expect(303)
    expect((await doctor.get(path)).text).toContain('Jeanne Lamercier')
  })

  test('without a mobile on file, the page says who to call and sends nothing', async () => {
    const scene = await aDoctorScene(database, { phone: '+33353014107' })
    await aHouseholdSent(scene)
    await scene.doctor.post(`${scene.path}/code`).expect(303)
    const { text } = await scene.doctor.get(scene.path)
    expect(text).toContain('nous n’avons pas votre numéro de mobile')
    expect(await client.message.count({ where: { template: 'doctor_code' } })).toBe(0)
  })
})

test('the six digits go to the private mobile, and the practice’s phone hears nothing', async () => {
  const scene = await aDoctorScene(database, { phone: '+33639981212', mobile: '+33639985678' })
  await scene.doctor.post(`${scene.path}/code`).expect(303)
  await deliver(scene)
  expect((await leftOf(scene, 'doctor_code')).to).toBe('+33639985678')
})

test('the SMS tells six digits that open the names, and the e-mail a link that opens the page', async () => {
  const scene = await aDoctorScene(database)
  await aHouseholdSent(scene)
  const { doctor, path, clock } = scene
  await doctor.post(`${path}/code`).expect(303)
  await deliver(scene)
  const [code = ''] = /\b\d{6}\b/.exec((await leftOf(scene, 'doctor_code')).text) ?? []
  await doctor.post(`${path}/noms`, { code }).expect(303)
  expect((await doctor.get(path)).text).toContain('Jeanne Lamercier')
  clock.at = new Date(clock.at.getTime() + MINUTE_MS)
  await doctor.post(`${path}/nouveau-lien`).expect(200)
  await deliver(scene)
  const [next = ''] = /\/medecin\/[\w-]{43}/.exec((await leftOf(scene, 'doctor_link')).text) ?? []
  expect((await doctor.get(next).expect(200)).text).toContain('Est-ce toujours juste ?')
  await doctor.get(path).expect(404)
})

/** The one message of a template, as it left. */
async function leftOf({ deps, territoryId }: Scene, template: string) {
  const { id } = await client.message.findFirstOrThrow({ where: { template } })
  const left = (await textsOf(client, deps.keys, { territoryId, messageIds: [id] })).get(id)
  if (!left) throw new Error('nothing left')
  return left
}

/** The coordinator writes another private mobile on the sheet. */
async function changeMobile({ deps, availabilityId: id, territoryId }: Scene, mobile: string) {
  const entry = await findEntry(client, { id, territoryId })
  if (!entry) throw new Error('no such doctor')
  const { identity, practice, conditions } = entry
  const sheet = {
    ...{ identity, practice, position: practice.position, conditions },
    contact: { ...entry.contact, mobile },
    confirmedOn: null,
    agreements: { coordination: true, patients: true, map: false },
  }
  const target = { id, territoryId, actor: { kind: 'staff' as const, id: null } }
  await editDoctor(deps, target, sheet, deps.now())
}
