import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inPublishedOrder } from '../../../server/ranking/order.ts'
import {
  type Candidate,
  type Household,
  type RankingOptions,
  rankDoctors,
} from '../../../server/ranking/rules.ts'
import { aDoctor, aHousehold, north, now } from './builders.ts'

const day = fc
  .integer({ min: 0, max: 400 })
  .map((ago) => new Date(now.getTime() - ago * 86_400_000).toISOString().slice(0, 10))

const doctor: fc.Arbitrary<Candidate> = fc
  .record({
    position: fc.double({ min: 0, max: 8, noNaN: true }).map(north),
    placesOffered: fc.nat(8),
    placesTaken: fc.nat(2),
    homeVisitPlaces: fc.nat(3),
    ageMin: fc.option(fc.nat(60)),
    stepFree: fc.option(fc.boolean()),
    languages: fc.subarray(['fr', 'ar', 'tr']),
    confirmedOn: fc.option(day),
    named: fc.boolean(),
    solicited: fc.nat(12),
  })
  .map(aDoctor)

const doctors = fc
  .array(doctor, { maxLength: 25 })
  .map((list) => list.map((each, rank) => ({ ...each, id: `d${rank}` })))

const member = fc.record({ birthDate: fc.option(day), canTravel: fc.boolean() })

const household: fc.Arbitrary<Household> = fc
  .record({
    members: fc.array(member, { minLength: 1, maxLength: 4 }),
    wheelchair: fc.boolean(),
    languages: fc.subarray(['fr', 'ar', 'tr']),
  })
  .map(aHousehold)

const options: fc.Arbitrary<RankingOptions & { now: Date }> = fc.record({
  bandKm: fc.constantFrom(0, 0.5, 1),
  maxKm: fc.double({ min: 0.5, max: 9, noNaN: true }),
  solicitedFactor: fc.constantFrom(3, null),
  now: fc.constant(now),
})

test('every doctor is either ranked or left out with a reason, once', () => {
  fc.assert(
    fc.property(household, doctors, options, (asked, list, how) => {
      const { ranked, excluded } = rankDoctors(asked, list, how)
      const ids = [...ranked, ...excluded].map(({ id }) => id)
      expect(ids.sort()).toEqual(list.map(({ id }) => id).sort())
      expect(excluded.every(({ reasons }) => reasons.length > 0)).toBe(true)
    }),
  )
})

test('nobody is offered a doctor beyond the maximum, nor one without room for all', () => {
  fc.assert(
    fc.property(household, doctors, options, (asked, list, how) => {
      const { ranked } = rankDoctors(asked, list, how)
      expect(ranked.every(({ km }) => km <= how.maxKm)).toBe(true)
      expect(ranked.every(({ freePlaces }) => freePlaces >= asked.members.length)).toBe(true)
    }),
  )
})

test('same question, same list, whatever the order of the doctors', () => {
  fc.assert(
    fc.property(
      household,
      doctors.chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
      ),
      options,
      (asked, [list, shuffled], how) => {
        expect(rankDoctors(asked, shuffled, how)).toEqual(rankDoctors(asked, list, how))
      },
    ),
  )
})

test('a doctor more never removes nor reorders the others', () => {
  fc.assert(
    fc.property(household, doctors, doctor, options, (asked, list, newcomer, how) => {
      const before = rankDoctors(asked, list, how).ranked.map(({ id }) => id)
      const after = rankDoctors(asked, [...list, { ...newcomer, id: 'new' }], how).ranked
      expect(after.map(({ id }) => id).filter((id) => id !== 'new')).toEqual(before)
    }),
  )
})

test('the order is total: any two ranked doctors are in order, both ways, and no others are equal', () => {
  fc.assert(
    fc.property(household, doctors, options, (asked, list, how) => {
      const { ranked } = rankDoctors(asked, list, how)
      for (const [rank, first] of ranked.entries())
        for (const second of ranked.slice(rank + 1)) {
          expect(inPublishedOrder(first, second)).toBeLessThan(0)
          expect(inPublishedOrder(second, first)).toBeGreaterThan(0)
        }
    }),
  )
})

test('a doctor is ahead of a nearer one only inside a band, and says so', () => {
  fc.assert(
    fc.property(household, doctors, options, (asked, list, how) => {
      const { ranked } = rankDoctors(asked, list, how)
      for (const [rank, doctor] of ranked.entries()) {
        const nearer = ranked.slice(rank + 1).filter(({ km }) => km < doctor.km)
        expect(nearer.every(({ band }) => band === doctor.band)).toBe(true)
        expect(doctor.reasons.some(({ code }) => code === 'ahead_of')).toBe(nearer.length > 0)
      }
    }),
  )
})
