import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { insertAnswer } from '../../../server/survey/store.ts'
import { aDatabase } from '../../support/database.ts'
import { aSurveyScene, type SurveyScene, start } from './scene.ts'

const database = await aDatabase()
const { client } = database
const PATH = '/coordination/enquete'

/** A survey with so many answers, the first of which say these words. */
async function answered(answers: number, words: string[] = []): Promise<SurveyScene> {
  const scene = await aSurveyScene(database)
  await start(scene)
  const { id: campaignId } = await client.campaign.findFirstOrThrow()
  const survey = { territoryId: scene.territoryId, campaignId }
  for (let rank = 0; rank < answers; rank += 1) {
    const choices = { found: rank === 0 ? 'non' : 'oui', ...(rank < 4 ? { welcome: 'bien' } : {}) }
    const answer = { choices, words: words[rank] ?? '' }
    await insertAnswer(client, scene.deps.keys, survey, answer)
  }
  return scene
}

/** Decides of the only free words. */
async function decide({ coordinator }: SurveyScene, decision: string, texte: string) {
  const { id, version } = await client.surveyAnswer.findFirstOrThrow({
    where: { wordsState: { not: 'none' } },
  })
  const form = { cle: randomUUID(), version: String(version), decision, texte }
  return coordinator.post(`${PATH}/mots/${id}`, form)
}

describe('the results of the survey', () => {
  test('B10: each question has its chart, its table and its numerators', async () => {
    const { coordinator } = await answered(6)
    const page = await coordinator.get(PATH).expect(200)
    expect(page.text).toContain('Oui : 5 sur 6, soit 83 %')
    expect(page.text).toContain('<td class="number">1 sur 6</td><td class="number">17 %</td>')
    expect(page.text).toContain('<svg class="chart-svg"')
  })

  test('nothing of a question is shown, nor exported, under five answers', async () => {
    const { coordinator } = await answered(6)
    const page = await coordinator.get(PATH).expect(200)
    expect(page.text).toContain('4 réponses : il en faut 5 pour montrer un résultat.')
    const file = await coordinator.get(`${PATH}/resultats.csv`).expect(200)
    expect(file.text).toContain('Oui;5;6')
    expect(file.text).not.toContain('accueilli')
  })

  test('free words are shown and exported once a person took the names out, never before', async () => {
    const scene = await answered(6, ['Merci Inès, le Dr Exemple est parfait.'])
    const { coordinator } = scene
    const unread = await coordinator.get(`${PATH}/resultats.csv`)
    expect(unread.text).not.toContain('Merci')
    const page = await coordinator.get(PATH)
    expect(page.text).toContain('1 mot à relire')
    expect(page.text).toContain('Aucun mot relu')
    await decide(scene, 'montrer', 'Merci, le médecin est parfait.').then((done) =>
      expect(done.status).toBe(303),
    )
    const shown = await coordinator.get(`${PATH}/resultats.csv`)
    expect(shown.text).toContain('Merci, le médecin est parfait.')
    expect(shown.text).not.toContain('Exemple')
    await decide(scene, 'cacher', '')
    expect((await coordinator.get(`${PATH}/resultats.csv`)).text).not.toContain('Merci')
  })

  test('of two people who review the same words, the second is told', async () => {
    const scene = await answered(6, ['Merci.'])
    const { id } = await client.surveyAnswer.findFirstOrThrow({
      where: { wordsState: 'to_review' },
    })
    const send = (decision: string) =>
      scene.coordinator.post(`${PATH}/mots/${id}`, { version: '1', decision, texte: 'Merci.' })
    expect((await send('montrer')).status).toBe(303)
    expect((await send('montrer')).status).toBe(303)
    const late = await send('cacher')
    expect(late.status).toBe(409)
    expect(late.text).toContain('a relu ce mot avant vous')
  })

  test('under five answers in all, even reviewed words stay out', async () => {
    const scene = await answered(3, ['Merci.'])
    await decide(scene, 'montrer', 'Merci.')
    const file = await scene.coordinator.get(`${PATH}/resultats.csv`)
    expect(file.text).not.toContain('Merci')
    const page = await scene.coordinator.get(PATH)
    expect(page.text).toContain('les mots libres ne sont pas montrés')
  })
})
