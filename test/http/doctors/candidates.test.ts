import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import type { OutcomeKind, ProposalStatus, RequestStatus } from '../../../prisma/generated/enums.ts'
import { countUnplaced, doctorsNamed, listCandidates } from '../../../server/doctors/candidates.ts'
import { confirmDoctor, pauseDoctor, withdrawDoctor } from '../../../server/doctors/moves.ts'
import { createDoctor } from '../../../server/doctors/service.ts'
import { rankDoctors } from '../../../server/ranking/rules.ts'
import { aDatabase } from '../../support/database.ts'
import { aSheet, aTerritory, coordinator, LILLE, now, someDeps } from './support.ts'

const database = await aDatabase()
const deps = someDeps(database)
const { client } = database
const before = new Date('2026-11-01T09:00:00Z')
const since = new Date('2026-11-20T09:00:00Z')
const later = new Date('2026-11-25T09:00:00Z')
let territoryId = ''

beforeEach(async () => {
  territoryId = await aTerritory(database)
})

async function aDoctor(parts: Parameters<typeof aSheet>[0] = {}): Promise<string> {
  const sheet = aSheet(parts)
  const saved = await createDoctor(
    deps,
    { territoryId, actor: coordinator, key: randomUUID(), sheet },
    now,
  )
  if (!('id' in saved)) throw new Error('not added')
  return saved.id
}

type Facts = { status?: RequestStatus; people?: number; orientedAt?: Date | null }

async function aRequest({ status = 'shortlisted', people = 2, orientedAt = null }: Facts = {}) {
  const { id } = await client.orientationRequest.create({
    data: {
      territoryId,
      reference: randomUUID(),
      status,
      filledBy: 'moi',
      channel: 'email',
      registeredAt: before,
      peopleCount: people,
      contactSealed: '',
      homeSealed: '',
      wishesSealed: '',
      orientedAt,
    },
  })
  return id
}

async function named(requestId: string, availabilityId: string, ended: object = {}) {
  const shortlist = {
    territoryId,
    requestId,
    channel: 'email',
    decidedBy: 'x',
    decidedAt: since,
    maxKm: 5,
  } as const
  const { id } = await client.shortlist.create({ data: { ...shortlist, ...ended } })
  const entry = { territoryId, shortlistId: id, availabilityId, position: 0, km: 1, reasons: [] }
  await client.shortlistEntry.create({ data: entry })
}

async function said(
  requestId: string,
  availabilityId: string,
  kind: OutcomeKind,
  more: object = {},
) {
  const outcome = { territoryId, requestId, availabilityId, kind, toldBy: 'patient', at: since }
  await client.outcome.create({ data: { ...outcome, ...more } })
}

async function proposed(
  requestId: string,
  availabilityId: string,
  { status, expiresAt = later }: { status: ProposalStatus; expiresAt?: Date },
) {
  const answeredAt = status === 'pending' ? null : since
  const proposal = {
    territoryId,
    requestId,
    availabilityId,
    status,
    placesHeld: 2,
    askedAt: before,
  }
  await client.proposal.create({ data: { ...proposal, expiresAt, answeredAt } })
}

const loads = async () => {
  const [candidate] = await listCandidates(client, territoryId, now)
  const { placesHeld, placesTaken, solicited } = candidate ?? {}
  return { placesHeld, placesTaken, solicited }
}

test('a doctor of the register is a candidate with all that the ranking asks, and what pages say', async () => {
  const id = await aDoctor({ conditions: { ageMin: 16 }, identity: { languages: ['fr', 'ar'] } })
  await pauseDoctor(deps, { id, territoryId, actor: coordinator }, '2026-12-31', now)
  expect(await listCandidates(client, territoryId, now)).toMatchObject([
    {
      id,
      position: LILLE,
      accepting: true,
      placesOffered: 5,
      placesHeld: 0,
      placesTaken: 0,
      homeVisitPlaces: 2,
      ageMin: 16,
      stepFree: true,
      languages: ['fr', 'ar'],
      confirmedOn: '2026-11-10',
      pausedUntil: '2026-12-31',
      named: true,
      solicited: 0,
      name: 'Dr Nour Ostrevande',
      practice: 'Cabinet de la Toile-Bise',
      address: '4 Rue de la Toile-Bise',
      phone: '+33353010101',
      booking: 'Par téléphone, le matin',
    },
  ])
})

