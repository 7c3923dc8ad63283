import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RequestStatus } from '../../../prisma/generated/enums.ts'
import { loadsOf } from '../../../server/doctors/candidates.ts'
import { UserError } from '../../../server/errors.ts'
import { canMove } from '../../../server/orientation/rules.ts'
import { careForProposals } from '../../../server/proposals/service.ts'
import { aDatabase } from '../../support/database.ts'
import { type Act, anAct, perform } from './walk-acts.ts'
import { aWorld, type World } from './walk-world.ts'

const database = await aDatabase()
const { client } = database

/** Walks of that many acts; three households interleave. */
const ACTS = 22
const WALKS = 4

async function attempt(world: World, act: Act): Promise<void> {
  try {
    await perform(world, act)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
  }
}

async function expectLegalMoves({ territoryId }: World): Promise<void> {
  const lines = await client.auditEntry.findMany({ where: { territoryId } })
  const moves = lines.flatMap(({ facts }) => {
    const { from, to } = facts as { from?: RequestStatus; to?: RequestStatus }
    return from && to && from !== to ? [{ from, to }] : []
  })
  expect(moves.filter(({ from, to }) => !canMove(from, to))).toEqual([])
}

const NAMED: readonly RequestStatus[] = ['shortlisted', 'agreed', 'seen', 'declared']

async function expectTruth(world: World, touched: string | undefined): Promise<void> {
  const { territoryId } = world
  const requests = await client.orientationRequest.findMany({
    where: { territoryId },
    include: { proposals: { where: { status: { in: ['pending', 'accepted'] } } } },
  })
  for (const { id, status, nextStepOn, proposals } of requests) {
    if (status !== 'declared' && status !== 'closed') expect(nextStepOn, status).not.toBeNull()
    if (status === 'proposed' || status === 'offered') expect(proposals).toHaveLength(1)
    if (status === 'offered') expect(proposals[0]).toMatchObject({ status: 'accepted' })
    if (id === touched && !NAMED.includes(status)) await expectNoName(world, id)
  }
  await expectPlaces(world)
}

async function expectNoName(world: World, id: string): Promise<void> {
  const page = await world.visitor.get(world.links[world.requests.indexOf(id)] ?? '')
  expect([page.status, page.text.includes('Nomsecret')]).toEqual([200, false])
}

async function expectPlaces({ territoryId, now }: World): Promise<void> {
  const { held } = await loadsOf(client, territoryId, now())
  for (const { id, places } of await client.availability.findMany({ where: { territoryId } }))
    expect(held.get(id) ?? 0).toBeLessThanOrEqual(places)
}

/** Left alone for a year, nothing is still held for an answer, and everybody has a next step. */
async function expectNothingForgotten(world: World): Promise<void> {
  for (let month = 0; month < 12; month++) {
    world.wait(30)
    await careForProposals(world.deps, world.now())
  }
  const { held } = await loadsOf(client, world.territoryId, world.now())
  expect([...held.values()].reduce((sum, people) => sum + people, 0)).toBe(0)
  const asking = await client.orientationRequest.count({
    where: { territoryId: world.territoryId, status: { in: ['proposed', 'offered'] } },
  })
  expect(asking).toBe(0)
}

for (const mode of ['brokered', 'shortlist'] as const) {
  test(`mode ${mode}: whatever happens, no illegal state, no place held for ever, no name too early, nobody forgotten`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('next' as const, 'coordinator' as const),
        fc.array(anAct, { minLength: ACTS, maxLength: ACTS }),
        async (movesOnTo, walk) => {
          const world = await aWorld(database, mode, movesOnTo)
          for (const act of walk) {
            await attempt(world, act)
            await expectTruth(world, world.requests[act.household])
          }
          await expectLegalMoves(world)
          await expectNothingForgotten(world)
        },
      ),
      // A walk is long: the one that fails says more than a shorter one found minutes later.
      { numRuns: WALKS, endOnFailure: true },
    )
  })
}
