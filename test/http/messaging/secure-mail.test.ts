import PostalMime from 'postal-mime'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Deps } from '../../../server/deps.ts'
import { composeMessage } from '../../../server/letters/compose.ts'
import { markWith } from '../../../server/messaging/reconcile.ts'
import { sendersOf } from '../../../server/messaging/senders.ts'
import { deliverDue } from '../../../server/messaging/worker.ts'
import { aMember } from '../../support/app.ts'
import { aBrokeredScene, type BrokeredScene } from '../../support/brokered.ts'
import { aDatabase } from '../../support/database.ts'
import { withoutTokens } from '../../support/tokens.ts'
import { anSmtpServer } from './smtp-stub.ts'

const database = await aDatabase()
const ordinary = await anSmtpServer()
const secure = await anSmtpServer()
afterAll(async () => {
  await ordinary.close()
  await secure.close()
})
beforeEach(() => {
  ordinary.received.length = 0
  secure.received.length = 0
})

/** What says who the household is; the doctor's own mail may hold none of it, but by the secure account. */
const IDENTITY = /lamercier|jeanne|émile|1948|1946|27 mars|98 12 34|639981234|toile-bise|GL-/i

const ACCOUNT = {
  url: secure.url,
  from: 'cpts@medecin.mssante.example.org',
  domains: ['mssante.example.org'],
}

type Account = Deps['config']['secureMail']

/** A household of two that agreed to a doctor with this secure address on file. */
async function agreed(secureEmail: string | null, account: Account = ACCOUNT) {
  const form = { ...aMember(1, { prenom: 'Émile', naissance_annee: '1946' }), canal: 'telephone' }
  const scene = await aBrokeredScene(database, { form })
  const config = { ...scene.deps.config, smtpUrl: ordinary.url, secureMail: account }
  Object.assign(scene.deps, { config })
  await database.client.doctor.updateMany({ data: { secureEmail } })
  await scene.ask(scene.doctors.slice(0, 1))
  await database.client.message.deleteMany()
  await scene.doctorSays({ kind: 'yes' })
  await scene.tell()
  await scene.householdSays('agreed')
  return scene
}

/** Sends all that waits, whatever its hour. */
async function deliver({ deps, clock }: BrokeredScene): Promise<void> {
  await database.client.message.updateMany({ data: { deliverAfter: clock.at } })
  const senders = sendersOf(deps)
  const compose = composeMessage.bind(null, deps)
  await deliverDue(
    deps,
    { compose, senders, markOf: markWith(deps.keys), workerId: 'w', limit: 100 },
    clock.at,
  )
  senders.email.close()
  senders.secure.close()
}

function messages() {
  return database.client.message.findMany({ where: { doctorId: { not: null } } })
}

describe('a household that agreed is expected by a doctor with a secure address', () => {
  test('who is told of it at once, by the secure account, with names, births, phone and reference', async () => {
    const scene = await agreed('nour.exemple@medecin.mssante.example.org')
    const [queued] = await messages()
    expect(queued).toMatchObject({ template: 'household_expected', deliverAfter: scene.clock.at })
    await deliver(scene)
    expect(ordinary.received).toEqual([])
    expect(secure.received).toHaveLength(1)
    const [{ from, to, raw } = { from: '', to: [], raw: Buffer.of() }] = secure.received
    expect({ from, to }).toEqual({
      from: 'cpts@medecin.mssante.example.org',
      to: ['nour.exemple@medecin.mssante.example.org'],
    })
    const { subject, text = '' } = await PostalMime.parse(raw)
    const { reference } = await scene.read()
    expect(subject).toBe(`Un foyer à attendre : demande ${reference}`)
    for (const said of ['Jeanne Lamercier', '27 mars 1948', 'Émile Lamercier', '06 39 98 12 34'])
      expect(text).toContain(said)
    expect(text).toContain(reference)
    expect(withoutTokens(text)).not.toMatch(/ALD|domicile|toile-bise|retraite/i)
    const [sent] = await messages()
    expect(sent).toMatchObject({ status: 'accepted', provider: 'mssante' })
  })

  test('and is not told so twice, whoever presses again', async () => {
    const scene = await agreed('nour.exemple@mssante.example.org')
    await scene.householdSays('agreed')
    await deliver(scene)
    await deliver(scene)
    expect(secure.received).toHaveLength(1)
  })

  test('unless the household changed its mind before the message left', async () => {
    const scene = await agreed('nour.exemple@mssante.example.org')
    await scene.householdSays('refused')
    await deliver(scene)
    expect(secure.received).toEqual([])
    const told = await database.client.message.findFirst({
      where: { template: 'household_expected' },
    })
    expect(told).toMatchObject({ status: 'cancelled' })
  })
})

describe('without a secure way, nothing that says who the household is ever leaves', () => {
  const others: [string, string | null, Account][] = [
    ['no secure account', 'nour.exemple@mssante.example.org', null],
    ['no secure address', null, ACCOUNT],
    ['an address outside the list', 'nour.exemple@example.com', ACCOUNT],
    ['a domain that only looks like one', 'nour.exemple@fauxmssante.example.org', ACCOUNT],
  ]

  test.each(others)(
    '%s: an ordinary mail says only that somebody is expected',
    async (_, address, account) => {
      const scene = await agreed(address, account)
      await deliver(scene)
      expect(secure.received).toEqual([])
      expect(ordinary.received).toHaveLength(1)
      const [{ raw } = { raw: Buffer.of() }] = ordinary.received
      const { subject, text, html } = await PostalMime.parse(raw)
      expect(text).toContain('Un foyer que vous avez accepté est d’accord')
      expect([raw.toString(), subject, text, html].join()).not.toMatch(IDENTITY)
    },
  )

  test.each([
    ['the account was taken away', { account: null, address: 'nour@mssante.example.org' }],
    ['the address left the list', { account: ACCOUNT, address: 'nour@example.com' }],
    ['the address was removed', { account: ACCOUNT, address: null }],
  ])('queued, then %s: the message is cancelled', async (_, { account, address }) => {
    const scene = await agreed('nour.exemple@mssante.example.org')
    Object.assign(scene.deps, { config: { ...scene.deps.config, secureMail: account } })
    await database.client.doctor.updateMany({ data: { secureEmail: address } })
    await deliver(scene)
    expect([...secure.received, ...ordinary.received]).toEqual([])
    expect(await messages()).toMatchObject([{ status: 'cancelled' }])
  })

  test('the secure account itself refuses a recipient outside its domains', async () => {
    const scene = await agreed(null)
    const { secure: account } = sendersOf(scene.deps)
    const email = { channel: 'email', to: 'nour@example.com', fromName: '', replyTo: null } as const
    const text = { subject: 'Essai', text: 'Essai', html: '' }
    const key = { id: scene.id, territoryId: scene.territoryId }
    const result = await account.send({ ...email, ...text }, key, scene.clock.at)
    account.close()
    expect(result).toMatchObject({ kind: 'permanent', reason: { code: 'domaine' } })
    expect(secure.received).toEqual([])
  })
})
