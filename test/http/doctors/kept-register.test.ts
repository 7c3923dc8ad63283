import { beforeEach, expect, test } from 'vitest'
import { listCandidates } from '../../../server/doctors/candidates.ts'
import { currentRegister, registerReading } from '../../../server/doctors/kept-register.ts'
import { aDeps } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aDoctor, aTerritory } from '../../support/people.ts'

const database = await aDatabase()
const { client } = database
const deps = aDeps(database)
const now = deps.now()
const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
let territoryId = ''
let ids: string[] = []

beforeEach(async () => {
  territoryId = await aTerritory(deps)
  ids = []
  for (let km = 1; km <= 4; km += 1) ids.push(await aDoctor(deps, territoryId, { km }))
})

/** Every doctor of the register that is kept, in an order of its own. */
async function kept(db: Parameters<typeof currentRegister>[0] = client) {
  const index = await currentRegister(
    db,
    { id: territoryId, mode: 'shortlist' },
    await registerReading(db, territoryId, now),
  )
  return [...index.candidates()].sort(byId)
}

/** The same, read now. */
async function read(db: Parameters<typeof listCandidates>[0] = client) {
  return [...(await listCandidates(db, territoryId, now))].sort(byId)
}

test('says of every doctor what is read now, whoever changed it and however often it was asked', async () => {
  const [first = '', second = '', third = ''] = ids
  expect(await kept()).toEqual(await read())
  await client.availability.update({ where: { id: first }, data: { places: 9 } })
  expect((await kept()).find(({ id }) => id === first)?.placesOffered).toBe(9)
  const { practiceId, doctorId } = await client.availability.findUniqueOrThrow({
    where: { id: second },
  })
  await client.practice.update({ where: { id: practiceId }, data: { lon: 3.2, lat: 50.7 } })
  await client.doctor.update({ where: { id: doctorId }, data: { lastName: 'Renommé' } })
  expect(await kept()).toEqual(await read())
  await client.availability.delete({ where: { id: third } })
  await aDoctor(deps, territoryId, { km: 2.5 })
  expect(await kept()).toEqual(await read())
  expect(await kept()).toHaveLength(4)
})

test('forgets what a transaction changed, asked, and then undid', async () => {
  const [first = ''] = ids
  const before = await kept()
  const undone = database.transaction(async (tx) => {
    await tx.availability.update({ where: { id: first }, data: { places: 1 } })
    expect((await kept(tx)).find(({ id }) => id === first)?.placesOffered).toBe(1)
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  expect(await kept()).toEqual(before)
})

test('is right for each of many who ask while doctors change', async () => {
  const changes = Array.from({ length: 12 }, async (_, n) => {
    const id = ids[n % ids.length] ?? ''
    await client.availability.update({ where: { id }, data: { places: n + 1 } })
    return kept()
  })
  await Promise.all(changes)
  expect(await kept()).toEqual(await read())
})

test('what was read before others asked leaves nothing old behind', async () => {
  const [first = '', second = ''] = ids
  await kept()
  const early = await registerReading(client, territoryId, now)
  await client.availability.update({ where: { id: first }, data: { places: 7 } })
  await client.availability.delete({ where: { id: second } })
  expect(await kept()).toEqual(await read())
  await currentRegister(client, { id: territoryId, mode: 'shortlist' }, early)
  expect(await kept()).toEqual(await read())
})
