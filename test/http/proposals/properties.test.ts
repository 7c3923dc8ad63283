import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PlacesTaken } from '../../../server/errors.ts'
import { changeProposal } from '../../../server/proposals/proposals-store.ts'
import { aDeps } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aDoctor, aTerritory } from '../../support/people.ts'
import { aHold, aRequest, heldBy, hold, hoursLater } from './support.ts'

const database = await aDatabase()
const deps = aDeps(database)

type Step =
  | { do: 'hold'; people: number; visits: number; hours: number }
  | { do: 'release'; which: number; as: 'declined' | 'withdrawn' }
  | { do: 'wait'; hours: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('hold' as const),
      people: fc.integer({ min: 1, max: 4 }),
      visits: fc.integer({ min: 0, max: 2 }),
      hours: fc.integer({ min: 1, max: 30 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('release' as const),
      which: fc.nat(30),
      as: fc.constantFrom('declined' as const, 'withdrawn' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      hours: fc.integer({ max: 20, min: 1 }),
    }),
  },
)

type Held = { id: string; people: number; visits: number; until: number }

test('whatever is held, given back or left to expire, places are never over nor below zero', async () => {
  const territoryId = await aTerritory(deps)
  await fc.assert(
    fc.asyncProperty(
      fc.record({ places: fc.integer({ min: 0, max: 8 }), homes: fc.integer({ min: 0, max: 3 }) }),
      fc.array(step, { maxLength: 15 }),
      async ({ places, homes }, steps) => {
        const homeVisitPlaces = Math.min(places, homes)
        const availabilityId = await aDoctor(deps, territoryId, { places, homeVisitPlaces })
        let clock = 0
        let living: Held[] = []
        const all: Held[] = []
        for (const each of steps) {
          if (each.do === 'wait') clock += each.hours
          living = living.filter(({ until }) => until > clock)
          const sum = (of: 'people' | 'visits') =>
            living.reduce((total, held) => total + held[of], 0)
          if (each.do === 'hold') {
            const visits = Math.min(each.visits, each.people)
            const fits =
              sum('people') + each.people <= places && sum('visits') + visits <= homeVisitPlaces
            const until = clock + each.hours
            const wanted = aHold({
              territoryId,
              availabilityId,
              people: each.people,
              homeVisits: visits,
              expiresAt: hoursLater(until),
              requestId: await aRequest(database, territoryId),
            })
            const attempt = hold(database, wanted, hoursLater(clock))
            if (fits) {
              const held = { id: await attempt, people: each.people, visits, until }
              living.push(held)
              all.push(held)
            } else await expect(attempt).rejects.toBeInstanceOf(PlacesTaken)
          }
          const target = each.do === 'release' ? all[each.which % Math.max(1, all.length)] : null
          if (each.do === 'release' && target) {
            await changeProposal(
              database.client,
              { id: target.id, territoryId, from: 'pending' },
              { status: each.as, answeredAt: hoursLater(clock) },
            )
            living = living.filter(({ id }) => id !== target.id)
          }
          const held = await heldBy(database, { territoryId, availabilityId }, hoursLater(clock))
          expect(held).toBe(sum('people'))
          expect(held).toBeLessThanOrEqual(places)
        }
      },
    ),
    { numRuns: 25 },
  )
})
