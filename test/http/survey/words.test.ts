import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { sealColumn } from '../../../server/orientation/sealed.ts'
import { partsOf } from '../../../server/texts/parts.ts'
import { saveTexts } from '../../../server/texts/service.ts'
import { aDatabase } from '../../support/database.ts'
import { aHousehold, aSurveyScene, DECEMBER, prepare, press, start } from './scene.ts'

const database = await aDatabase()
const { client } = database

const STAFF = { kind: 'staff', id: null, name: 'Inès Belgrain' } as const

test('B10: a household is asked in the words of its territory, which never say its reference', async () => {
  const scene = await aSurveyScene(database)
  await aHousehold(scene)
  const of = { territoryId: scene.territoryId, template: 'survey_ask', actor: STAFF } as const
  const words = 'Bonjour de {territoire} : dites-nous ce qui vous a aidés.'
  const edits = { 'email:surveyMessages.asked': words }
  await saveTexts(scene.deps, { ...of, version: 0, key: randomUUID() }, edits, DECEMBER)
  const draft = await scene.coordinator.get(await prepare(scene)).expect(200)
  expect(draft.text).toContain('dites-nous ce qui vous a aidés')
  await press(scene, 'demarrer', { jour: '2026-12-01', heure: '9', duree: '1' })
  await scene.run('2026-12-01T09:30:00Z')
  const { reference } = await client.orientationRequest.findFirstOrThrow()
  const [left] = scene.sent
  expect(left?.outgoing.text).toContain('(exemple) : dites-nous ce qui vous a aidés.')
  expect(left?.outgoing.text).not.toContain(reference)
  expect(partsOf('survey_ask').flatMap(({ fields }) => fields)).not.toContain('reference')
})

test('a household whose address is gone by then is counted as a failure, not forgotten', async () => {
  const scene = await aSurveyScene(database)
  const id = await aHousehold(scene)
  await start(scene)
  const { keys } = scene.deps
  const contact = { phone: null, email: null, canOpenLink: true, language: null }
  const contactSealed = sealColumn(keys, 'orientation_request.contact_sealed', id, contact)
  await client.orientationRequest.update({ where: { id }, data: { contactSealed } })
  await scene.run('2026-12-01T09:30:00Z')
  expect(await client.message.findFirst()).toMatchObject({ status: 'failed_permanent' })
})
