import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { Role } from '../../prisma/generated/enums.ts'
import { createApp, routesOf } from '../../server/app.ts'
import { healthRoutes } from '../../server/http/health.ts'
import type { Route } from '../../server/http/routes.ts'
import { aDeps, anApp, NOW, type Visitor } from '../support/app.ts'
import { aDatabase } from '../support/database.ts'
import { aTerritory, signIn } from '../support/people.ts'

const database = await aDatabase()
const clock = { at: NOW }
const deps = aDeps(database, { clock, config: { tilesUrl: null } })
const routes = [...healthRoutes(deps, () => false), ...routesOf(deps)]
const roles = Object.values(Role)

/** What the path of a route may hold; a parameter without an example fails the test. */
const EXAMPLES: Record<string, string> = {
  token: 'A'.repeat(43),
  id: randomUUID(),
  etape: 'foyer',
  modele: 'shortlist',
  membre: 'a3f4c1de-0d7c-4f4a-8a46-6a3f3f0f4f55',
  tache: '7b1d8b1e-3b0c-4f0a-9d53-2f6f4a3e9c11',
  slug: 'grand-lille',
  mark: 'a3f4c1de0d7c4f4a',
  z: '12',
  x: '2080',
  y: '1380',
}

function addressOf({ path }: Route): string {
  return path.replaceAll(/:(\w+)/g, (_whole, name: string) => {
    const example = EXAMPLES[name]
    if (!example) throw new Error(`no example for :${name} of ${path}`)
    return example
  })
}

function call(visitor: Visitor, route: Route) {
  const address = addressOf(route)
  return route.method === 'get' ? visitor.get(address) : visitor.post(address)
}

const named = routes.map((route) => [`${route.method} ${route.path}`, route] as const)
const needsSignIn = ({ rule }: Route) => /^(staff:|code awaited$)/.test(rule)
const isForStaff = ({ rule }: Route) => rule.startsWith('staff:')

describe('who may call what', () => {
  test('every route says it, and the whole table is the one agreed on', async () => {
    const table = named.map(([name, { rule }]) => `${name}  ${rule}\n`).sort()
    await expect(table.join('')).toMatchFileSnapshot('./routes.txt')
  })

  test('a rule is open, machine, link, half signed in, or a list of roles', () => {
    const known = new RegExp(
      `^(open|machine|link|code awaited|staff:(${roles.join('|')})(\\|(${roles.join('|')}))*)$`,
    )
    expect(named.filter(([, { rule }]) => !known.test(rule)).map(([name]) => name)).toEqual([])
  })

  test('nothing is mounted beside the list, nor twice', () => {
    const mounted = createApp(deps).router.stack.flatMap(({ route }) =>
      route ? route.stack.map(({ method }) => `${method} ${route.path}`) : [],
    )
    expect(mounted).toEqual(named.map(([name]) => name))
    expect(new Set(mounted).size).toBe(mounted.length)
  })

  test('an auditor reads and never writes, but for choosing where they stand', () => {
    const written = named.filter(
      ([, { method, rule }]) => method === 'post' && /auditor/.test(rule),
    )
    expect(written.map(([name]) => name)).toEqual(['post /coordination/territoire'])
  })
})

describe('the rules hold', () => {
  beforeEach(async () => {
    await aTerritory(deps)
  })

  test('a visitor who did not sign in is sent there by every route for the staff', async () => {
    const visitor = anApp(deps).visitor()
    for (const [name, route] of named.filter(([, one]) => needsSignIn(one))) {
      const { status, headers } = await call(visitor, route)
      expect([name, status, headers.location]).toEqual([
        name,
        303,
        expect.stringMatching(/^\/connexion/),
      ])
    }
  })

  test('a token that was never given opens no private link', async () => {
    const visitor = anApp(deps).visitor()
    for (const [name, route] of named.filter(([, { rule }]) => rule === 'link')) {
      const { status } = await call(visitor, route)
      expect([name, status]).toEqual([name, 404])
    }
  })

  test.each(roles)('%s is refused by every route that does not name this role', async (role) => {
    const visitor = anApp(deps).visitor()
    await signIn(deps, visitor, role)
    for (const [name, route] of named.filter(([, one]) => isForStaff(one))) {
      const mayCall = route.rule.slice('staff:'.length).split('|').includes(role)
      const { status, headers } = await call(visitor, route)
      const refused = status === 403 || (headers.location ?? '').startsWith('/connexion')
      expect([name, refused]).toEqual([name, !mayCall])
    }
  })
})
