import request from 'supertest'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Prisma } from '../../../prisma/generated/client.ts'
import type { Role } from '../../../prisma/generated/enums.ts'
import { mapRoutes } from '../../../server/coordination/map-routes.ts'
import type { MapView } from '../../../web/components/staff/map-view.ts'
import { aDeps, NOW } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aDoctor, aTerritory } from '../../support/people.ts'
import { aStaffApp } from '../exports/support.ts'

const database = await aDatabase()
const deps = aDeps(database)
let territoryId = ''

beforeEach(async () => {
  territoryId = await aTerritory(deps)
})

function ask(role: Role = 'coordinator') {
  return asked('/coordination/carte', role)
}

function asked(path: string, role: Role = 'coordinator') {
  return request(aStaffApp(deps, mapRoutes(deps), { territoryId, role })).get(path)
}

async function page(): Promise<string> {
  return (await ask().expect(200)).text
}

/** The list: name, practice, state and free places of each. */
function listed(text: string): string[] {
  return [...text.matchAll(/<li class="territory-row".*?<\/li>/gs)].map(([row]) =>
    row
      .replace(/<svg.*?<\/svg>/gs, '')
      .replace(/<[^>]+>/g, '|')
      .split('|')
      .map((part) => part.trim())
      .filter(Boolean)
      .join(' | '),
  )
}

function drawn(text: string): MapView {
  const [, json = ''] =
    /<script type="application\/json" data-map-view>(.*?)<\/script>/s.exec(text) ?? []
  return JSON.parse(json)
}

const change = (id: string, data: Prisma.AvailabilityUpdateInput) =>
  database.client.availability.update({ where: { id }, data })

describe('B3: one map of every volunteer doctor', () => {
  test('each is in the list with their state and free places, those who can take people first', async () => {
    await aDoctor(deps, territoryId, { name: 'Complet', places: 0 })
    await aDoctor(deps, territoryId, { name: 'Libre', places: 3 })
    await aDoctor(deps, territoryId, {
      name: 'Ancien',
      confirmedAt: new Date('2026-05-10T08:00:00Z'),
    })
    await aDoctor(deps, territoryId, {
      name: 'Perime',
      confirmedAt: new Date('2026-01-10T08:00:00Z'),
    })
    const away = await aDoctor(deps, territoryId, { name: 'Absent', places: 2 })
    await change(away, { pausedUntil: new Date('2026-12-31') })
    const text = await page()
    expect(listed(text)).toEqual([
      'Dr Nour Libre | Cabinet Libre, Lille | Confirmé aujourd’hui | Peut accueillir | 3 places',
      'Dr Nour Ancien | Cabinet Ancien, Lille | Confirmé il y a 198 jours | À reconfirmer | 4 places',
      'Dr Nour Absent | Cabinet Absent, Lille | Confirmé aujourd’hui | En pause | 2 places',
      'Dr Nour Complet | Cabinet Complet, Lille | Confirmé aujourd’hui | Complet | 0 place',
      'Dr Nour Perime | Cabinet Perime, Lille | Confirmé il y a 318 jours | Périmé | 4 places',
    ])
    expect(text).toContain('<h1>1 médecin peut accueillir</h1>')
    expect(text).toContain('5 médecins volontaires')
  })

  test('the map draws the same doctors at their practices, inside the frontier', async () => {
    const id = await aDoctor(deps, territoryId, { name: 'Libre', km: 2 })
    await aDoctor(deps, territoryId, { name: 'Complet', places: 0 })
    const { practices, contours, home } = drawn(await page())
    expect(home).toBeNull()
    expect(practices.map(({ label, state, text }) => [label, state, text])).toEqual([
      [
        'Cabinet Libre, Lille : 1. Dr Nour Libre, Peut accueillir, 4 places, Confirmé aujourd’hui',
        'ok',
        '1',
      ],
      [
        'Cabinet Complet, Lille : Dr Nour Complet, Complet, 0 place, Confirmé aujourd’hui',
        'full',
        '',
      ],
    ])
    expect(practices[0]?.position).toEqual([3.06, 50.63 + 2 / 111.2])
    expect(practices[0]?.rowIds).toEqual([id])
    const { body, headers } = await asked(contours).expect(200)
    expect(body.territory?.type).toMatch(/Polygon$/)
    expect(body.communes).toMatchObject([{ name: 'Lille', inside: true }])
    expect(headers['cache-control']).toContain('immutable')
  })

  test('the contours are kept by the browser under an address that changes with them, and no other', async () => {
    const { contours } = drawn(await page())
    await database.client.territoryPart.updateMany({
      data: { createdAt: new Date(NOW.getTime() + 1) },
    })
    expect(drawn(await page()).contours).not.toBe(contours)
    const former = await asked(contours).expect(200)
    expect(former.headers['cache-control']).toBe('no-store')
  })

  test('a doctor whose practice is not placed is in the list, and says so', async () => {
    await aDoctor(deps, territoryId, { name: 'Libre' })
    await database.client.practice.updateMany({
      data: { lon: null, lat: null, located: 'to_locate' },
    })
    const text = await page()
    expect(listed(text)).toEqual([
      'Dr Nour Libre | Cabinet Libre, Lille, à placer sur la carte | Confirmé aujourd’hui | Peut accueillir | 4 places',
    ])
    expect(drawn(text).practices).toEqual([])
  })

  test('a doctor who left is nowhere, nor one of another territory', async () => {
    await aDoctor(deps, territoryId, { name: 'Parti' })
    await database.client.doctor.updateMany({ data: { withdrawnAt: NOW } })
    await aDoctor(deps, await aTerritory(deps, { slug: 'ailleurs' }), { name: 'Ailleurs' })
    const text = await page()
    expect(listed(text)).toEqual([])
    expect(drawn(text).practices).toEqual([])
    expect(text).toContain('Aucun médecin pour le moment')
  })
})

test('reading the map is in the audit; a referrer cannot', async () => {
  await ask('auditor').expect(200)
  await ask('referrer').expect(403)
  const read = await database.client.auditEntry.findMany({
    where: { subjectKind: 'doctor_register' },
    select: { action: true, facts: true },
  })
  expect(read).toEqual([{ action: 'read', facts: { rows: 0 } }])
})

test('a practice without a name is called by its address; a name cannot close the data of the map', async () => {
  await aDoctor(deps, territoryId, { name: '</script><b>' })
  await database.client.practice.updateMany({ data: { name: '' } })
  const text = await page()
  expect(drawn(text).practices[0]?.label).toMatch(
    /^\d+ rue des Essais, Lille : 1\. Dr Nour <\/script><b>/,
  )
  expect(text).not.toContain('</script><b>')
})
