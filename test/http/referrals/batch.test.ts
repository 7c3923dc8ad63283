import { randomUUID } from 'node:crypto'
import type request from 'supertest'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Staff } from '../../../server/http/access.ts'
import { findRequest } from '../../../server/orientation/service.ts'
import { importBatch } from '../../../server/referrals/batch.ts'
import { BATCH_COLUMNS, type BatchColumn } from '../../../server/referrals/batch-columns.ts'
import { aDeps, aForm, aGeocoder, aMember, anAnswer, anApp } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aTerritory } from '../../support/people.ts'
import { aReferrer } from '../referrers/support.ts'

const database = await aDatabase()
const deps = aDeps(database)
const { client } = database
const CPAM = {
  role: 'cpam',
  profession: '',
  organisation_nom: 'CPAM de la plaine',
  organisation_type: 'cpam',
}

let who: Staff
beforeEach(async () => {
  const territoryId = await aTerritory(deps)
  const { accountId, email } = await aReferrer(deps, { fields: CPAM })
  who = { accountId, territoryId, role: 'cpam', name: 'Lise Amblard', email }
})

type Cells = Partial<Record<BatchColumn, string>>

const ROSA: Cells = {
  nom: 'Quintavelha',
  prenom: 'Rosa',
  naissance: '1948-03-27',
  adresse: '14 rue de la Toile-Bise',
  commune: 'Lille',
  telephone: '06 39 98 12 34',
  accord: 'oral',
  accord_le: '2026-11-10',
}
const ABEL: Cells = { ...ROSA, prenom: 'Abel', naissance: '02/01/1950' }

function aFile(...rows: Cells[]): Buffer {
  const lines = rows.map((cells) => BATCH_COLUMNS.map((column) => cells[column] ?? '').join(';'))
  return Buffer.from([BATCH_COLUMNS.join(';'), ...lines].join('\r\n'))
}

function send(bytes: Buffer, dryRun = false) {
  return importBatch(deps, who, { bytes, dryRun }, deps.now())
}

const requests = () => client.orientationRequest.count()

describe('B16: the CPAM sends a batch', () => {
  test('dry, it says what it would do and registers nobody', async () => {
    const report = await send(aFile(ROSA, ABEL), true)
    expect(report).toMatchObject({ households: 2, people: 2, added: 2, unchanged: 0, problems: [] })
    expect(await requests()).toBe(0)
  })

  test('for good, each household is registered with its agreement and told by its own channel', async () => {
    await send(aFile({ ...ROSA, accord_suite: 'Oui', source: 'carte-urgence-sante' }))
    const { id, territoryId } = await client.orientationRequest.findFirstOrThrow()
    expect(await findRequest(client, deps.keys, { id, territoryId })).toMatchObject({
      status: 'ready',
      filledBy: 'adresseur',
      source: 'carte-urgence-sante',
      channel: 'sms',
      members: [{ firstName: 'Rosa', birthDate: '1948-03-27', ald: null, canTravel: true }],
    })
    expect(await client.referral.findFirstOrThrow()).toMatchObject({
      role: 'cpam',
      agreedHow: 'orally',
      agreedOn: new Date('2026-11-10T00:00:00Z'),
      outcomeAgreedAt: deps.now(),
    })
    expect(await client.message.count({ where: { template: 'request_received' } })).toBe(1)
  })

  test('rows of one household are one request, whose address is said once', async () => {
    const { nom, prenom, naissance } = ABEL
    await send(aFile({ ...ROSA, foyer: 'A' }, { foyer: 'A', nom, prenom, naissance } as Cells))
    expect(await client.orientationRequest.findMany({ select: { peopleCount: true } })).toEqual([
      { peopleCount: 2 },
    ])
  })

  test('the same file again changes nothing, in whatever order its rows and columns are', async () => {
    await send(aFile(ROSA, ABEL))
    const again = await send(aFile(ABEL, ROSA))
    expect(again).toMatchObject({ added: 0, unchanged: 2, leftOut: [] })
    expect(await requests()).toBe(2)
  })

  test('the same file sent twice at once registers everybody once', async () => {
    await Promise.all([send(aFile(ROSA, ABEL)), send(aFile(ROSA, ABEL))])
    expect(await requests()).toBe(2)
  })

  test('nothing is half-imported when the database fails in the middle', async () => {
    await client.$executeRaw`alter table referral add constraint broken check (agreed_how <> 'in_writing')`
    try {
      await expect(send(aFile(ROSA, { ...ABEL, accord: 'ecrit' }))).rejects.toThrow()
    } finally {
      await client.$executeRaw`alter table referral drop constraint broken`
    }
    expect(await requests()).toBe(0)
    expect(await client.message.count({ where: { template: 'request_received' } })).toBe(0)
  })
})

