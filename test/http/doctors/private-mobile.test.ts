import { expect, test } from 'vitest'
import { runDue } from '../../../server/jobs/loop.ts'
import { textsOf } from '../../../server/messaging/local.ts'
import { sendersOf } from '../../../server/messaging/senders.ts'
import { buildJobs } from '../../../server/wiring.ts'
import { aDatabase } from '../../support/database.ts'
import { aScene, type Scene, send } from '../../support/scene.ts'

const database = await aDatabase()
const { client } = database

/** However it is written: « 06 39 98 56 78 », « 0639985678 », « +33639985678 ». */
const MOBILE = '+33639985678'
const ANY_WRITING = /(\+33|0)\s?6\s?39\s?98\s?56\s?78/

const MINUTE_MS = 60_000

/** A list sent by `canal`, whose doctors all have a private mobile; what left for the household. */
async function aListSent(canal: 'courriel' | 'sms') {
  const scene = await aScene(database)
  await client.doctor.updateMany({ data: { mobile: MOBILE, channel: 'sms' } })
  await send(scene, { canal })
  scene.clock.at = new Date(scene.clock.at.getTime() + MINUTE_MS)
  const jobs = buildJobs(scene.deps, sendersOf(scene.deps))
  const due = jobs.filter(({ name }) => name === 'deliver')
  await runDue(scene.deps, due, scene.deps.now())
  return { scene, texts: await textsThatLeft(scene) }
}

async function textsThatLeft({ deps, territoryId }: Scene): Promise<string[]> {
  const messages = await client.message.findMany({ select: { id: true } })
  const messageIds = messages.map(({ id }) => id)
  const texts = await textsOf(client, deps.keys, { territoryId, messageIds })
  return [...texts.values()].map(({ text }) => text)
}

test('rule 7: no patient is told the private mobile of a doctor, by a page, a card or a message', async () => {
  for (const canal of ['courriel', 'sms'] as const) {
    const { scene, texts } = await aListSent(canal)
    const page = await scene.patient.get(scene.link).expect(200)
    const cards = [...page.text.matchAll(/href="([^"]+\.vcf)"/g)].map(([, href = '']) => href)
    const card = await scene.patient.get(cards[0] ?? '').expect(200)
    expect(texts.some((text) => text.includes('03 53 01 41 07'))).toBe(true)
    for (const told of [...texts, page.text, card.text]) expect(told).not.toMatch(ANY_WRITING)
    await client.territory.deleteMany()
  }
})

test('rule 7: nor is it on what the team reads out, prints, maps or exports', async () => {
  const { scene } = await aListSent('courriel')
  const { coordinator, id, doctors } = scene
  const { doctorId } = await client.availability.findUniqueOrThrow({
    where: { id: doctors[0] ?? '' },
  })
  for (const path of [
    `/coordination/demandes/${id}`,
    `/coordination/demandes/${id}/telephone`,
    '/coordination/carte',
    '/coordination/medecins',
    '/coordination/exports/medecins.csv',
    '/coordination/exports/demandes.csv',
  ])
    expect((await coordinator.get(path).expect(200)).text, path).not.toMatch(ANY_WRITING)
  const sheet = await coordinator.get(`/coordination/medecins/${doctorId}`).expect(200)
  expect(sheet.text).toMatch(ANY_WRITING)
})
