import fc from 'fast-check'
import { expect, test } from 'vitest'
import { geodesicKm, type LonLat } from '../../../server/geo.ts'
import { DoctorIndex } from '../../../server/ranking/doctor-index.ts'
import { exclusionsOf } from '../../../server/ranking/eligibility.ts'
import { inPublishedOrder, ordered } from '../../../server/ranking/order.ts'
import { rankIndexed } from '../../../server/ranking/ranked-index.ts'
import type { Candidate, Household } from '../../../server/ranking/rules.ts'
import { firstDoctors, firstRanked, type Question } from '../../../server/ranking/top.ts'
import { aChance } from '../../support/chance.ts'
import { aDoctor, aHousehold } from './builders.ts'

const TODAY = '2026-11-22'

/** Lille, La Réunion, Guyane. */
const REGIONS: readonly [LonLat, LonLat, LonLat] = [
  [3.06, 50.63],
  [55.45, -20.88],
  [-52.33, 4.92],
]

const asked: Question = {
  bandKm: 0,
  maxKm: 60,
  solicitedFactor: 3,
  today: TODAY,
  count: 5,
}

/** Doctors around the three regions, many at the place of another, of every kind that the rules tell apart. */
function someDoctors(count: number, seed: number): Candidate[] {
  const chance = aChance(seed)
  const doctors: Candidate[] = []
  for (let rank = 0; rank < count; rank += 1) {
    const colleague = doctors[chance.below(rank + 1)]
    const [lon, lat] = chance.pick(REGIONS)
    const own: LonLat = [lon + chance.next() / 2, lat + chance.next() / 2]
    doctors.push(
      aDoctor({
        id: `d${rank}`,
        position: colleague && chance.isSo(0.4) ? colleague.position : own,
        accepting: chance.isSo(0.9),
        placesOffered: chance.below(6),
        aldPlaces: chance.below(2),
        homeVisitPlaces: chance.below(3),
        homeVisitCommunes: chance.isSo(0.5) ? [] : ['59350'],
        ageMin: chance.isSo(0.2) ? 16 : null,
        ageMax: chance.isSo(0.2) ? 70 : null,
        stepFree: chance.isSo(0.5),
        languages: chance.isSo(0.3) ? ['fr', 'ar'] : ['fr'],
        confirmedOn: chance.pick(['2026-11-10', '2026-05-20', '2026-04-10', '2025-11-10']),
        pausedUntil: chance.isSo(0.1) ? '2026-12-01' : null,
        named: chance.isSo(0.9),
        solicited: chance.below(9),
      }),
    )
  }
  return doctors
}

const member = fc.record({
  birthDate: fc.constantFrom(null, '2020-03-01', '1980-05-04', '1940-01-31', '2027-01-01'),
  canTravel: fc.boolean(),
  ald: fc.constantFrom(null, true, false),
})

const household: fc.Arbitrary<Household> = fc
  .record({
    home: fc
      .tuple(fc.constantFrom(...REGIONS), fc.double({ min: 0, max: 0.5, noNaN: true }))
      .map(([[lon, lat], by]): LonLat => [lon + by, lat + by / 2]),
    members: fc.array(member, { minLength: 1, maxLength: 4 }),
    homeCommunes: fc.constantFrom(['59350'], ['59999'], []),
    wheelchair: fc.boolean(),
    languages: fc.subarray(['ar']),
    refusedBy: fc.subarray(['d1', 'd2', 'd3', 'd500']),
  })
  .map(aHousehold)

/** Everybody judged and measured along the geodesic, then sorted. */
function bruteForce(home: Household, doctors: readonly Candidate[], question: Question): string[] {
  const eligible = doctors.flatMap((candidate) => {
    const km = geodesicKm(home.home, candidate.position)
    const judged = { household: home, candidate, km, options: question, today: TODAY }
    if (exclusionsOf(judged).length > 0) return []
    return [ordered(home, candidate, { km, bandKm: question.bandKm, today: TODAY })]
  })
  return eligible
    .sort(inPublishedOrder)
    .slice(0, question.count)
    .map(({ id }) => id)
}

const doctorsOf = (...question: Parameters<typeof firstDoctors>) =>
  firstDoctors(...question).map(({ candidate }) => candidate)
const idsOf = (doctors: readonly { id: string }[]) => doctors.map(({ id }) => id)

test('the first doctors are those of a brute force along the geodesic, with bands or without', () => {
  const doctors = someDoctors(3_000, 1)
  const index = new DoctorIndex(doctors)
  const options = fc.record({
    bandKm: fc.constantFrom(0, 0.5, 3),
    maxKm: fc.constantFrom(1, 7, 60, 20_000),
    count: fc.constantFrom(1, 5, 40),
  })
  fc.assert(
    fc.property(household, options, (home, how) => {
      const question = { ...asked, ...how }
      const right = bruteForce(home, doctors, question)
      expect(idsOf(doctorsOf(index, home, question))).toEqual(right)
      expect(idsOf(firstRanked(index, home, question))).toEqual(right)
    }),
    { numRuns: 60 },
  )
})