describe('each fault has its row, its column and the way to mend it', () => {
  test.each<[string, Cells, string, string]>([
    ['a name', { nom: '' }, 'nom', 'name'],
    ['an impossible birth date', { naissance: '1948-02-31' }, 'naissance', 'birth_date'],
    ['no birth date', { naissance: '' }, 'naissance', 'birth_date'],
    ['no address', { adresse: '' }, 'adresse', 'address'],
    ['a phone', { telephone: '06 39' }, 'telephone', 'phone'],
    ['an e-mail', { courriel: 'rosa' }, 'courriel', 'email'],
    ['an SMS without a number', { telephone: '', canal: 'sms' }, 'canal', 'channel'],
    ['no agreement', { accord: '' }, 'accord', 'agreement'],
    ['an agreement to come', { accord_le: '2027-01-01' }, 'accord_le', 'future'],
    ['a doubtful agreement', { accord_suite: 'peut-être' }, 'accord_suite', 'yes_no'],
    ['an unknown source', { source: 'pub' }, 'source', 'source'],
    ['a formula', { nom: '=cmd()' }, 'nom', 'formula'],
  ])('%s', async (_what, cells, column, code) => {
    const { problems } = await send(aFile(ABEL, { ...ROSA, ...cells }))
    expect(problems).toEqual([{ row: 3, column, code, reason: expect.stringMatching(/.{10}/) }])
    expect(await requests()).toBe(0)
  })

  test.each<[string, Buffer, string]>([
    ['a file without rows', aFile(), 'empty'],
    ['a column that is missing', Buffer.from('nom;prenom\r\nA;B'), 'column_missing'],
    ['commas', Buffer.from('nom,prenom\r\nA,B'), 'separator'],
    ['a quote left open', Buffer.concat([aFile(ROSA), Buffer.from('\r\n"')]), 'quote'],
    ['UTF-16', Buffer.from([0xff, 0xfe, 0x41, 0x00]), 'encoding'],
    ['too many rows', aFile(...Array.from({ length: 201 }, () => ROSA)), 'too_many'],
  ])('%s', async (_what, bytes, code) => {
    expect((await send(bytes)).problems[0]?.code).toBe(code)
  })

  test('another address for the same household', async () => {
    const household = aFile(
      { ...ROSA, foyer: 'A' },
      { ...ABEL, foyer: 'A', adresse: '2 rue du Fil' },
    )
    expect((await send(household)).problems).toMatchObject([
      { row: 3, column: 'adresse', code: 'household' },
    ])
  })
})

describe('duplicates', () => {
  test('the same person twice in the file is to mend', async () => {
    const { problems } = await send(aFile(ROSA, { ...ROSA, nom: 'QUINTAVELHA', telephone: '' }))
    expect(problems).toMatchObject([{ row: 3, column: 'nom', code: 'duplicate' }])
  })

  test('a person whom the same organisation registered already is left out, and said so', async () => {
    await send(aFile(ROSA))
    const report = await send(aFile({ ...ROSA, accord_le: '2026-11-20' }, ABEL))
    expect(report).toMatchObject({ added: 1, leftOut: [{ row: 2 }] })
    expect(await requests()).toBe(2)
  })

  test('a person who is on the list by anybody else is never told: the report is the same', async () => {
    const unknown = await send(aFile(ROSA), true)
    const themselves = aForm(aMember(0, { nom: 'Quintavelha', prenom: 'Rosa' }))
    await anApp(deps).visitor().post('/questionnaire', themselves).expect(303)
    expect(await send(aFile(ROSA), true)).toEqual(unknown)
    expect(await send(aFile(ROSA))).toEqual(unknown)
    expect(await requests()).toBe(2)
  })

  test('a couple that shares a phone and an address is two rows', async () => {
    expect((await send(aFile(ROSA, ABEL))).problems).toEqual([])
  })
})

describe('the page of the batch', () => {
  test('shows the trial, then registers on confirmation, once', async () => {
    const { visitor, post } = await anAgent()
    const { status, text } = await post(aFile(ROSA, ABEL))
    expect([status, text.includes('2 personnes lues, rien à corriger')]).toEqual([200, true])
    expect(await requests()).toBe(0)
    const importId = /name="import" value="([^"]+)"/.exec(text)?.[1] ?? ''
    const press = { cle: randomUUID(), import: importId }
    await visitor.post('/signalements/lot/confirmer', press).expect(303)
    await visitor.post('/signalements/lot/confirmer', press).expect(303)
    expect(await requests()).toBe(2)
  })

  test('says what to mend, by row, column and code', async () => {
    const { post } = await anAgent()
    const { status, text } = await post(aFile({ ...ROSA, telephone: '06' }))
    expect([status, text.includes('data-row="2" data-code="phone"')]).toEqual([422, true])
  })

  test('gives its format, and a template that it reads', async () => {
    const { visitor } = await anAgent()
    const page = await visitor.get('/signalements/lot')
    for (const column of BATCH_COLUMNS) expect(page.text).toContain(`<code>${column}</code>`)
    const template = await visitor.get('/signalements/lot/modele.csv')
    const { problems } = await send(Buffer.from(template.text), true)
    expect(problems.map(({ code }) => code)).toEqual(['empty'])
  })

  test('a file given by one agent is confirmed by no other', async () => {
    const first = await anAgent()
    const { text } = await first.post(aFile(ROSA))
    const importId = /name="import" value="([^"]+)"/.exec(text)?.[1] ?? ''
    const second = await anAgent()
    const press = { cle: randomUUID(), import: importId }
    expect((await second.visitor.post('/signalements/lot/confirmer', press)).status).toBe(422)
    expect(await requests()).toBe(0)
  })
})

test('homes that the geocoder does not find are registered all the same, for a person to place', async () => {
  const unsure = aDeps(database, {
    geocoder: aGeocoder(anAnswer({ status: 'to_locate', position: null })),
  })
  await importBatch(unsure, who, { bytes: aFile(ROSA), dryRun: false }, deps.now())
  expect(await client.orientationRequest.findFirstOrThrow()).toMatchObject({ status: 'to_locate' })
})

/** A CPAM agent in a browser, and the sending of a file by them. */
async function anAgent() {
  const { visitor } = await aReferrer(deps, { fields: CPAM })
  const post = (bytes: Buffer): request.Test =>
    visitor.attach('/signalements/lot', { name: 'lot.csv', bytes })
  return { visitor, post }
}
