import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { createDemoAccount, DEMO_EMAIL } from '../../../server/accounts/demo.ts'
import { invite } from '../../../server/accounts/invitation.ts'
import { aDeps, anApp, NOW, type Visitor } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aTerritory, signIn } from '../../support/people.ts'
import {
  activateIn,
  anInvitation,
  aReferrer,
  codeOf,
  LIST,
  linkIn,
  PASSWORD,
  theInvitation,
} from './support.ts'

const database = await aDatabase()
const clock = { at: NOW }
const deps = aDeps(database, { clock })
const { client } = database
const { visitor } = anApp(deps)

let territoryId = ''
let coordinator: Visitor
beforeEach(async () => {
  clock.at = NOW
  territoryId = await aTerritory(deps)
  coordinator = visitor()
  await signIn(deps, coordinator)
})

describe('B15: a professional is invited by the coordinator', () => {
  test('the link is shown and sent by e-mail, the same, and nothing stored holds it', async () => {
    const { status, text } = await coordinator.post(LIST, await anInvitation(deps))
    expect(status).toBe(201)
    const link = linkIn(text)
    expect(link).not.toBe('')
    const mail = await theInvitation(deps)
    expect(mail).toMatchObject({ channel: 'email', to: 'lise@example.org' })
    expect(mail?.text).toContain(link)
    const stored = JSON.stringify([
      await client.message.findMany(),
      await client.account.findMany(),
      await client.idempotencyKey.findMany(),
      await client.auditEntry.findMany({ select: { facts: true } }),
    ])
    expect(stored).not.toContain(link.split('/').at(-1))
  })

  test('two factors open the account, which lands on its own pages and sees no other', async () => {
    const { text } = await coordinator.post(LIST, await anInvitation(deps))
    const lise = visitor()
    expect(await activateIn(deps, lise, linkIn(text))).toBe('/signalements')
    expect((await lise.get('/coordination')).status).toBe(403)
    expect((await lise.get('/connexion')).headers.location).toBe('/signalements')
  })

  test('after the code, each role lands at home, or on the page it asked for', async () => {
    const { email } = await aReferrer(deps)
    clock.at = new Date(NOW.getTime() + 120_000)
    const lise = visitor()
    await lise.post('/connexion', { courriel: email, mot_de_passe: PASSWORD }).expect(303)
    const answer = await lise.post('/connexion/code', { code: await codeOf(deps, email) })
    expect([answer.status, answer.headers.location]).toEqual([303, '/signalements'])
  })

  test('an e-mail whose link was used, replaced or closed does not leave any more', async () => {
    const { text } = await coordinator.post(LIST, await anInvitation(deps))
    await activateIn(deps, visitor(), linkIn(text))
    expect(await theInvitation(deps)).toBeNull()
  })

  test('the same press twice makes one account and shows the same link', async () => {
    const form = await anInvitation(deps)
    const first = await coordinator.post(LIST, form)
    const second = await coordinator.post(LIST, form)
    expect(linkIn(second.text)).toBe(linkIn(first.text))
    expect(await client.message.count({ where: { template: 'account_invited' } })).toBe(1)
    expect(await client.referrerProfile.count()).toBe(1)
  })

  test('what is missing is said field by field, and nothing is made', async () => {
    const form = await anInvitation(deps, {
      nom: '',
      courriel: 'lise',
      profession: '',
      organisation_nom: '',
    })
    const { status, text } = await coordinator.post(LIST, form)
    expect(status).toBe(422)
    for (const name of ['nom', 'courriel', 'profession', 'organisation_nom'])
      expect(text).toContain(`href="#${name}"`)
    expect(await client.organisation.count()).toBe(0)
  })
})