test('who did not agree to be named, or to be known, or who withdrew, is left out by the ranking with the reason', async () => {
  await aDoctor({ agreements: { patients: false } })
  await aDoctor({ identity: { rpps: '99700000024' }, agreements: { coordination: false } })
  const left = await aDoctor({ identity: { rpps: '99700000031' } })
  await withdrawDoctor(deps, { id: left, territoryId, actor: coordinator }, now)
  const household = {
    home: LILLE,
    homeCommunes: ['59350'],
    members: [{ birthDate: null, canTravel: true, ald: null }],
    wheelchair: false,
    languages: ['fr'],
    refusedBy: [],
  }
  const options = { bandKm: 0.5, maxKm: 5, solicitedFactor: 3, now }
  const { ranked, excluded } = rankDoctors(
    household,
    await listCandidates(client, territoryId, now),
    options,
  )
  expect(ranked).toEqual([])
  expect(excluded.map(({ reasons }) => reasons.join()).sort()).toEqual([
    'not_accepting',
    'not_accepting,not_named',
    'not_named',
  ])
})

test('B7: people of the open lists that name a doctor solicit them; cancelled, closed and older ones do not', async () => {
  const id = await aDoctor()
  const request = await aRequest({ people: 3 })
  await named(request, id)
  await named(request, id)
  await named(await aRequest(), id, { cancelledAt: since })
  await named(await aRequest(), id, { closedAt: since })
  await named(await aRequest({ status: 'ready' }), id)
  expect(await loads()).toMatchObject({ solicited: 3, placesTaken: 0 })
})

test('people who found the doctor take places until the next confirmation', async () => {
  const id = await aDoctor()
  const request = await aRequest({ status: 'seen', people: 3 })
  await said(request, id, 'found')
  await said(request, id, 'declared')
  await said(await aRequest(), id, 'refused')
  await said(await aRequest(), id, 'found', { at: before })
  expect(await loads()).toMatchObject({ placesTaken: 3 })
  await confirmDoctor(deps, { id, territoryId, actor: coordinator }, later)
  expect(await loads()).toMatchObject({ placesTaken: 0 })
  await said(request, id, 'declared', { at: new Date(later.getTime() + 1) })
  expect(await loads()).toMatchObject({ placesTaken: 0 })
})

test('when the doctor is declared for some of a household, those alone take places', async () => {
  const id = await aDoctor()
  const request = await aRequest({ status: 'seen', people: 4 })
  for (const position of [0, 1]) {
    const member = { territoryId, requestId: request, position, identitySealed: '', careSealed: '' }
    const { id: memberId } = await client.member.create({ data: member })
    await said(request, id, 'seen', { memberId })
    await said(request, id, 'declared', { memberId })
  }
  expect(await loads()).toMatchObject({ placesTaken: 2 })
})

test('a proposal holds places until it expires, and an agreement takes them, each household once', async () => {
  const id = await aDoctor()
  await proposed(await aRequest({ status: 'proposed' }), id, { status: 'pending' })
  await proposed(await aRequest({ status: 'proposed' }), id, {
    status: 'pending',
    expiresAt: before,
  })
  await proposed(await aRequest({ status: 'offered' }), id, { status: 'accepted' })
  await proposed(await aRequest({ status: 'ready' }), id, { status: 'declined' })
  expect(await loads()).toMatchObject({ placesHeld: 4, placesTaken: 0 })
  const agreed = await aRequest({ status: 'declared', orientedAt: since, people: 2 })
  await proposed(agreed, id, { status: 'accepted' })
  await said(agreed, id, 'declared')
  expect(await loads()).toMatchObject({ placesHeld: 4, placesTaken: 2 })
})

test('a practice that waits to be placed is on no list, and is counted', async () => {
  await aDoctor({ position: null })
  expect(await listCandidates(client, territoryId, now)).toEqual([])
  expect(await countUnplaced(client, territoryId)).toBe(1)
})

test('named doctors come in the order asked, placed or not, and never from another territory', async () => {
  const first = await aDoctor()
  const second = await aDoctor({
    identity: { rpps: '99700000024', lastName: 'Lestoile' },
    position: null,
  })
  const doctors = await doctorsNamed(client, territoryId, [second, first, randomUUID()])
  expect(doctors.map(({ name }) => name)).toEqual(['Dr Nour Lestoile', 'Dr Nour Ostrevande'])
  const elsewhere = await aTerritory(database, 'lys')
  expect(await doctorsNamed(client, elsewhere, [first])).toEqual([])
  expect(await listCandidates(client, elsewhere, now)).toEqual([])
})
