import { randomUUID } from 'node:crypto'
import request from 'supertest'
import { beforeEach, expect, test } from 'vitest'
import { COLUMNS } from '../../../server/doctors/csv-columns.ts'
import { importDoctors } from '../../../server/doctors/service.ts'
import { aDatabase } from '../../support/database.ts'
import {
  A_FORM,
  aCoordinator,
  aRegisterApp,
  aTerritory,
  coordinator,
  now,
  someDeps,
} from './support.ts'

const database = await aDatabase()
const LIST = '/coordination/medecins'
const deps = someDeps(database)
let territoryId = ''
let app = aRegisterApp(deps, () => null)

beforeEach(async () => {
  territoryId = await aTerritory(database)
  const who = aCoordinator(territoryId)
  app = aRegisterApp(deps, () => who)
})

const post = (path: string, fields: Record<string, string>) =>
  request(app).post(path).type('form').send(fields)
const add = (fields: Record<string, string>) =>
  post(`${LIST}/nouveau`, { ...A_FORM, cle: randomUUID(), ...fields })
const stored = () =>
  database.client.doctor.findFirstOrThrow({
    select: { id: true, channel: true, mobile: true, phone: true },
  })

test('the coordinator chooses how a doctor is written to, and reads it again on the sheet', async () => {
  await add({ canal: 'sms', mobile: '06 39 98 56 78' }).expect(303)
  expect(await stored()).toMatchObject({ channel: 'sms', mobile: '+33639985678' })
  const { id } = await stored()
  const sheet = (await request(app).get(`${LIST}/${id}`)).text
  expect(sheet).toMatch(/value="sms" checked/)
  expect(sheet).toContain('value="06 39 98 56 78"')
  const version = /name="version" value="(\d+)"/.exec(sheet)?.[1] ?? ''
  const changed = { ...A_FORM, cle: randomUUID(), version, canal: 'courriel', mobile: '' }
  await post(`${LIST}/${id}`, changed).expect(303)
  expect(await stored()).toMatchObject({ channel: 'email', mobile: null })
})

test.each([
  ['a landline', { mobile: '03 53 01 41 07' }, 'Indiquez un mobile à 10 chiffres'],
  ['half a number', { mobile: '06 39' }, 'Indiquez un mobile à 10 chiffres'],
  ['SMS without a mobile', { canal: 'sms', mobile: '' }, 'Pour les SMS, indiquez un mobile'],
])('%s is sent back with what was typed and how to mend it', async (_case, fields, words) => {
  const { text } = await add({ canal: 'courriel', ...fields }).expect(422)
  expect(text).toContain(words)
  expect(text).toContain(`value="${fields.mobile}"`)
  expect(await database.client.doctor.count()).toBe(0)
})

test('SMS need no private mobile when the phone of the sheet is one', async () => {
  await add({ canal: 'sms', mobile: '', telephone: '06 39 98 12 34' }).expect(303)
  expect(await stored()).toMatchObject({ channel: 'sms', mobile: null, phone: '+33639981234' })
})

test('the doctors’ file says nothing of it: neither an import nor an old form changes it', async () => {
  await add({ canal: 'sms', mobile: '06 39 98 56 78' }).expect(303)
  const row: Record<string, string> = {
    ...A_FORM,
    lon: '3.0635',
    lat: '50.6365',
    places: '9',
    accord_carte: 'non',
  }
  const cells = [COLUMNS, COLUMNS.map((column) => row[column] ?? '')]
  const bytes = Buffer.from(cells.map((line) => line.join(';')).join('\r\n'))
  const report = await importDoctors(
    deps,
    { territoryId, bytes, dryRun: false, actor: coordinator },
    now,
  )
  expect(report).toMatchObject({ updated: 1 })
  const { id } = await stored()
  await post(`${LIST}/${id}`, { ...A_FORM, cle: randomUUID() }).expect(303)
  expect(await stored()).toMatchObject({ channel: 'sms', mobile: '+33639985678' })
})