test('the distances told are those of the geodesic', () => {
  const doctors = someDoctors(400, 2)
  const index = new DoctorIndex(doctors)
  for (const { id, km } of firstRanked(index, aHousehold(), asked))
    expect(km).toBe(geodesicKm(aHousehold().home, index.find(id)?.position ?? [0, 0]))
})

test('doctors a few micrometres apart are in the order of their geodesics, and equal ones of their ids', () => {
  const doctors = Array.from({ length: 300 }, (_, rank) =>
    aDoctor({ id: `d${(rank * 7) % 300}`, position: [3.06 + (rank % 40) * 1e-12, 50.7] }),
  )
  const question = { ...asked, count: 300 }
  expect(idsOf(doctorsOf(new DoctorIndex(doctors), aHousehold(), question))).toEqual(
    bruteForce(aHousehold(), doctors, question),
  )
})

test('a few eligible doctors among many are all found, however far', () => {
  const doctors = someDoctors(5_000, 3)
  const rare = doctors.map((doctor, rank) =>
    rank % 263 === 0
      ? aDoctor({
          ...doctor,
          ...aDoctor(),
          id: doctor.id,
          placesOffered: 12,
          position: doctor.position,
        })
      : doctor,
  )
  const nine = aHousehold({ members: Array.from({ length: 9 }, () => ({})) })
  const question = { ...asked, maxKm: 20_000, count: 30 }
  const found = idsOf(doctorsOf(new DoctorIndex(rare), nine, question))
  expect(found).toEqual(bruteForce(nine, rare, question))
  expect(found.length).toBe(20)
})

test('doctors who change, move, come and leave are as in an index built afresh', () => {
  const [before, after] = [someDoctors(600, 4), someDoctors(900, 5)]
  const index = new DoctorIndex(before)
  const home = aHousehold({ members: [{ canTravel: false }] })
  expect(idsOf(doctorsOf(index, home, asked))).toEqual(bruteForce(home, before, asked))
  const known = new Map(before.map((doctor) => [doctor.id, doctor]))
  for (const [rank, doctor] of after.entries()) {
    if (rank % 5 === 0) {
      index.remove(doctor.id)
      known.delete(doctor.id)
    } else {
      const position = known.get(doctor.id)?.position ?? doctor.position
      const changed = rank % 2 === 0 ? { ...doctor, position } : doctor
      index.put(changed)
      known.set(doctor.id, changed)
    }
    if (rank % 150 === 0)
      for (const each of [home, aHousehold()])
        expect(idsOf(doctorsOf(index, each, asked))).toEqual(
          bruteForce(each, [...known.values()], asked),
        )
  }
  expect(index.size).toBe(known.size)
  expect(idsOf(doctorsOf(index, home, asked))).toEqual(bruteForce(home, [...known.values()], asked))
})

test('a doctor who changes after thousands of kinds of households were asked for is known as they are', () => {
  const [near, far] = [aDoctor({ id: 'near' }), aDoctor({ id: 'far', position: [3.2, 50.63] })]
  const index = new DoctorIndex([near, far])
  const born = (years: number) => ({ birthDate: `${2025 - years}-06-01` })
  const three = aHousehold({ members: [born(7), born(90), born(7)] })
  const firstId = () => firstDoctors(index, three, asked)[0]?.candidate.id
  expect(firstId()).toBe('near')
  for (let kind = 0; kind < 2_100; kind += 1) {
    const [youngest, oldest] = [kind % 46, 46 + Math.floor(kind / 46)]
    firstDoctors(index, aHousehold({ members: [born(youngest), born(oldest)] }), asked)
  }
  index.put({ ...near, placesTaken: near.placesOffered })
  expect(firstId()).toBe('far')
})

test('the nearest of those left out are the first of all of them', () => {
  const index = new DoctorIndex(someDoctors(700, 6))
  const question = { ...asked, bandKm: 0.5, maxKm: 10, count: Number.POSITIVE_INFINITY }
  const all = rankIndexed(index, aHousehold(), { ...question, excluded: 700 })
  const some = rankIndexed(index, aHousehold(), { ...question, excluded: 20 })
  expect(some.ranked).toEqual(all.ranked)
  expect(some.excluded).toEqual(all.excluded.slice(0, 20))
  expect(all.excluded.length).toBe(all.excludedCount)
  expect(all.ranked.length + all.excludedCount).toBe(700)
  const first = rankIndexed(index, aHousehold(), { ...question, count: 5, excluded: 20 })
  expect(first.ranked).toEqual(all.ranked.slice(0, 5))
  expect(first.rankedCount).toBe(all.ranked.length)
  expect(first.excluded).toEqual(some.excluded)
})

test('on another day, the same index gives what that day asks', () => {
  const doctors = someDoctors(400, 7)
  const index = new DoctorIndex(doctors)
  for (const today of [TODAY, '2026-12-15', TODAY]) {
    const first = firstRanked(index, aHousehold(), { ...asked, today })
    expect(first).toEqual(firstRanked(new DoctorIndex(doctors), aHousehold(), { ...asked, today }))
  }
})

test('an index of nobody finds nobody; two doctors of one id are refused', () => {
  expect(doctorsOf(new DoctorIndex([]), aHousehold(), asked)).toEqual([])
  expect(() => new DoctorIndex([aDoctor(), aDoctor()])).toThrow(RangeError)
})
