import { beforeEach, expect, test } from 'vitest'
import { disable } from '../../../server/accounts/invitation.ts'
import { aDatabase } from '../../support/database.ts'
import { aLink, anAccount, PASSWORD } from './accounts.ts'
import { anAccountApp, anEmail, aTerritory, someDeps, Visitor } from './support.ts'

const database = await aDatabase()
const clock = { at: new Date('2026-12-01T09:00:00Z') }
const deps = someDeps(database, clock)
const app = anAccountApp(deps)

beforeEach(async () => {
  await aTerritory(database, 'grand-lille')
})

/** What an answer tells, apart from what was typed and from its nonce. */
async function told(courriel: string, mot_de_passe: string) {
  const visitor = new Visitor(app)
  const { status, text, headers } = await visitor.post('/connexion', { courriel, mot_de_passe })
  const page = text.replaceAll(courriel, 'E-MAIL').replaceAll(/nonce="[^"]*"/g, '')
  return { status, page, cookie: headers['set-cookie'], names: Object.keys(headers) }
}

test('T-20: unknown, wrong, disabled, not activated and without a role are answered alike, byte for byte', async () => {
  const [open, shut, unfit] = [await anAccount(deps), await anAccount(deps), await anAccount(deps)]
  await disable(deps, shut.email, clock.at)
  await database.client.membership.deleteMany({ where: { accountId: unfit.accountId } })
  const waiting = anEmail()
  await aLink(deps, { email: waiting })
  const unknown = await told(anEmail(), PASSWORD)
  expect(unknown.status).toBe(422)
  expect(await told(open.email, 'another password')).toEqual(unknown)
  expect(await told(shut.email, PASSWORD)).toEqual(unknown)
  expect(await told(waiting, PASSWORD)).toEqual(unknown)
  expect(await told(unfit.email, 'another password')).toEqual(unknown)
})

test('T-20: the password is never sent back', async () => {
  const { page } = await told(anEmail(), 'canary of a password')
  expect(page).not.toContain('canary')
})

test('sign-ins, refusals and sign-outs are written down, without what was typed', async () => {
  const account = await anAccount(deps)
  const visitor = new Visitor(app)
  await visitor.post('/connexion', { courriel: 'canary@example.org', mot_de_passe: 'guess' })
  await visitor.post('/connexion', { courriel: account.email, mot_de_passe: 'guess' })
  const lines = await database.client.auditEntry.findMany({ orderBy: { sequence: 'asc' } })
  expect(lines.map(({ action, subjectId }) => [action, subjectId])).toEqual([
    ['create', account.accountId],
    ['update', account.accountId],
    ['sign_in', account.accountId],
    ['sign_in_refused', null],
    ['sign_in_refused', account.accountId],
  ])
  const kept = JSON.stringify(lines, (_key, value) => (typeof value === 'bigint' ? 0 : value))
  expect(kept).not.toMatch(/canary|guess|example\.org/)
})
