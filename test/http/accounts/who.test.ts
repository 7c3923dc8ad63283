import { beforeEach, expect, test } from 'vitest'
import { aDatabase } from '../../support/database.ts'
import { anAccount, signIn } from './accounts.ts'
import { anAccountApp, aTerritory, someDeps, Visitor } from './support.ts'

const database = await aDatabase()
const clock = { at: new Date('2026-12-01T09:00:00Z') }
const deps = someDeps(database, clock)
const app = anAccountApp(deps)

const isIn = async (visitor: Visitor) => (await visitor.get('/coordination')).status === 200

beforeEach(async () => {
  await aTerritory(database, 'grand-lille')
})

test('a visitor without a cookie costs no query and is given no cookie', async () => {
  const counted = { queries: 0 }
  const client = database.client.$extends({
    query: {
      $allOperations: ({ args, query }) => {
        counted.queries += 1
        return query(args)
      },
    },
  })
  const watched = anAccountApp({ ...deps, database: { ...database, client: client as never } })
  const { status, headers } = await new Visitor(watched).get('/connexion')
  expect([status, headers['set-cookie'], counted.queries]).toEqual([200, undefined, 0])
  const visitor = new Visitor(app)
  await signIn(visitor, deps, await anAccount(deps))
  await visitor.at(watched).get('/coordination')
  expect(counted.queries).toBe(2)
})

test('an account that loses its role, or is disabled, is out at once', async () => {
  const [first, second] = [await anAccount(deps), await anAccount(deps)]
  const [demoted, disabled] = [new Visitor(app), new Visitor(app)]
  await signIn(demoted, deps, first)
  await signIn(disabled, deps, second)
  await database.client.membership.deleteMany({ where: { accountId: first.accountId } })
  await database.client.account.update({
    where: { id: second.accountId },
    data: { disabledAt: clock.at },
  })
  expect([await isIn(demoted), await isIn(disabled)]).toEqual([false, false])
})

test('whoever comes back to a session that is over is told so', async () => {
  clock.at = new Date('2026-12-01T09:00:00Z')
  const visitor = new Visitor(app)
  await signIn(visitor, deps, await anAccount(deps))
  clock.at = new Date('2026-12-01T10:00:00Z')
  expect((await visitor.get('/connexion')).text).toContain('Votre session est terminée')
  expect((await new Visitor(app).get('/connexion')).text).not.toContain('Votre session')
})
