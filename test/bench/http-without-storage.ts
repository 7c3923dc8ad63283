import type { AddressInfo } from 'node:net'
import { createApp } from '../../server/app.ts'
import { loadConfig } from '../../server/config.ts'
import type { Database } from '../../server/db.ts'
import { buildDeps } from '../../server/wiring.ts'

/**
 * The server of the product whose storage is nothing: territories are read once from its database and kept, any other
 * read finds nothing, and what is written is let go. All the rest is done: forms, checks, address, seals, private link.
 */
const config = loadConfig(process.env)
const deps = await buildDeps(config, () => new Date())
const app = createApp({ ...deps, database: withoutStorage(deps.database) })
const server = app.listen(config.port, () => {
  process.stdout.write(`PRET ${(server.address() as AddressInfo).port}\n`)
})
process.on('SIGTERM', () => process.exit(0))

type Client = Database['client']
type Call = (...given: unknown[]) => Promise<unknown>

function withoutStorage(database: Database): Database {
  const client = clientOf(database.client)
  return { ...database, client, transaction: (work) => work(client) }
}

function clientOf(client: Client): Client {
  const kept = new Map<string, Promise<unknown>>()
  return new Proxy(client, {
    get: (target, name) => {
      const table = Reflect.get(target, name)
      if (name === 'territory' || name === 'territoryPart')
        return remembered(String(name), table, kept)
      if (String(name).startsWith('$executeRaw')) return async () => 1
      if (name === '$queryRawUnsafe') return claimed
      return new Proxy({}, { get: (_, method) => async () => nothingFor(String(method)) })
    },
  })
}

/** The table, each question asked of it once. */
function remembered(name: string, table: object, kept: Map<string, Promise<unknown>>): object {
  return new Proxy(table, {
    get: (target, method) => {
      const ask = Reflect.get(target, method) as Call
      return (...given: unknown[]) => {
        const key = `${name}.${String(method)} ${JSON.stringify(given)}`
        const answer = kept.get(key) ?? Promise.resolve(ask.apply(target, given))
        kept.set(key, answer)
        return answer
      }
    },
  })
}

/** Every key is new. */
async function claimed(_: string, rows: string): Promise<{ value: string }[]> {
  return JSON.parse(rows).map(({ subject_id: value }: { subject_id: string }) => ({ value }))
}

/** What a table answers where nothing is, and where anything may be written. */
function nothingFor(method: string): unknown {
  if (method === 'count') return 0
  if (method.endsWith('Many')) return method.startsWith('find') ? [] : { count: 1 }
  return method === 'findUnique' || method === 'findFirst' ? null : { id: '' }
}
