import { randomUUID } from 'node:crypto'
import request from 'supertest'
import { describe, expect, test } from 'vitest'
import type { Role } from '../../../prisma/generated/enums.ts'
import { exportRoutes } from '../../../server/exports/routes.ts'
import { indicatorRoutes } from '../../../server/indicators/routes.ts'
import { aDeps, type Clock } from '../../support/app.ts'
import { aBrokeredScene, type BrokeredScene } from '../../support/brokered.ts'
import { aDatabase } from '../../support/database.ts'
import { aTerritory } from '../../support/people.ts'
import { aStaffApp } from '../exports/support.ts'

const database = await aDatabase()

const LABELS = [
  "Nombre de professionnels ayant installé l'application",
  "Nombre de médecins ayant intégré des disponibilités sur l'application",
  "Nombre de patients orientés vers un médecin traitant via l'application",
]

type Place = Pick<BrokeredScene, 'deps' | 'territoryId'>

async function page({ deps, territoryId }: Place, query = ''): Promise<string> {
  const app = aStaffApp(deps, indicatorRoutes(deps), { territoryId })
  const { text } = await request(app).get(`/coordination/indicateurs${query}`).expect(200)
  return text.replaceAll('&#39;', "'")
}

const figure = (text: string, name: string) =>
  new RegExp(`data-figure="${name}">([^<]*)<`).exec(text)?.[1]

const row = (text: string, label: string) =>
  new RegExp(`<th scope="row">${label}</th><td class="number">(\\d+)<`).exec(text)?.[1]

async function anAccount(territoryId: string, role: Role, more: Record<string, unknown> = {}) {
  const opened = { passwordHash: 'x', secrecyAgreedAt: new Date('2026-03-05T10:00:00Z') }
  const { id } = await database.client.account.create({
    data: { email: `${randomUUID()}@example.org`, ...opened, ...more },
  })
  await database.client.membership.create({ data: { accountId: id, territoryId, role } })
}

describe('B22: the three indicators of fiche 2', () => {
  test('are on the page, word for word, where doctors are asked first', async () => {
    const scene = await aBrokeredScene(database, { kms: [1] })
    const text = await page(scene)
    for (const label of LABELS) expect(text).toContain(label)
  })

  test('count accounts that are open, of referrers, of the CPAM and of partners, in their year', async () => {
    const scene = await aBrokeredScene(database, { kms: [] })
    const { territoryId } = scene
    for (const role of ['referrer', 'cpam', 'partner'] as const) await anAccount(territoryId, role)
    await anAccount(territoryId, 'coordinator')
    await anAccount(territoryId, 'referrer', { disabledAt: scene.clock.at })
    await anAccount(territoryId, 'referrer', { passwordHash: null, secrecyAgreedAt: null })
    const before = { secrecyAgreedAt: new Date('2025-06-05T10:00:00Z') }
    await anAccount(territoryId, 'cpam', before)
    expect(figure(await page(scene), 'professionals')).toBe('3')
    expect(figure(await page(scene, '?annee=2025'), 'professionals')).toBe('1')
  })

  test('count each doctor once, with an availability they gave, in the year it was entered', async () => {
    const scene = await aBrokeredScene(database, { kms: [1, 2, 3] })
    const { client } = database
    const [first, second] = await client.availability.findMany({ orderBy: { id: 'asc' } })
    if (!first || !second) throw new Error('three doctors were added')
    const elsewhere = { doctorId: first.doctorId, practiceId: second.practiceId, places: 2 }
    const { territoryId } = scene
    await client.availability.create({
      data: { ...elsewhere, territoryId, confirmedAt: scene.clock.at },
    })
    await client.availability.updateMany({ data: { createdAt: new Date('2026-02-05T10:00:00Z') } })
    await client.availability.update({ where: { id: second.id }, data: { confirmedAt: null } })
    expect(figure(await page(scene), 'doctors')).toBe('2')
  })

  test('count patients once they agreed, one by one, and not those who were only told', async () => {
    const scene = await aBrokeredScene(database)
    await scene.ask(scene.doctors)
    await scene.doctorSays({ kind: 'yes' })
    await scene.tell()
    expect(figure(await page(scene), 'patients')).toBe('0')
    expect(figure(await page(scene), 'median')).toBe('—')
    scene.wait(3)
    await scene.householdSays('agreed')
    const text = await page(scene)
    expect(figure(text, 'patients')).toBe('1')
    expect(figure(text, 'median')).toBe('3 jours')
  })

  test('are columns of the export, by the same names, month by month', async () => {
    const scene = await aBrokeredScene(database, { kms: [] })
    await anAccount(scene.territoryId, 'referrer')
    const { deps, territoryId } = scene
    const app = aStaffApp(deps, exportRoutes(deps), { territoryId })
    const { text } = await request(app).get('/coordination/exports/indicateurs.csv').expect(200)
    const [header = '', march = ''] = text.replace('\uFEFF', '').split('\r\n')
    const columns = header.split(';').map((name) => name.replaceAll('"', ''))
    expect(columns.slice(-3)).toEqual(LABELS)
    expect(march.split(';')[0]).toBe('2026-03')
    expect(march.split(';').slice(-3)).toEqual(['1', '0', '0'])
  })
})

test('B23: people who wait are shown beside the places that could take them', async () => {
  const scene = await aBrokeredScene(database, { kms: [1, 2], places: 3 })
  const text = await page(scene)
  expect(text).toContain('1 personne attend, 6 places sont libres')
  expect(row(text, 'Médecins qui les offrent')).toBe('2')
  await scene.ask(scene.doctors)
  expect(row(await page(scene), 'Places libres')).toBe('5')
})

test('B22: proposals are counted by what doctors answered, a yes whatever became of it', async () => {
  const scene = await aBrokeredScene(database)
  await scene.ask(scene.doctors)
  await scene.doctorSays({ kind: 'no', reason: 'distance' })
  await scene.doctorSays({ kind: 'yes' })
  await scene.tell()
  await scene.householdSays('refused')
  const text = await page(scene)
  expect(text).toContain('1 oui sur 2 sollicitations')
  expect(row(text, 'Oui')).toBe('1')
  expect(row(text, 'Non : trop loin')).toBe('1')
  expect(row(text, 'Pas de réponse à temps')).toBe('0')
})

test('where patients are given a list, the page stays as it was', async () => {
  const clock: Clock = { at: new Date('2026-11-24T09:00:00Z') }
  const deps = aDeps(database, { clock })
  const territoryId = await aTerritory(deps)
  expect(await page({ deps, territoryId })).not.toContain('Les indicateurs du protocole')
})
