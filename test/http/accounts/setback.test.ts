import { beforeEach, expect, test } from 'vitest'
import { invitedBy } from '../../../server/accounts/standing.ts'
import { findDoctorLink, mintDoctorLink } from '../../../server/doctor-links/service.ts'
import { clockJob } from '../../../server/jobs/clock.ts'
import { aDatabase } from '../../support/database.ts'
import { aDoctor } from '../../support/people.ts'
import { aLink, anAccount, signIn } from './accounts.ts'
import { anAccountApp, anEmail, aTerritory, someDeps, Visitor } from './support.ts'

const database = await aDatabase()
const clock = { at: new Date('2026-12-01T09:00:00Z') }
const deps = someDeps(database, clock)
const app = anAccountApp(deps)
let territoryId = ''

beforeEach(async () => {
  clock.at = new Date('2026-12-01T09:00:00Z')
  territoryId = (await aTerritory(database, 'grand-lille')).id
})

type Watch = ReturnType<typeof clockJob>

const STEP_MINUTES = 5

/** Time passes, some minutes at a time, and each process looks. */
async function pass(minutes: number, watches: readonly Watch[]) {
  for (let left = minutes; left > 0; left -= STEP_MINUTES) {
    clock.at = new Date(clock.at.getTime() + Math.min(left, STEP_MINUTES) * 60_000)
    await look(watches)
  }
}

async function setBack(minutes: number, watches: readonly Watch[]) {
  clock.at = new Date(clock.at.getTime() - minutes * 60_000)
  return look(watches)
}

async function look(watches: readonly Watch[]) {
  const counts: Record<string, number>[] = []
  for (const watch of watches) counts.push(await watch.run(clock.at, () => false))
  return counts
}

async function signedIn() {
  const visitor = new Visitor(app)
  await signIn(visitor, deps, await anAccount(deps))
  return visitor
}

const isIn = async (visitor: Visitor) => (await visitor.get('/coordination')).status === 200

async function everIn(visitor: Visitor, minutes: number, watches: readonly Watch[]) {
  for (let minute = 0; minute < minutes; minute += STEP_MINUTES) {
    if (await isIn(visitor)) return true
    await pass(STEP_MINUTES, watches)
  }
  return false
}

test('T-14: a session that ended before the clock went back an hour never stands again', async () => {
  const watches = [clockJob(deps)]
  const visitor = await signedIn()
  await pass(40, watches)
  await setBack(60, watches)
  expect(await everIn(visitor, 120, watches)).toBe(false)
})

test('T-14: a session that stood when the clock went back is over, and one begun since lasts as usual', async () => {
  const watches = [clockJob(deps)]
  const before = await signedIn()
  await pass(10, watches)
  await setBack(15, watches)
  const since = await signedIn()
  expect(await everIn(before, 60, watches)).toBe(false)
  expect(await isIn(since)).toBe(false)
  const kept = await signedIn()
  await pass(29, watches)
  expect(await isIn(kept)).toBe(true)
})

/** An invitation that is good for so many minutes more; whether it still is. */
async function anInvitation(minutes: number) {
  const { token } = await aLink(deps, { email: anEmail() })
  await database.client.account.updateMany({
    data: { activationExpiresAt: new Date(clock.at.getTime() + minutes * 60_000) },
  })
  return async () => (await invitedBy(database.client, token, clock.at)) !== null
}

test('T-14: a link that opens an account lasts no longer for a clock that goes back, nor opens it again', async () => {
  const watches = [clockJob(deps), clockJob(deps)]
  const isOpen = await anInvitation(20)
  await pass(10, watches)
  expect(await isOpen()).toBe(true)
  expect(await setBack(60, watches)).toEqual([{ setBackMs: 3_600_000 }, {}])
  await pass(9, watches)
  expect(await isOpen()).toBe(true)
  await pass(1, watches)
  expect(await isOpen()).toBe(false)
  await setBack(60, watches)
  expect(await isOpen()).toBe(false)
  await pass(59, watches)
  expect(await isOpen()).toBe(false)
})

test('T-14: so does a doctor’s link, which a setback longer than its life ends', async () => {
  const watches = [clockJob(deps)]
  await look(watches)
  const availability = await aDoctor(deps, territoryId)
  const { doctorId } = await database.client.availability.findUniqueOrThrow({
    where: { id: availability },
  })
  const path = await database.transaction((tx) =>
    mintDoctorLink(tx, { territoryId, doctorId }, clock.at),
  )
  const token = path.split('/').at(-1) ?? ''
  const state = async () => (await findDoctorLink(database.client, token, clock.at))?.state
  await setBack(60, watches)
  clock.at = new Date(clock.at.getTime() + 14 * 86_400_000 - 1)
  expect(await state()).toBe('living')
  clock.at = new Date(clock.at.getTime() + 1)
  expect(await state()).toBe('dead')
  await look(watches)
  await setBack(30 * 24 * 60, watches)
  expect(await state()).toBe('dead')
})

test('T-14: what a process saw before it stopped is known to the next one', async () => {
  await look([clockJob(deps)])
  const visitor = await signedIn()
  expect(await setBack(15, [clockJob(deps)])).toEqual([{ setBackMs: 900_000 }])
  expect(await isIn(visitor)).toBe(false)
})

test('a machine whose clock is behind another’s ends nothing', async () => {
  const [ahead, behind] = [clockJob(deps), clockJob(deps)]
  await look([ahead, behind])
  const visitor = await signedIn()
  const here = clock.at
  clock.at = new Date(here.getTime() + 10 * 60_000)
  await look([ahead])
  clock.at = new Date(here.getTime() + 60_000)
  expect(await look([behind])).toEqual([{}])
  expect(await isIn(visitor)).toBe(true)
})

test('sessions that are over are deleted without waiting for the night', async () => {
  const watches = [clockJob(deps)]
  await signedIn()
  await pass(29, watches)
  expect(await database.client.session.count()).toBe(1)
  await pass(2, watches)
  expect(await database.client.session.count()).toBe(0)
})
