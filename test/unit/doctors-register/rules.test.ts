import { expect, test } from 'vitest'
import {
  contradictions,
  planImport,
  practicesToPlace,
} from '../../../server/doctors/import-plan.ts'
import {
  type Practice,
  practiceKey,
  type RegisterEntry,
  type Secretariat,
  stateOf,
} from '../../../server/doctors/rules.ts'
import { aSheet } from '../../http/doctors/support.ts'

const now = new Date('2026-11-22T08:00:00Z')
const today = '2026-11-22'
const agreed = new Date('2026-11-10T08:00:00Z')

function aPractice(practice: Partial<Practice> = {}): Practice & Secretariat {
  return {
    phone: null,
    phoneHours: '',
    booking: '',
    ...aSheet().practice,
    id: 'toile',
    position: [3.06, 50.63],
    located: 'located',
    ...practice,
  }
}

function anEntry(entry: Partial<RegisterEntry> = {}): RegisterEntry {
  const { identity, conditions } = aSheet()
  return {
    id: 'availability',
    doctorId: 'doctor',
    identity,
    contact: { channel: 'email', mobile: null },
    secureEmail: null,
    practice: aPractice(),
    conditions,
    agreements: { coordination: agreed, patients: agreed, map: null },
    volunteerSince: agreed,
    withdrawnAt: null,
    leavesOn: null,
    startsOn: null,
    endsOn: null,
    endsOnBefore: null,
    pausedUntil: null,
    confirmedAt: new Date('2026-11-09T23:00:00Z'),
    loweredAt: null,
    doctorVersion: 1,
    availabilityVersion: 1,
    updatedAt: agreed,
    updatedBy: null,
    ...entry,
  }
}

test.each<[string, Partial<RegisterEntry>, number, string]>([
  ['confirmed lately', {}, 3, 'fresh'],
  [
    'confirmed more than six months ago',
    { confirmedAt: new Date('2026-05-20T10:00:00Z') },
    3,
    'to_reconfirm',
  ],
  [
    'confirmed more than seven months ago',
    { confirmedAt: new Date('2026-04-20T10:00:00Z') },
    3,
    'expired',
  ],
  ['never confirmed', { confirmedAt: null }, 3, 'expired'],
  ['told to be full by a patient', { loweredAt: agreed }, 3, 'to_reconfirm'],
  ['without a place left', {}, 0, 'full'],
  ['paused until today', { pausedUntil: today }, 3, 'paused'],
  ['paused until yesterday', { pausedUntil: '2026-11-21' }, 3, 'fresh'],
  ['gone since yesterday', { endsOn: '2026-11-21' }, 3, 'not_accepting'],
  ['here from tomorrow', { startsOn: '2026-11-23' }, 3, 'not_accepting'],
  ['withdrawn', { withdrawnAt: now }, 3, 'not_accepting'],
])('a doctor %s', (_case, entry, free, state) => {
  expect(stateOf(anEntry(entry), free, today)).toBe(state)
})

const elsewhere = { name: 'Cabinet du Fil-Gris', address: '12 Rue du Fil-Gris' }

test('a doctor of two practices is changed at the one that the row names', () => {
  const other = aPractice({ ...elsewhere, id: 'fil' })
  const entries = [anEntry(), anEntry({ id: 'second', practice: other })]
  const sheet = aSheet({ practice: elsewhere, conditions: { places: 1 } })
  const plan = planImport(
    [{ row: 2, sheet }],
    { entries, practices: [aPractice(), other] },
    new Map(),
    now,
  )
  expect(plan.changed.map(({ entry }) => entry.id)).toEqual(['second'])
  expect(plan.availabilities).toEqual([])
})

test('a doctor of two practices gains a third when the row names neither', () => {
  const other = aPractice({ ...elsewhere, id: 'fil' })
  const entries = [anEntry(), anEntry({ id: 'second', practice: other })]
  const sheet = aSheet({ practice: { name: 'Maison du Houblon', address: '1 Rue du Houblon' } })
  const plan = planImport(
    [{ row: 2, sheet }],
    { entries, practices: [aPractice(), other] },
    new Map(),
    now,
  )
  expect(plan.availabilities).toMatchObject([
    { doctorId: 'doctor', practiceId: plan.practices.added[0]?.id },
  ])
  expect(plan.changed).toEqual([])
  expect(plan.counts).toEqual({ created: 0, updated: 1, unchanged: 0 })
})

test('a practice is asked of the geocoder once, and not when a row or the register places it', () => {
  const nowhere = aSheet({ position: null })
  const rows = [
    { row: 2, sheet: nowhere },
    { row: 3, sheet: nowhere },
  ]
  expect(practicesToPlace(rows, [])).toEqual([nowhere.practice])
  expect(practicesToPlace(rows, [aPractice()])).toEqual([])
  expect(practicesToPlace([...rows, { row: 4, sheet: aSheet() }], [])).toEqual([])
})

test('positions of one practice may differ by a doorstep, not by a street', () => {
  const at = (row: number, lat: number) => ({ row, sheet: aSheet({ position: [3.06, lat] }) })
  expect(contradictions([at(2, 50.63), at(3, 50.6301)])).toEqual([])
  expect(contradictions([at(2, 50.63), at(3, 50.64)])).toMatchObject([{ row: 3, column: 'lon' }])
})

test('practices are told apart by name, address and postal code', () => {
  expect(practiceKey(aPractice({ commune: 'Lomme' }))).toBe(practiceKey(aPractice()))
  expect(practiceKey(aPractice({ postalCode: '59160' }))).not.toBe(practiceKey(aPractice()))
})
