import { beforeEach, describe, expect, test } from 'vitest'
import type { Staff } from '../../../server/http/access.ts'
import { gpOf } from '../../../server/referrers/service.ts'
import { aDeps, anApp, NOW, type Visitor } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aDoctor, aTerritory, signIn } from '../../support/people.ts'
import { anInvitation, aReferrer, LIST } from './support.ts'

const database = await aDatabase()
const deps = aDeps(database)
const { client } = database

let territoryId = ''
let coordinator: Visitor
beforeEach(async () => {
  territoryId = await aTerritory(deps)
  coordinator = anApp(deps).visitor()
  await signIn(deps, coordinator)
})

describe('B15: professions are a list of the territory', () => {
  test('a territory begins with the four of the scheme', async () => {
    const codes = await client.profession.findMany({ orderBy: { code: 'asc' } })
    expect(codes.map(({ code }) => code)).toEqual([
      'infirmier',
      'masseur_kinesitherapeute',
      'medecin_generaliste',
      'pharmacien',
    ])
  })

  test('the coordinator adds one, once, and closes one, which is given no more', async () => {
    await coordinator.post(`${LIST}/professions`, { profession_nom: 'Sage-femme' }).expect(303)
    const again = await coordinator.post(`${LIST}/professions`, { profession_nom: 'sage femme' })
    expect(again.status).toBe(422)
    const { id } = await client.profession.findFirstOrThrow({ where: { code: 'sage_femme' } })
    await coordinator.post(`${LIST}/professions/${id}`, { ouverte: 'non' }).expect(303)
    const refused = await coordinator.post(LIST, await anInvitation(deps, { profession: id }))
    expect(refused.status).toBe(422)
    await coordinator.post(`${LIST}/professions/${id}`, { ouverte: 'oui' }).expect(303)
    await coordinator.post(LIST, await anInvitation(deps, { profession: id })).expect(201)
  })
})

describe('a general practitioner may be linked to the register', () => {
  async function aGp(fields: Record<string, string>) {
    const { accountId } = await aReferrer(deps, { fields, profession: 'medecin_generaliste' })
    return { accountId, territoryId, role: 'referrer', name: '', email: '' } satisfies Staff
  }

  test('by their RPPS number, and is that doctor until the doctor leaves', async () => {
    await aDoctor(deps, territoryId)
    const doctor = await client.doctor.findFirstOrThrow()
    const who = await aGp({ rpps: doctor.rpps })
    expect(await gpOf(deps, who)).toEqual({ doctorId: doctor.id })
    await client.doctor.update({ where: { id: doctor.id }, data: { withdrawnAt: NOW } })
    expect(await gpOf(deps, who)).toBeNull()
  })

  test('without a number, is no doctor of the register', async () => {
    expect(await gpOf(deps, await aGp({}))).toBeNull()
  })

  test.each([
    ['a number that nobody has', 'medecin_generaliste', '99999999999'],
    ['another profession', 'pharmacien', null],
  ])('not by %s', async (_what, profession, number) => {
    await aDoctor(deps, territoryId)
    const { rpps } = await client.doctor.findFirstOrThrow()
    const form = await anInvitation(deps, { rpps: number ?? rpps }, profession)
    const { status, text } = await coordinator.post(LIST, form)
    expect([status, text.includes('href="#rpps"')]).toEqual([422, true])
  })

  test('one doctor has one open account', async () => {
    await aDoctor(deps, territoryId)
    const { rpps } = await client.doctor.findFirstOrThrow()
    const { accountId } = await aGp({ rpps })
    const form = await anInvitation(deps, { rpps }, 'medecin_generaliste')
    expect((await coordinator.post(LIST, form)).status).toBe(422)
    await coordinator.post(`${LIST}/${accountId}/fermer`)
    expect((await coordinator.post(LIST, form)).status).toBe(201)
  })
})
