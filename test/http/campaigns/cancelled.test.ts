import { expect, test } from 'vitest'
import { insertAnswer } from '../../../server/survey/store.ts'
import { aDatabase } from '../../support/database.ts'
import {
  aCoordinator,
  aHousehold,
  aSurveyOf,
  aSurveyScene,
  PATH,
  prepare,
  press,
  type SurveyScene,
  start,
} from '../survey/scene.ts'

const database = await aDatabase()
const { client } = database
const RESULTS = '/coordination/enquete'

const aScene = (households: number) => aSurveyOf(database, households)

/** Starts the survey again, after the one before was cancelled. */
async function startAgain(scene: SurveyScene): Promise<string> {
  await prepare(scene)
  const { id, version } = await client.campaign.findFirstOrThrow({ where: { status: 'draft' } })
  const plan = { version: String(version), jour: '2026-12-01', heure: '9', duree: '1' }
  await scene.coordinator.post(`${PATH}/${id}/demarrer`, plan).expect(303)
  return id
}

async function answers(scene: SurveyScene, campaignId: string, count: number): Promise<void> {
  const survey = { territoryId: scene.territoryId, campaignId }
  const answer = { choices: { found: 'oui' }, words: '' }
  for (let rank = 0; rank < count; rank += 1)
    await insertAnswer(client, scene.deps.keys, survey, answer)
}

test('cancelled before anything left, nothing left, nobody was asked and no reminder is to come', async () => {
  const scene = await aScene(4)
  await start(scene, { jour: '2026-12-10' })
  await press(scene, 'annuler')
  const { id } = await client.campaign.findFirstOrThrow()
  const page = (await scene.coordinator.get(`${PATH}/${id}`).expect(200)).text
  expect(page).toContain('0 parti sur 4 envois')
  expect(page).toContain('aucun à partir, 4 annulés')
  expect(page).toContain('value="0"')
  expect(page).toContain('Annulée')
  expect(page).not.toContain('<dt>Rappel')
  expect(page).not.toContain('<dt>Réponses jusqu’au')
  expect((await scene.coordinator.get(PATH)).text).toContain('0 parti sur 4 envois')
  const results = await scene.coordinator.get(RESULTS).expect(200)
  expect(results.text).toContain('0 réponse sur 0 foyer interrogé en 2026')
})

test('what failed did not leave, and a household reached on the second way was asked once', async () => {
  const scene = await aSurveyScene(database)
  await aHousehold(scene, { form: { canal: 'sms' } })
  await start(scene)
  scene.provider.answer = () =>
    scene.sent.length === 1
      ? { kind: 'permanent', reason: { code: '21614', words: 'fixe' } }
      : { kind: 'uncertain', reason: { code: 'x', words: 'coupé' } }
  await scene.run('2026-12-01T08:10:00Z')
  await scene.run('2026-12-01T08:40:00Z')
  const coordinator = await aCoordinator(scene)
  const list = await coordinator.get(PATH).expect(200)
  expect(list.text).toContain('1 parti sur 2 envois')
  expect(list.text).toContain('aucun à partir, 1 échec')
  const results = await coordinator.get(RESULTS).expect(200)
  expect(results.text).toContain('0 réponse sur 1 foyer interrogé en 2026')
})

test('the campaigns of a year add up: those it reached before it was cancelled, then the others', async () => {
  const scene = await aScene(2)
  await start(scene, { duree: '2' })
  const { id: first } = await client.campaign.findFirstOrThrow()
  await scene.run('2026-12-01T08:10:00Z')
  await press(scene, 'annuler')
  const second = await startAgain(scene)
  await scene.run('2026-12-01T09:10:00Z')
  await answers(scene, first, 3)
  await answers(scene, second, 3)
  const results = (await (await aCoordinator(scene)).get(RESULTS).expect(200)).text
  expect(results).toContain('6 réponses sur 2 foyers interrogés en 2026')
  expect(results).toContain('Oui : 6 sur 6, soit 100 %')
  expect(results.match(/<th scope="col" class="number">2026<\/th>/g)).toHaveLength(1)
})

test('a draft dropped in December does not come back by itself; a person may still prepare one', async () => {
  const scene = await aScene(1)
  expect((await scene.run('2026-12-01T09:00:00Z')).surveys).toMatchObject({ drafted: 1 })
  await press(scene, 'annuler', {}, await aCoordinator(scene))
  expect((await scene.run('2026-12-01T09:02:00Z')).surveys).toMatchObject({ drafted: 0 })
  const coordinator = await aCoordinator(scene)
  expect((await coordinator.get(PATH)).text).toContain('Préparer l’enquête 2026')
  await prepare({ ...scene, coordinator })
  expect(await client.campaign.count({ where: { status: 'draft' } })).toBe(1)
  expect((await scene.run('2027-12-01T09:00:00Z')).surveys).toMatchObject({ drafted: 1 })
})
