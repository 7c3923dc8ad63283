import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { aDatabase } from '../../support/database.ts'
import { aTeam, fieldOf, PATH } from './support.ts'

const database = await aDatabase()
const OURS = 'Votre demande {reference} est enregistrée'
const THEIRS = 'Nous avons bien reçu la demande {reference}'

test('every message is listed with who reads it, when, and whose words it says', async () => {
  const { staff, save } = await aTeam(database)
  const { text } = await staff.get('/coordination/textes').expect(200)
  expect(text).toContain('Les messages disent le texte d’origine')
  expect(text).toContain('La demande est enregistrée. Par mail ou SMS.')
  expect(text).toContain('data-template="account_invited"')
  expect(text.match(/Texte fixe/g)).toHaveLength(2)
  await save({ [fieldOf('subject')]: THEIRS }).expect(303)
  const after = await staff.get('/coordination/textes').expect(200)
  expect(after.text).toContain('1 message dit vos mots')
  expect(after.text).toContain('Modifié par Inès Belgrain, le 24 novembre, 10 h.')
})

test('a message is read with its fixed parts, its fields, and how it will be read', async () => {
  const { staff } = await aTeam(database, 'auditor')
  const { text } = await staff.get(PATH).expect(200)
  expect(text).toContain(OURS)
  expect(text).toContain('Gardez ce lien pour vous')
  expect(text).toContain('<code>{reference}</code> : la référence de la demande')
  expect(text).toContain('Votre demande GL-4K7-92M est enregistrée')
  expect(text).toContain('data-segments="')
  expect(text).not.toContain('Enregistrer ces textes')
})

test('a text that protects cannot be changed, and an unknown one is not found', async () => {
  const { staff } = await aTeam(database)
  const { text } = await staff.get('/coordination/textes/doctor_code').expect(200)
  expect(text).toContain('Ce texte ne change pas')
  await staff
    .post('/coordination/textes/doctor_code', { cle: randomUUID(), version: '0' })
    .expect(404)
  await staff.get('/coordination/textes/constructor').expect(404)
})

test('an administrator alone changes them', async () => {
  for (const role of ['coordinator', 'delegate', 'auditor'] as const) {
    const { save, press, rows } = await aTeam(database, role)
    expect((await save({ [fieldOf('subject')]: THEIRS })).status).toBe(403)
    expect((await press('/origine', 0)).status).toBe(403)
    expect(await rows()).toEqual([])
    await database.client.territory.deleteMany()
  }
})

test('the preview shows the words typed, and saves nothing', async () => {
  const { save, rows } = await aTeam(database)
  const tried = await save({ geste: 'apercu', [fieldOf('subject')]: THEIRS }).expect(200)
  expect(tried.text).toContain('Rien n’est encore enregistré.')
  expect(tried.text).toContain('<strong>Nous avons bien reçu la demande GL-4K7-92M</strong>')
  expect(await rows()).toEqual([])
})

test('what is saved is kept with its author, and the audit never holds its words', async () => {
  const { save, rows, staff } = await aTeam(database)
  await save({ [fieldOf('subject')]: `  ${THEIRS}\r\nBcc: x ` }).expect(303)
  expect(await rows()).toMatchObject([
    {
      template: 'request_received',
      part: 'subject:messages.subjects.request_received',
      version: 1,
      text: `${THEIRS} Bcc: x`,
      changedBy: 'Inès Belgrain',
    },
  ])
  const audit = await database.client.auditEntry.findMany({ where: { subjectKind: 'text' } })
  expect(audit.map(({ facts }) => facts)).toEqual([
    { template: 'request_received', act: 'save', version: 1, parts: 1 },
  ])
  const { text } = await staff.get(`${PATH}?fait=enregistre`)
  expect(text).toContain('C’est enregistré.')
  expect(text).toContain('Le 24 novembre, 10 h, Inès Belgrain : Objet.')
})

test('words that may not be sent come back as typed, each with its remedy, and nothing is saved', async () => {
  const { save, rows } = await aTeam(database)
  const wrong = await save({
    [fieldOf('subject')]: 'Votre ALD et la demande {reference}',
    [fieldOf('sms')]: 'Bonjour {territoir}',
  })
  expect(wrong.status).toBe(422)
  expect(wrong.text).toContain('<title>Erreur')
  expect(wrong.text).toContain('Votre ALD et la demande {reference}</textarea>')
  expect(wrong.text).toContain('Retirez « ALD »')
  expect(wrong.text).toContain('Vouliez-vous dire {territoire}')
  expect(await rows()).toEqual([])
})

describe('two people at once', () => {
  test('the second sees both texts, overwrites nothing, and can then save', async () => {
    const { save, rows } = await aTeam(database)
    await save({ [fieldOf('subject')]: THEIRS }).expect(303)
    const mine = 'Du nouveau : {reference}'
    const late = await save({ [fieldOf('subject')]: mine })
    expect(late.status).toBe(409)
    expect(late.text).toContain(`${mine}</textarea>`)
    expect(late.text).toContain(`Enregistré entre-temps :</strong> ${THEIRS}`)
    expect(late.text).toContain('name="version" value="1"')
    expect(await rows()).toHaveLength(1)
    await save({ [fieldOf('subject')]: mine }, 1).expect(303)
    expect((await rows()).map(({ version, text }) => [version, text])).toEqual([
      [1, THEIRS],
      [2, mine],
    ])
  })

  test('the same button pressed twice saves once', async () => {
    const { save, rows } = await aTeam(database)
    const key = randomUUID()
    const pressed = await Promise.all(
      [1, 2].map(() => save({ [fieldOf('subject')]: THEIRS }, 0, key)),
    )
    expect(pressed.map(({ status }) => status)).toEqual([303, 303])
    expect(await rows()).toHaveLength(1)
  })
})

describe('going back', () => {
  test('to our words in one press, then back again, each a version of its own', async () => {
    const { save, press, rows, staff } = await aTeam(database)
    await save({
      [fieldOf('subject')]: THEIRS,
      [fieldOf('sms')]: '{territoire} : reçu, {reference}',
    })
    await press('/origine', 1).expect(303)
    expect((await staff.get(PATH)).text).toContain(`${OURS}</textarea>`)
    expect((await rows()).filter(({ version }) => version === 2).map(({ text }) => text)).toEqual([
      null,
      null,
    ])
    await press('/annuler', 2).expect(303)
    const back = await staff.get(PATH)
    expect(back.text).toContain(`${THEIRS}</textarea>`)
    expect(back.text).toContain('{territoire} : reçu, {reference}</textarea>')
  })

  test('pressed twice, the last change alone is undone', async () => {
    const { save, press, rows, staff } = await aTeam(database)
    await save({ [fieldOf('subject')]: THEIRS })
    await save({ [fieldOf('subject')]: 'Autre : {reference}' }, 1)
    const key = randomUUID()
    await press('/annuler', 2, key).expect(303)
    await press('/annuler', 2, key).expect(303)
    expect(await rows()).toHaveLength(3)
    expect((await staff.get(PATH)).text).toContain(`${THEIRS}</textarea>`)
  })

  test('from a page that is out of date, nothing is undone', async () => {
    const { save, press, rows } = await aTeam(database)
    await save({ [fieldOf('subject')]: THEIRS })
    const late = await press('/origine', 0)
    expect(late.status).toBe(409)
    expect(late.text).toContain('Relisez, puis recommencez.')
    expect(await rows()).toHaveLength(1)
  })
})
