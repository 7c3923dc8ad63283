import request from 'supertest'
import { beforeEach, describe, expect, test } from 'vitest'
import { indicatorRoutes } from '../../../server/indicators/routes.ts'
import { aDeps, type Clock } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aTerritory } from '../../support/people.ts'
import { aMember, aStaffApp, aStoredRequest } from '../exports/support.ts'

const database = await aDatabase()
const clock: Clock = { at: new Date('2026-11-24T10:00:00Z') }
const deps = aDeps(database, { clock })
const two = { members: [aMember, { ...aMember, firstName: 'Émile' }] }
let territoryId = ''

beforeEach(async () => {
  clock.at = new Date('2026-11-24T10:00:00Z')
  territoryId = await aTerritory(deps)
})

function day(text: string): Date {
  return new Date(`${text}T12:00:00Z`)
}

async function page(query = ''): Promise<string> {
  const app = aStaffApp(deps, indicatorRoutes(deps), { territoryId })
  const { status, text } = await request(app).get(`/coordination/indicateurs${query}`)
  expect(status).toBe(200)
  return text
}

/** Households and people of one of the four figures. */
function figure(text: string, name: string): [households: number, people: number] {
  const [, households, people] =
    new RegExp(`data-figure="${name}">(\\d+)<.*?(\\d+) personne`).exec(text) ?? []
  return [Number(households), Number(people)]
}

/** The rows of the table: month, oriented, found, declared, as « 1 (2) ». */
function rows(text: string): string[][] {
  return [...text.matchAll(/<tr><th scope="row">(.*?)<\/th>(.*?)<\/tr>/g)].map(
    ([, month, rest]) => [
      month ?? '',
      ...[...(rest ?? '').matchAll(/(\d+) <span class="soft">(\(\d+\))/g)].map(
        ([, households, people]) => `${households} ${people}`,
      ),
    ],
  )
}

describe('B11: a year counted in households and in people', () => {
  test('each figure by its own date, those of other years left out', async () => {
    await aStoredRequest(deps, territoryId, {
      registeredAt: day('2025-12-20'),
      orientedAt: day('2026-01-05'),
      foundAt: day('2026-02-10'),
      declaredAt: [day('2026-03-02')],
    })
    await aStoredRequest(
      deps,
      territoryId,
      { registeredAt: day('2026-02-01'), orientedAt: day('2026-02-08') },
      two,
    )
    const text = await page()
    expect(figure(text, 'received')).toEqual([1, 2])
    expect(figure(text, 'oriented')).toEqual([2, 3])
    expect(figure(text, 'found')).toEqual([1, 1])
    expect(figure(text, 'declared')).toEqual([1, 1])
    expect(rows(text).slice(0, 3)).toEqual([
      ['janvier', '1 (1)', '0 (0)', '0 (0)'],
      ['février', '1 (2)', '1 (1)', '0 (0)'],
      ['mars', '0 (0)', '0 (0)', '1 (1)'],
    ])
  })

  test('a household is declared with its last member, people one by one', async () => {
    await aStoredRequest(
      deps,
      territoryId,
      { registeredAt: day('2026-01-03'), declaredAt: [day('2026-04-10'), null] },
      two,
    )
    expect(figure(await page(), 'declared')).toEqual([0, 1])
    await aStoredRequest(
      deps,
      territoryId,
      { registeredAt: day('2026-01-03'), declaredAt: [day('2026-04-10'), day('2026-06-11')] },
      two,
    )
    const text = await page()
    expect(figure(text, 'declared')).toEqual([1, 3])
    expect(rows(text)[3]).toEqual(['avril', '0 (0)', '0 (0)', '0 (2)'])
    expect(rows(text)[5]).toEqual(['juin', '0 (0)', '0 (0)', '1 (1)'])
  })

  test('a message sent counts for nothing', async () => {
    const { id } = await aStoredRequest(deps, territoryId, { registeredAt: day('2026-05-01') })
    await database.client.message.create({
      data: {
        territoryId,
        requestId: id,
        uniqueKey: 'one',
        channel: 'sms',
        template: 'shortlist',
        status: 'delivered',
        deliverAfter: day('2026-05-02'),
        createdAt: day('2026-05-02'),
        deliveredAt: day('2026-05-02'),
      },
    })
    const text = await page()
    expect(figure(text, 'oriented')).toEqual([0, 0])
    expect(figure(text, 'found')).toEqual([0, 0])
  })

  test('a month begins and ends at midnight in Paris, summer and winter', async () => {
    const oriented = (at: string) =>
      aStoredRequest(deps, territoryId, {
        registeredAt: day('2026-01-01'),
        orientedAt: new Date(at),
      })
    await oriented('2025-12-31T23:00:00Z')
    await oriented('2026-06-30T21:59:59Z')
    await oriented('2026-06-30T22:00:00Z')
    await oriented('2026-12-31T22:59:59Z')
    clock.at = new Date('2027-01-15T10:00:00Z')
    const text = await page('?annee=2026')
    expect(rows(text).map(([month, count]) => `${month} ${count}`)).toEqual(
      expect.arrayContaining(['janvier 1 (1)', 'juin 1 (1)', 'juillet 1 (1)', 'décembre 1 (1)']),
    )
    expect(figure(text, 'oriented')).toEqual([4, 4])
  })

  test('what happens in another territory is not counted', async () => {
    const elsewhere = await aTerritory(deps, { slug: 'ailleurs' })
    await aStoredRequest(deps, elsewhere, {
      registeredAt: day('2026-01-05'),
      orientedAt: day('2026-01-06'),
      foundAt: day('2026-01-07'),
      declaredAt: [day('2026-01-08')],
    })
    const text = await page()
    for (const name of ['received', 'oriented', 'found', 'declared'])
      expect(figure(text, name)).toEqual([0, 0])
  })
})

describe('the page of a year', () => {
  test('shows the months begun and the period, this year and a past one', async () => {
    await aStoredRequest(deps, territoryId, { registeredAt: day('2025-03-05') })
    const current = await page()
    expect(rows(current)).toHaveLength(11)
    expect(current).toContain('Du 1er janvier au 24 novembre 2026')
    const past = await page('?annee=2025')
    expect(rows(past)).toHaveLength(12)
    expect(past).toContain('Du 1er janvier au 31 décembre 2025')
    expect(figure(past, 'received')).toEqual([1, 1])
  })

  test('offers the years since the first request; a year it does not know gives this one', async () => {
    await aStoredRequest(deps, territoryId, { registeredAt: day('2024-03-05') })
    for (const query of ['', '?annee=1999', '?annee=demain']) {
      const text = await page(query)
      const years = [...text.matchAll(/<option value="(\d{4})"( selected)?/g)]
      expect(years.map(([, year, selected]) => [year, selected !== undefined])).toEqual([
        ['2026', true],
        ['2025', false],
        ['2024', false],
      ])
    }
  })

  test('is read by the auditor too, not by a referrer', async () => {
    const status = async (role: 'auditor' | 'referrer') => {
      const app = aStaffApp(deps, indicatorRoutes(deps), { territoryId, role })
      return (await request(app).get('/coordination/indicateurs')).status
    }
    expect(await status('auditor')).toBe(200)
    expect(await status('referrer')).toBe(403)
  })
})