describe('a coordinator invites referrers, the CPAM and partners, nobody else', () => {
  test.each(['coordinator', 'delegate', 'administrator', 'auditor', 'volunteer'])(
    '%s is not given here',
    async (role) => {
      const { status } = await coordinator.post(LIST, await anInvitation(deps, { role }))
      expect(status).toBe(422)
      expect(await client.account.count({ where: { email: 'lise@example.org' } })).toBe(0)
    },
  )

  test('a member of the team keeps their role, and no link of theirs is shown', async () => {
    const email = 'malik@example.org'
    await invite(deps, { email, role: 'administrator', territory: 'grand-lille' }, NOW)
    const before = await client.account.findUniqueOrThrow({ where: { email } })
    const { status, text } = await coordinator.post(
      LIST,
      await anInvitation(deps, { courriel: email }),
    )
    expect([status, linkIn(text)]).toEqual([422, ''])
    expect(await client.account.findUniqueOrThrow({ where: { email } })).toEqual(before)
  })

  test('an account that works elsewhere is opened here without a link, its password kept', async () => {
    await aTerritory(deps, { slug: 'lys-armentieres' })
    const email = 'agent@example.org'
    await invite(deps, { email, role: 'coordinator', territory: 'lys-armentieres' }, NOW)
    const before = await client.account.findUniqueOrThrow({ where: { email } })
    const form = await anInvitation(deps, { courriel: email, role: 'cpam' })
    const { status, text } = await coordinator.post(LIST, form)
    expect([status, linkIn(text)]).toEqual([201, ''])
    const { memberships, ...after } = await client.account.findUniqueOrThrow({
      where: { email },
      include: { memberships: true },
    })
    expect(after).toEqual(before)
    expect(memberships.map(({ role }) => role).sort()).toEqual(['coordinator', 'cpam'])
  })

  test('the demonstration account is not changed', async () => {
    await database.transaction((tx) => createDemoAccount(tx, deps, [territoryId], NOW))
    const form = await anInvitation(deps, { courriel: DEMO_EMAIL })
    expect((await coordinator.post(LIST, form)).status).toBe(422)
  })

  test('an organisation of another territory cannot be chosen', async () => {
    const elsewhere = await aTerritory(deps, { slug: 'lys-armentieres' })
    const { id } = await client.organisation.create({
      data: { territoryId: elsewhere, name: 'Pharmacie', kind: 'pharmacie', createdAt: NOW },
    })
    const form = await anInvitation(deps, { organisation: id })
    expect((await coordinator.post(LIST, form)).status).toBe(422)
  })
})

describe('an access is closed and opened again', () => {
  test('closed, its session ends at once and its link is dead; what it is stays known', async () => {
    const { visitor: lise, accountId } = await aReferrer(deps)
    await coordinator.post(`${LIST}/${accountId}/fermer`).expect(303)
    expect((await lise.get('/coordination')).headers.location).toMatch(/^\/connexion/)
    expect(await client.referrerProfile.findFirst()).toMatchObject({ closedAt: NOW })
    expect((await coordinator.get(LIST)).text).toContain('data-state="closed"')
  })

  test('invited again, a new link replaces the former and brings the role back', async () => {
    const first = linkIn((await coordinator.post(LIST, await anInvitation(deps))).text)
    const { accountId } = await client.referrerProfile.findFirstOrThrow()
    await coordinator.post(`${LIST}/${accountId}/fermer`)
    const again = await coordinator.post(`${LIST}/${accountId}/inviter`, { cle: randomUUID() })
    expect(again.status).toBe(201)
    expect((await visitor().get(first)).status).toBe(404)
    expect(await activateIn(deps, visitor(), linkIn(again.text))).toBe('/signalements')
  })

  test('nobody of the team is closed nor given a link from this page', async () => {
    const { id } = await client.account.findFirstOrThrow()
    expect((await coordinator.post(`${LIST}/${id}/fermer`)).status).toBe(404)
    expect((await coordinator.post(`${LIST}/${id}/inviter`)).status).toBe(404)
    expect(await client.membership.count()).toBe(1)
  })
})
