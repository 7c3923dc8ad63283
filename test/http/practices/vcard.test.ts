import { expect, test } from 'vitest'
import { aDatabase } from '../../support/database.ts'
import { aDoctor } from '../../support/people.ts'
import { aScene, send } from '../../support/scene.ts'

const database = await aDatabase()

test('B20: a doctor of the list is a contact for the household, kept in no cache and told to no other site', async () => {
  const scene = await aScene(database)
  await send(scene)
  const page = await scene.patient.get(scene.link).expect(200)
  const [first] = [...page.text.matchAll(/href="([^"]+\.vcf)"/g)].map(([, href = '']) => href)
  if (!first) throw new Error('no card on the page')
  const card = await scene.patient.get(first).expect(200)
  expect(card.headers['content-type']).toBe('text/vcard; charset=utf-8')
  expect(card.headers['content-disposition']).toMatch(/^attachment; filename=dr-nour-.+\.vcf$/)
  expect(card.headers['cache-control']).toContain('no-store')
  expect(card.headers['referrer-policy']).toBe('no-referrer')
  expect(card.text).toMatch(/^BEGIN:VCARD\r\nVERSION:3\.0\r\n/)
  expect(card.text).toContain('TEL;TYPE=WORK,VOICE:+33353014107')
})

test('doctors who are not on the open list, or no longer, are nobody', async () => {
  const scene = await aScene(database)
  const other = await aDoctor(scene.deps, scene.territoryId, { km: 2 })
  const cardOf = (id: string) => scene.patient.get(`${scene.link}/medecins/${id}.vcf`)
  const [named = ''] = scene.doctors
  await cardOf(named).expect(404)
  await send(scene)
  await cardOf(named).expect(200)
  await cardOf(other).expect(404)
  await cardOf('1').expect(404)
  await scene.patient.get(`/suivi/${'A'.repeat(43)}/medecins/${named}.vcf`).expect(404)
  await scene.coordinator.post(`/coordination/demandes/${scene.id}/envoi/annuler`).expect(303)
  await cardOf(named).expect(404)
})
