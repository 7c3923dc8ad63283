import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { aDatabase } from '../../support/database.ts'
import { aCode, aDoctorScene, aHouseholdSent, type Scene } from './support.ts'

const database = await aDatabase()
const { client } = database

/** 33 households sent to one doctor, the latest first: more than a page holds. */
async function manySent() {
  const scene = await aDoctorScene(database)
  const sent: string[] = []
  for (let daysAgo = 1; daysAgo <= 33; daysAgo += 1)
    sent.push(await aHouseholdSent(scene, { daysAgo }))
  return { scene, sent }
}

/** The households on a page, and the links to the others. */
async function pageAt({ doctor }: Scene, path: string) {
  const { text } = await doctor.get(path).expect(200)
  const all = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found)
  return {
    text,
    shown: all(/name="demande" value="([^"]+)"/g),
    links: all(/href="([^"]+\?page=\d+#foyers)"/g),
  }
}

test('every household sent is shown, thirty a page, by plain links', async () => {
  const { scene, sent } = await manySent()
  const first = await pageAt(scene, scene.path)
  expect(first.text).toContain('Voir les 33 foyers adressés')
  expect(first.text).toContain('De 1 à 30, sur 33 foyers.')
  expect(first.text).toContain('Voir les 3 suivants')
  const second = await pageAt(scene, first.links[0] ?? '')
  expect(second.text).toContain('De 31 à 33, sur 33 foyers.')
  expect(second.text).toContain('Voir les 30 précédents')
  expect([...first.shown, ...second.shown]).toEqual(sent)
  expect((await pageAt(scene, `${scene.path}?page=99`)).shown).toEqual(second.shown)
  const read = { actorKind: 'doctor', subjectId: sent.at(-1) ?? '' }
  expect(await client.auditEntry.count({ where: read })).toBe(2)
})

test('answering for one household, or proving the phone, keeps the place', async () => {
  const { scene, sent } = await manySent()
  const { doctor, path } = scene
  const last = sent.at(-1) ?? ''
  const answer = { cle: randomUUID(), demande: last, suite: 'venu', page: '2' }
  const { headers } = await doctor.post(`${path}/suite`, answer).expect(303)
  expect(headers.location).toBe(`${path}?page=2#foyer-${last}`)
  const after = await pageAt(scene, headers.location ?? '')
  expect(after.shown).toEqual(sent.slice(30))
  expect(after.text).toContain(`id="foyer-${last}"`)
  expect(after.text).toContain('Vous avez dit : venu')
  const proof = { code: await aCode(scene), vers: 'noms', page: '2' }
  const proven = await doctor.post(`${path}/noms`, proof).expect(303)
  expect(proven.headers.location).toBe(`${path}?page=2#foyers`)
  const named = await pageAt(scene, proven.headers.location ?? '')
  expect(named.shown).toEqual(sent.slice(30))
  expect(named.text).toContain('Jeanne Lamercier')
})
