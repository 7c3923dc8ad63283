import { expect, test } from 'vitest'
import { aDatabase } from '../../support/database.ts'
import { aScene, type Scene } from '../../support/scene.ts'

const database = await aDatabase()
const LANDLINE = '03 53 01 00 61'

const queued = () => database.client.message.findMany({ select: { channel: true, template: true } })

function preparing({ coordinator, doctors, id }: Scene) {
  const query = new URLSearchParams([['canal', 'sms'], ...doctors.map((one) => ['medecin', one])])
  return coordinator.get(`/coordination/demandes/${id}/envoi?${query}`).expect(200)
}

test('B7: the preview of an SMS counts its segments with the whole link', async () => {
  const scene = await aScene(database, { canal: 'sms' })
  const { text } = await preparing(scene)
  const segments = Number(/data-segments="(\d)"/.exec(text)?.[1])
  expect(segments).toBeGreaterThanOrEqual(1)
  expect(segments).toBeLessThanOrEqual(3)
  expect(text).toContain('Compté avec le lien entier')
})

test('T-06: a landline is never texted: an e-mail leaves where there is an address', async () => {
  await aScene(database, { canal: 'sms', telephone: LANDLINE })
  expect(await queued()).toEqual([{ channel: 'email', template: 'request_received' }])
})

test('T-06: a landline without an address is a person’s to call, and nothing is queued', async () => {
  const scene = await aScene(database, { canal: 'sms', telephone: LANDLINE, courriel: '' })
  expect(await queued()).toEqual([])
  expect((await preparing(scene)).text).toContain('03 53 01 00 61 est un fixe')
})

test('T-06: who wants no SMS any more cannot be sent one by hand either', async () => {
  const scene = await aScene(database, { canal: 'sms' })
  await scene.patient.post(`${scene.link}/sms`).expect(303)
  expect((await preparing(scene)).text).toContain('ne veut plus de SMS')
})
