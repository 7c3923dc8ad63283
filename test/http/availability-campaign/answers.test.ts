import { describe, expect, test } from 'vitest'
import {
  askCode,
  askNewLink,
  findDoctorLink,
  proveCode,
} from '../../../server/doctor-links/service.ts'
import { inviteProspects } from '../../../server/prospects/service.ts'
import { anApp } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { signIn } from '../../support/people.ts'
import { aCampaign, emailsOf, tokenIn } from './scene.ts'

const database = await aDatabase()

describe('the to-do to phone', () => {
  const DAYS = ['2026-10-22', '2026-10-29', '2026-11-12', '2026-11-19']

  async function afterThree() {
    const scene = await aCampaign(database)
    const volunteer = await scene.aVolunteer({ name: 'Ostrevande' })
    for (const day of DAYS) {
      await scene.run(`${day}T07:00:00Z`)
      await scene.run(`${day}T08:30:00Z`)
    }
    const coordinator = anApp(scene.deps).visitor()
    await signIn(scene.deps, coordinator)
    return { ...scene, ...volunteer, coordinator }
  }

  test('comes in the inbox a week after the last reminder, with the phone', async () => {
    const { coordinator, doctorId } = await afterThree()
    const { text } = await coordinator.get('/coordination').expect(200)
    const [todo] = /<li class="todo" data-todo="stale_doctor">.*?<\/li>/s.exec(text) ?? []
    expect(todo).toContain('Appelez le Dr Nour Ostrevande')
    expect(todo).toContain('03 53 01 41 07')
    expect(todo).toContain('Trois messages sans réponse depuis le 22 octobre.')
    expect(todo).toContain(`/coordination/medecins/${doctorId}`)
    expect(text).toContain('1 chose à faire')
  })

  test('goes once the coordinator has noted what the doctor said', async () => {
    const { coordinator, availabilityId } = await afterThree()
    const path = `/coordination/medecins/${availabilityId}`
    const { text } = await coordinator.get(path).expect(200)
    const field = (name: string) =>
      new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(text)?.[1] ?? ''
    await coordinator
      .post(`${path}/confirmer`, { cle: field('cle'), version: field('version') })
      .expect(303)
    const inbox = await coordinator.get('/coordination').expect(200)
    expect(inbox.text).not.toContain('data-todo="stale_doctor"')
  })

  test('comes at once for a doctor whom no message can reach', async () => {
    const { deps, clock, aVolunteer, messages, run } = await aCampaign(database)
    await aVolunteer({ email: null, phone: null })
    await run('2026-10-22T07:00:00Z')
    expect(await messages()).toEqual([])
    const coordinator = anApp(deps).visitor()
    clock.at = new Date('2026-10-22T09:00:00Z')
    await signIn(deps, coordinator)
    const { text } = await coordinator.get('/coordination').expect(200)
    expect(text).toContain('Son téléphone manque. Ni mail ni portable pour lui écrire.')
  })
})

describe('messages that a doctor asks for', () => {
  test('a new link replaces the old, at any hour, and does not count in the week', async () => {
    const { deps, run, aVolunteer, sent, clock } = await aCampaign(database)
    await aVolunteer()
    await run('2026-10-22T07:00:00Z')
    await run('2026-10-22T08:30:00Z')
    await askNewLink(deps, tokenIn(emailsOf(sent)[0]?.text ?? ''), new Date('2026-10-28T20:00:00Z'))
    await run('2026-10-28T20:00:01Z')
    const [, again] = emailsOf(sent)
    expect(again?.subject).toBe('Votre nouveau lien')
    const link = await findDoctorLink(database.client, tokenIn(again?.text ?? ''), clock.at)
    expect(link?.state).toBe('living')
    await run('2026-10-29T07:00:00Z')
    await run('2026-10-29T08:30:00Z')
    expect(sent).toHaveLength(3)
  })

  test('six digits go to the phone on file; the outbox never holds them', async () => {
    const { deps, run, aVolunteer, sent, messages, clock } = await aCampaign(database)
    await aVolunteer({ phone: '+33639981201' })
    await run('2026-10-22T07:00:00Z')
    await run('2026-10-22T08:30:00Z')
    const token = tokenIn(emailsOf(sent)[0]?.text ?? '')
    const link = await findDoctorLink(database.client, token, clock.at)
    if (!link) throw new Error('the link opens nothing')
    await askCode(deps, link, new Date('2026-10-22T08:31:00Z'))
    await run('2026-10-22T08:31:01Z')
    const { outgoing } = sent.at(-1) ?? {}
    expect(outgoing).toMatchObject({ channel: 'sms', to: '+33639981201' })
    const code = /code est (\d{6})/.exec(outgoing?.text ?? '')?.[1] ?? ''
    expect(JSON.stringify(await messages())).not.toContain(code)
    const soon = new Date(clock.at.getTime() + 30_000)
    expect(await proveCode(deps, link, code, soon)).toBe('right')
  })

  test('a doctor of the directory is told so, once, with where to object and where to join', async () => {
    const { deps, run, territoryId, sent, clock } = await aCampaign(database)
    const prospect = await database.client.prospect.create({
      data: {
        territoryId,
        rpps: '99700000090',
        lastName: 'Vérilande',
        firstName: 'Sacha',
        createdAt: clock.at,
        updatedAt: clock.at,
        places: {
          create: {
            territoryId,
            name: 'Cabinet du Fuseau',
            address: '3 rue du Fuseau',
            postalCode: '59000',
            commune: 'Lille',
            inseeCode: '59350',
            email: 'fuseau@example.org',
          },
        },
      },
    })
    const actor = { kind: 'staff', id: null, name: 'Inès Belgrain' } as const
    const invitation = { territoryId, actor, ids: [prospect.id] }
    await inviteProspects(deps, invitation, clock.at)
    await run('2026-10-22T08:30:00Z')
    const [email] = emailsOf(sent)
    expect(email).toMatchObject({ to: 'fuseau@example.org' })
    expect(email?.text).toContain('/medecins/opposition/')
    expect(email?.text).toContain('/t/grand-lille/medecins/rejoindre')
  })
})
