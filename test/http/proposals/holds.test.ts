import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { listCandidates } from '../../../server/doctors/candidates.ts'
import { AlreadyProposed, NotFound, PlacesTaken } from '../../../server/errors.ts'
import { changeProposal } from '../../../server/proposals/proposals-store.ts'
import { aDeps } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aDoctor, aTerritory } from '../../support/people.ts'
import { aHold, aRequest, heldBy, hold, hoursLater, now } from './support.ts'

const database = await aDatabase()
const deps = aDeps(database)
let territoryId = ''
const request = () => aRequest(database, territoryId)
const free = async (availabilityId: string, at = now) => {
  const candidates = await listCandidates(database.client, territoryId, at)
  const found = candidates.find(({ id }) => id === availabilityId)
  return found && found.placesOffered - found.placesHeld - found.placesTaken
}

beforeEach(async () => {
  territoryId = await aTerritory(deps)
})

describe('many coordinators at once', () => {
  test('the last place of a doctor is given to exactly one of thirty', async () => {
    const availabilityId = await aDoctor(deps, territoryId, { places: 1 })
    const requests = []
    for (let i = 0; i < 30; i++) requests.push(await request())
    const tries = await Promise.allSettled(
      requests.map((requestId) =>
        hold(database, aHold({ territoryId, availabilityId, requestId })),
      ),
    )
    const refused = tries.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    expect(refused).toHaveLength(29)
    expect(refused.every((reason) => reason instanceof PlacesTaken)).toBe(true)
    expect(await database.client.proposal.count()).toBe(1)
    expect(await free(availabilityId)).toBe(0)
  })

  test('households of every size never take more than what is offered, and leave no room unused', async () => {
    const availabilityId = await aDoctor(deps, territoryId, { places: 7 })
    const sizes = Array.from({ length: 20 }, (_, i) => (i % 3) + 1)
    const holds = []
    for (const people of sizes)
      holds.push(aHold({ territoryId, availabilityId, people, requestId: await request() }))
    await Promise.allSettled(holds.map((each) => hold(database, each)))
    expect(await heldBy(database, { territoryId, availabilityId })).toBe(7)
  })

  test('one household pressed twice for one doctor holds its places once', async () => {
    const availabilityId = await aDoctor(deps, territoryId, { places: 9 })
    const wanted = aHold({ territoryId, availabilityId, people: 2, requestId: await request() })
    const tries = await Promise.allSettled([hold(database, wanted), hold(database, wanted)])
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(hold(database, wanted)).rejects.toBeInstanceOf(AlreadyProposed)
    expect(await heldBy(database, { territoryId, availabilityId })).toBe(2)
  })
})

test('places whose time is over are free at that very second, before any job runs', async () => {
  const availabilityId = await aDoctor(deps, territoryId, { places: 2 })
  const wanted = aHold({ territoryId, availabilityId, people: 2, requestId: await request() })
  await hold(database, wanted)
  const next = aHold({ ...wanted, requestId: await request(), expiresAt: hoursLater(96) })
  await expect(hold(database, next, hoursLater(47.9))).rejects.toBeInstanceOf(PlacesTaken)
  await hold(database, next, hoursLater(48))
  expect(await free(availabilityId, hoursLater(48))).toBe(0)
})

test('places given back are free, once; those of another territory are not touched', async () => {
  const availabilityId = await aDoctor(deps, territoryId, { places: 1 })
  const id = await hold(
    database,
    aHold({ territoryId, availabilityId, requestId: await request() }),
  )
  const release = (territory: string) =>
    changeProposal(
      database.client,
      { id, territoryId: territory, from: 'pending' },
      { status: 'withdrawn', answeredAt: now },
    )
  expect(await release(randomUUID())).toBe(false)
  expect(await release(territoryId)).toBe(true)
  expect(await release(territoryId)).toBe(false)
  expect(await free(availabilityId)).toBe(1)
})

test('places of a request that moved on are free at once, before anything writes it down', async () => {
  const availabilityId = await aDoctor(deps, territoryId, { places: 1 })
  const requestId = await request()
  await hold(database, aHold({ territoryId, availabilityId, requestId }))
  expect(await free(availabilityId)).toBe(0)
  await database.client.orientationRequest.update({
    where: { id: requestId },
    data: { status: 'closed', closeReason: 'withdrawn', closedAt: now },
  })
  expect(await free(availabilityId)).toBe(1)
})

test('B39: home visits are counted apart: places may be left where no visit is', async () => {
  const availabilityId = await aDoctor(deps, territoryId, { places: 5, homeVisitPlaces: 1 })
  const place = { territoryId, availabilityId }
  await hold(database, aHold({ ...place, people: 2, homeVisits: 1, requestId: await request() }))
  const visit = aHold({ ...place, homeVisits: 1, requestId: await request() })
  await expect(hold(database, visit)).rejects.toBeInstanceOf(PlacesTaken)
  await hold(database, { ...visit, homeVisits: 0 })
  const [candidate] = await listCandidates(database.client, territoryId, now)
  expect(candidate).toMatchObject({ placesHeld: 3, homeVisitPlaces: 0 })
})

test('B39: places kept for an ALD are held for nobody else, as the ranking says', async () => {
  const availabilityId = await aDoctor(deps, territoryId, { places: 2 })
  await database.client.availability.updateMany({ data: { aldPlaces: 1 } })
  const one = { territoryId, availabilityId, people: 1 }
  await hold(database, aHold({ ...one, requestId: await request() }))
  const without = aHold({ ...one, requestId: await request() })
  await expect(hold(database, without)).rejects.toBeInstanceOf(PlacesTaken)
  await hold(database, { ...without, ald: 1 })
  expect(await free(availabilityId)).toBe(0)
  const [candidate] = await listCandidates(database.client, territoryId, now)
  expect(candidate?.aldPlaces).toBe(1)
})

test('a doctor of another territory has no place to hold', async () => {
  const availabilityId = await aDoctor(deps, territoryId)
  const elsewhere = aHold({ territoryId: randomUUID(), availabilityId })
  await expect(hold(database, elsewhere)).rejects.toBeInstanceOf(NotFound)
})

test('a household that agreed keeps its places taken until the doctor confirms again', async () => {
  const availabilityId = await aDoctor(deps, territoryId, { places: 4 })
  const requestId = await request()
  const id = await hold(
    database,
    aHold({ territoryId, availabilityId, requestId, people: 4, expiresAt: hoursLater(1) }),
  )
  const { client } = database
  await client.proposal.update({ where: { id }, data: { status: 'accepted', answeredAt: now } })
  await client.orientationRequest.update({
    where: { id: requestId },
    data: { status: 'agreed', orientedAt: now },
  })
  const next = aHold({ territoryId, availabilityId, requestId: await request() })
  const later = { ...next, expiresAt: hoursLater(96) }
  await expect(hold(database, later, hoursLater(72))).rejects.toBeInstanceOf(PlacesTaken)
  await client.availability.update({
    where: { id: availabilityId },
    data: { confirmedAt: hoursLater(70) },
  })
  await hold(database, later, hoursLater(72))
})
