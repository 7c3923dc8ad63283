import { beforeEach, expect, test } from 'vitest'
import {
  createDemoAccount,
  DEMO_EMAIL,
  DEMO_PASSWORD,
  DEMO_TOTP_SECRET,
} from '../../../server/accounts/demo.ts'
import { AccountRefused, disable, invite } from '../../../server/accounts/invitation.ts'
import { aDatabase } from '../../support/database.ts'
import { aLink, anAccount, signIn } from './accounts.ts'
import { anAccountApp, anEmail, aTerritory, someDeps, Visitor } from './support.ts'

const database = await aDatabase()
const clock = { at: new Date('2026-12-01T09:00:00Z') }
const deps = someDeps(database, clock)
const app = anAccountApp(deps)

let lille = { id: '' }
let lys = { id: '' }
beforeEach(async () => {
  lys = await aTerritory(database, 'lys-armentieres', new Date('2026-02-01T00:00:00Z'))
  lille = await aTerritory(database, 'grand-lille', new Date('2026-01-01T00:00:00Z'))
})

test('B18: a delegate is given a territory and stands there', async () => {
  const account = await anAccount(deps, { role: 'delegate', territory: 'lys-armentieres' })
  const visitor = new Visitor(app)
  await signIn(visitor, deps, account)
  const { body } = await visitor.get('/coordination')
  expect(body).toMatchObject({ role: 'delegate', territoryId: lys.id })
})

test('an administrator without a territory is given them all, and comes in by the oldest', async () => {
  const account = await anAccount(deps, { role: 'administrator' })
  const visitor = new Visitor(app)
  await signIn(visitor, deps, account)
  expect((await visitor.get('/coordination')).body).toMatchObject({ territoryId: lille.id })
  await visitor.post('/coordination/territoire', { territoire: lys.id })
  expect((await visitor.get('/coordination')).body).toMatchObject({ territoryId: lys.id })
})

test('nobody moves to a territory where they have no role', async () => {
  const account = await anAccount(deps, { territory: 'grand-lille' })
  const visitor = new Visitor(app)
  await signIn(visitor, deps, account)
  const moved = await visitor.post('/coordination/territoire', { territoire: lys.id })
  expect(moved.status).toBe(404)
  expect((await visitor.get('/coordination')).body).toMatchObject({ territoryId: lille.id })
})

test('the role is the one of the territory where one stands', async () => {
  const email = anEmail()
  await aLink(deps, { email, role: 'auditor', territory: 'grand-lille' })
  const account = await anAccount(deps, {
    email,
    role: 'coordinator',
    territory: 'lys-armentieres',
  })
  const visitor = new Visitor(app)
  await signIn(visitor, deps, account)
  expect((await visitor.get('/coordination')).body).toMatchObject({ role: 'auditor' })
  await visitor.post('/coordination/territoire', { territoire: lys.id })
  expect((await visitor.get('/coordination')).body).toMatchObject({ role: 'coordinator' })
})

test.each([
  ['several territories and none named', { territory: undefined }, /--territory/],
  ['an unknown territory', { territory: 'ailleurs' }, /grand-lille, lys-armentieres/],
])('an account is not made for %s', async (_what, { territory }, words) => {
  const order = invite(deps, { email: anEmail(), role: 'coordinator', territory }, clock.at)
  await expect(order).rejects.toThrow(AccountRefused)
  await expect(order).rejects.toThrow(words)
  expect(await database.client.account.count()).toBe(0)
})

test('an account that was disabled opens again by a fresh link only', async () => {
  const account = await anAccount(deps, { territory: 'grand-lille' })
  await disable(deps, account.email, clock.at)
  const closed = new Visitor(app)
  await signIn(closed, deps, account)
  expect((await closed.get('/coordination')).status).toBe(303)
  await aLink(deps, { email: account.email, territory: 'grand-lille' })
  const opened = new Visitor(app)
  await signIn(opened, deps, account)
  expect((await opened.get('/coordination')).status).toBe(200)
})

test('the demonstration account signs in during a demonstration, and is refused out of it', async () => {
  await database.transaction((tx) => createDemoAccount(tx, deps, [lille.id, lys.id], clock.at))
  await database.transaction((tx) => createDemoAccount(tx, deps, [lille.id, lys.id], clock.at))
  const known = {
    email: DEMO_EMAIL,
    password: DEMO_PASSWORD,
    secret: DEMO_TOTP_SECRET,
    accountId: '',
  }
  const visitor = new Visitor(app)
  await signIn(visitor, deps, known)
  expect((await visitor.get('/coordination')).body).toMatchObject({ territoryId: lille.id })

  const inProduction = anAccountApp(someDeps(database, clock, { demo: false }))
  const fields = { courriel: DEMO_EMAIL, mot_de_passe: DEMO_PASSWORD }
  expect((await new Visitor(inProduction).post('/connexion', fields)).status).toBe(422)
  expect((await visitor.at(inProduction).get('/coordination')).status).toBe(303)
})

test('the demonstration account is given no link', async () => {
  await database.transaction((tx) => createDemoAccount(tx, deps, [lille.id], clock.at))
  const order = invite(deps, { email: DEMO_EMAIL, role: 'administrator' }, clock.at)
  await expect(order).rejects.toThrow(AccountRefused)
})

test('a page of the staff sends whoever is not signed in to the log-in, then back', async () => {
  const visitor = new Visitor(app)
  const asked = await visitor.get('/coordination')
  expect([asked.status, asked.headers.location]).toEqual([303, '/connexion?retour=%2Fcoordination'])
})
