import { describe, expect, test } from 'vitest'
import { Prisma } from '../../../prisma/generated/client.ts'
import * as answers from '../../../server/own-file/answer-fields.ts'
import * as search from '../../../server/own-file/search-fields.ts'
import * as traces from '../../../server/own-file/trace-fields.ts'
import { aDatabase } from '../../support/database.ts'
import { aScene, send } from '../../support/scene.ts'
import { aFullFile } from './full.ts'

const database = await aDatabase()

/** The tables of a household, and how each of their columns is shown or why it is not. */
const SHOWN = {
  OrientationRequest: answers.requestFields,
  Member: answers.memberFields,
  Referral: search.referralFields,
  Shortlist: search.shortlistFields,
  ShortlistEntry: search.entryFields,
  Proposal: search.proposalFields,
  ProposalRound: search.roundFields,
  Ladder: search.ladderFields,
  Outcome: search.outcomeFields,
  Message: traces.messageFields,
  SendAttempt: traces.attemptFields,
  LocalMessage: traces.localFields,
  RequestEvent: traces.eventFields,
  Todo: traces.todoFields,
  PrivateLink: traces.linkFields,
  SurveyLink: traces.surveyLinkFields,
} as const

/** A register of ids, that exists once there is nothing left to show. */
const NOT_A_FILE = ['Erasure']

function columnsOf(model: string): string[] {
  const columns: unknown = Reflect.get(Prisma, `${model}ScalarFieldEnum`)
  return Object.values(columns ?? {})
}

describe('what a household may read of its own file', () => {
  test('every table that belongs to a request is in it', () => {
    const owned = Object.keys(Prisma.ModelName).filter((name) =>
      columnsOf(name).includes('requestId'),
    )
    expect(owned.filter((name) => !(name in SHOWN) && !NOT_A_FILE.includes(name))).toEqual([])
    expect(owned.length).toBeGreaterThan(10)
  })

  test('every column of these tables is shown, or withheld for a reason', () => {
    for (const [model, fields] of Object.entries(SHOWN))
      expect([model, Object.keys(fields).sort()]).toEqual([model, columnsOf(model).sort()])
  })

  test('every answer, note and message is in the page and in the file to keep', async () => {
    const { link, visitor } = await aFullFile(database)
    const page = (await visitor().get(`${link}/mes-reponses`).expect(200)).text
    for (const said of SAID_AGAIN) expect(page).toContain(said)
    const answer = await visitor().get(`${link}/mes-reponses.json`).expect(200)
    expect(answer.headers['content-disposition']).toContain('attachment')
    const { file } = JSON.parse(answer.text)
    expect(file.contact).toEqual([
      { phone: '+33639981234', email: 'jeanne@example.org', canOpenLink: true },
    ])
    expect(file.members[0]).toMatchObject({ lastName: 'Zorglub', ald: true, canTravel: true })
    expect(file.wishes[0]).toMatchObject({ language: 'pt', maxKm: 5, reason: 'demenagement' })
    expect(file.lists[0]).toMatchObject({ exception: 'canari' })
    expect(file.events.some(({ note }: { note: string }) => note === 'canari')).toBe(true)
  })

  test('no name of the team, no mark, no key and no token is', async () => {
    const { link, visitor } = await aFullFile(database)
    const { text } = await visitor().get(`${link}/mes-reponses.json`)
    expect(text).not.toMatch(/Belgrain|tokenHash|searchIndex|identityIndex|uniqueKey|Sealed/)
    expect(text).not.toContain(link.split('/').at(-1))
  })

  test('B20: a doctor is named once the household agreed, and those of its list at once', async () => {
    const { patient, link, ...scene } = await aScene(database)
    await send({ patient, link, ...scene })
    const { file } = JSON.parse((await patient.get(`${link}/mes-reponses.json`)).text)
    const doctors = file.lists.flatMap(
      ({ availabilityId }: { availabilityId?: string }) => availabilityId ?? [],
    )
    expect(doctors).toHaveLength(3)
    expect(doctors[0]).toMatch(/^Dr Nour/)
  })

  test('reading it is in the audit, and changes nothing else', async () => {
    const { patient, link, id } = await aScene(database)
    const before = await database.client.orientationRequest.findUniqueOrThrow({ where: { id } })
    await patient.get(`${link}/mes-reponses`).expect(200)
    await patient.get(`${link}/mes-reponses.json`).expect(200)
    expect(await database.client.orientationRequest.findUniqueOrThrow({ where: { id } })).toEqual(
      before,
    )
    const lines = await database.client.auditEntry.findMany({ where: { actorKind: 'patient' } })
    expect(lines.map(({ action }) => action)).toEqual(['read', 'export'])
  })
})

const SAID_AGAIN = [
  'Philibertine',
  'Zorglub',
  '27 mars 1948',
  '14 rue de la Toile-Bise',
  '06 39 98 12 34',
  'jeanne@example.org',
  'portugais',
  'canari',
  'CPAM (exemple)',
  'Inscription',
]
