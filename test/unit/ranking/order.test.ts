import { expect, test } from 'vitest'
import { type Candidate, type Household, rankDoctors } from '../../../server/ranking/rules.ts'
import { aDoctor, aHousehold, north, now } from './builders.ts'

function ranking(
  doctors: Partial<Candidate>[],
  { bandKm = 0.5, ...household }: Partial<Household> & { bandKm?: number } = {},
) {
  return rankDoctors(
    aHousehold(household as Partial<Omit<Household, 'members'>>),
    doctors.map(aDoctor),
    {
      bandKm,
      maxKm: 20,
      solicitedFactor: 3,
      now,
    },
  ).ranked
}

const ids = (doctors: readonly { id: string }[]) => doctors.map(({ id }) => id)

test('B21: the nearest band comes first, whatever else', () => {
  const near = { id: 'near', position: north(0.9), confirmedOn: '2026-05-10', solicited: 11 }
  const far = { id: 'far', position: north(1.1), languages: ['fr', 'ar'] }
  expect(ids(ranking([far, near], { languages: ['ar'] }))).toEqual(['near', 'far'])
})

test('inside a band: fresh, then language, then the least solicited for their places, then nearest, then id', () => {
  const doctors = [
    { id: 'stale', position: north(1.0), confirmedOn: '2026-05-10', languages: ['ar'] },
    { id: 'z-same', position: north(1.2) },
    { id: 'a-same', position: north(1.2) },
    { id: 'nearer', position: north(1.1) },
    { id: 'asked', position: north(1.05), solicited: 1 },
    { id: 'asked-less', position: north(1.45), solicited: 1, placesOffered: 8 },
    { id: 'speaks', position: north(1.4), languages: ['ar'], solicited: 3 },
  ]
  const expected = ['speaks', 'nearer', 'a-same', 'z-same', 'asked-less', 'asked', 'stale']
  expect(ids(ranking(doctors, { languages: ['ar'] }))).toEqual(expected)
})

test('equal ratios of solicitations are equal, though floating numbers would not say so', () => {
  const doctors = [
    { id: 'far', position: north(1.3), solicited: 1, placesOffered: 3 },
    { id: 'near', position: north(1.2), solicited: 2, placesOffered: 6 },
  ]
  expect(ids(ranking(doctors))).toEqual(['near', 'far'])
})

test('with a band of 0 distance alone orders, and the other keys only part a shared practice', () => {
  const doctors = [
    { id: 'far-fresh', position: north(1.1) },
    { id: 'near-stale', position: north(1.0), confirmedOn: '2026-05-10' },
    { id: 'near-fresh', position: north(1.0) },
  ]
  expect(ids(ranking(doctors, { bandKm: 0 }))).toEqual(['near-fresh', 'near-stale', 'far-fresh'])
})

test('B21: a doctor put before a nearer one says before whom, and why', () => {
  const ranked = ranking([
    { id: 'near', position: north(1.1), solicited: 4 },
    { id: 'far', position: north(1.4), solicited: 1 },
    { id: 'stale', position: north(1.05), confirmedOn: '2026-05-10' },
    { id: 'next-band', position: north(1.6) },
  ])
  expect(ids(ranked)).toEqual(['far', 'near', 'stale', 'next-band'])
  expect(ranked.map(({ reasons }) => reasons.filter(({ code }) => code === 'ahead_of'))).toEqual([
    [{ code: 'ahead_of', id: 'near', because: 'less_solicited' }],
    [{ code: 'ahead_of', id: 'stale', because: 'fresher' }],
    [],
    [],
  ])
})

test('reasons carry their figures, and only what matters to the household', () => {
  const doctor = { homeVisitPlaces: 2, stepFree: true, languages: ['fr', 'ar'], placesTaken: 1 }
  const [plain] = ranking([doctor], { languages: ['tr'] })
  expect(plain?.reasons).toEqual([
    { code: 'distance', km: expect.closeTo(1, 2) },
    { code: 'places', free: 3 },
    { code: 'confirmed', daysAgo: 12, freshness: 'fresh', isDoubted: false },
  ])
  const [detailed] = ranking([doctor], {
    members: [{ birthDate: null, canTravel: false, ald: true }],
    wheelchair: true,
    languages: ['ar'],
  })
  expect(detailed?.reasons.map(({ code }) => code)).toEqual([
    'distance',
    'places',
    'home_visits',
    'step_free',
    'language',
    'confirmed',
  ])
})

test('distances are those of the WGS84 ellipsoid, not of a sphere', () => {
  const east = aDoctor({ id: 'east', position: [1, 0] })
  const options = { bandKm: 0.5, maxKm: 200, solicitedFactor: 3, now }
  const { ranked } = rankDoctors(
    aHousehold({ home: [0, 0] }),
    [east, aDoctor({ id: 'north', position: [0, 1] })],
    options,
  )
  expect(ranked.map(({ id, km }) => [id, km.toFixed(3)])).toEqual([
    ['north', '110.574'],
    ['east', '111.319'],
  ])
})
