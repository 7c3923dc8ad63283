import { randomUUID } from 'node:crypto'
import express, { type Express, type NextFunction, type Request, type Response } from 'express'
import request from 'supertest'
import { accountRoutes } from '../../../server/accounts/routes.ts'
import { ROLES } from '../../../server/accounts/rules.ts'
import { sessions, whoIsThere } from '../../../server/accounts/session.ts'
import { loadConfig } from '../../../server/config.ts'
import { loadKeys } from '../../../server/crypto/keys.ts'
import type { Database } from '../../../server/db.ts'
import type { Deps } from '../../../server/deps.ts'
import { staff } from '../../../server/http/access.ts'
import { answerErrors } from '../../../server/http/error-page.ts'
import { nonce } from '../../../server/http/headers.ts'
import { get, mount, type Route } from '../../../server/http/routes.ts'
import { createLog } from '../../../server/log.ts'
import { straightLines } from '../../../server/routing/auto.ts'
import { entries } from '../../../web/entries.ts'

/** A clock that the test sets. */
export type Clock = { at: Date }

export const aKeySource = {
  demo: false,
  dataDir: '',
  secret: 'a long enough secret for the tests of accounts',
  fieldKeys: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
}

const assets = Object.fromEntries(
  [...Object.keys(entries), 'icon'].map((name) => [name, '']),
) as Deps['assets']

export function someDeps(
  database: Database,
  clock: Clock,
  overrides: Partial<Deps['config']> = {},
): Deps {
  return {
    config: { ...loadConfig({ TU_TRUST_PROXY: '1' }), ...overrides },
    database,
    keys: loadKeys(aKeySource),
    log: createLog('silent'),
    assets,
    geocoder: {
      search: () => Promise.reject(new Error('no address is looked for here')),
      suggest: () => Promise.resolve([]),
    },
    journeysTo: straightLines,
    now: () => clock.at,
  }
}

/** The routes of accounts, one page that tells who is there, and `others`. */
export function anAccountApp(deps: Deps, others: Route[] = []): Express {
  const app = express()
  app.set('trust proxy', 1)
  app.use(nonce, express.urlencoded({ extended: false }), sessions(deps), whoIsThere(deps))
  const whoAmI = get('/coordination', staff(ROLES), (_req, res, who) => {
    res.json(who)
  })
  mount(app, [whoAmI, ...others, ...accountRoutes(deps)])
  app.use(failLateErrors, answerErrors(deps))
  return app
}

/** An error that comes once the answer has left is seen by nobody: here it fails the run. */
function failLateErrors(error: unknown, _req: Request, res: Response, next: NextFunction): void {
  if (!res.headersSent) next(error)
  else
    queueMicrotask(() => {
      throw error
    })
}

export async function aTerritory(database: Database, slug: string, createdAt = new Date()) {
  const { id } = await database.client.territory.create({
    data: {
      slug,
      name: `CPTS ${slug} (exemple)`,
      referencePrefix: 'EX',
      contactName: 'Odile Exemple',
      contactPhone: '+33353010001',
      contactEmail: 'contact@example.org',
      contactHours: 'de 9 h à 17 h',
      outsideName: 'CPTS voisine',
      outsidePhone: '+33353010002',
      outsideAdvice: 'Appelez la CPTS voisine.',
      createdAt,
    },
    select: { id: true },
  })
  return { id, slug }
}

/** A browser at an address of its own, 10.0.0.0/8 unless said. */
export class Visitor {
  private jar = ''
  constructor(
    private readonly app: Express,
    readonly address = anAddress(),
  ) {}

  get cookie(): string {
    return this.jar
  }

  /** The same browser with another cookie. */
  with(cookie: string): Visitor {
    const twin = new Visitor(this.app, this.address)
    twin.jar = cookie
    return twin
  }

  /** The same browser, asking another application over the same database. */
  at(app: Express): Visitor {
    return new Visitor(app, this.address).with(this.jar)
  }

  async get(path: string) {
    return this.keep(await this.dress(request(this.app).get(path)))
  }

  async post(path: string, fields: Record<string, string>) {
    return this.keep(await this.dress(request(this.app).post(path).type('form').send(fields)))
  }

  private dress(test: request.Test): request.Test {
    const dressed = test.set('X-Forwarded-For', this.address).set('X-Forwarded-Proto', 'https')
    return this.jar ? dressed.set('Cookie', this.jar) : dressed
  }

  private keep(answer: request.Response): request.Response {
    const [set] = [answer.headers['set-cookie'] ?? []].flat() as string[]
    if (set) this.jar = set.split(';')[0] ?? ''
    return answer
  }
}

let visitors = 0
function anAddress(): string {
  visitors += 1
  return `10.${(visitors >> 16) & 255}.${(visitors >> 8) & 255}.${visitors & 255}`
}

export function anEmail(): string {
  return `${randomUUID()}@example.org`
}
