import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Express } from 'express'
import request from 'supertest'
import { createApp } from '../../server/app.ts'
import { loadConfig } from '../../server/config.ts'
import { loadKeys } from '../../server/crypto/keys.ts'
import type { Database } from '../../server/db.ts'
import type { Deps } from '../../server/deps.ts'
import type { GeocodeAnswer, Geocoder } from '../../server/geocoding/rules.ts'
import { loadAssets } from '../../server/http/assets.ts'
import { createLog } from '../../server/log.ts'
import { straightLines } from '../../server/routing/auto.ts'

export const NOW = new Date('2026-11-24T09:00:00Z')

const SECRET = 'une clé longue, tirée pour les essais seulement'
const FIELD_KEYS = `k1:${Buffer.alloc(32, 7).toString('base64')}`
/** What a test writes beside its database. */
export const DATA_DIR = join(tmpdir(), `trait-d-union-${process.pid}`)
const BUILT = fileURLToPath(new URL('../../dist/web', import.meta.url))

export type Clock = { at: Date }

const ENVIRONMENT = {
  TU_TRUST_PROXY: '1',
  TU_LIMIT_FORM_PER_HOUR: '100000',
  TU_DATA_DIR: DATA_DIR,
}

type Options = { clock?: Clock; geocoder?: Geocoder; config?: Partial<Deps['config']> }

/** Everything real but the geocoder, which is a port, and time. */
export function aDeps(
  database: Database,
  { clock = { at: NOW }, geocoder = aGeocoder(), config = {} }: Options = {},
): Deps {
  return {
    config: { ...loadConfig(ENVIRONMENT), ...config },
    database,
    keys: loadKeys({ demo: false, dataDir: '', secret: SECRET, fieldKeys: FIELD_KEYS }),
    log: createLog('silent'),
    assets: loadAssets(BUILT),
    geocoder,
    journeysTo: straightLines,
    now: () => clock.at,
  }
}

/** A home in the middle of Lille, unless told otherwise. */
export function anAnswer(answer: Partial<GeocodeAnswer> = {}): GeocodeAnswer {
  return {
    status: 'ok',
    source: 'offline',
    precision: 'housenumber',
    score: 1,
    label: '14 Rue de la Toile-Bise 59000 Lille',
    inseeCode: '59350',
    oldInseeCode: null,
    postalCode: '59000',
    commune: 'Lille',
    position: [3.06, 50.63],
    doubts: [],
    candidates: [],
    ...answer,
  }
}

/** A geocoder that always gives this answer, and counts how often it is asked. */
export function aGeocoder(
  answer: GeocodeAnswer | (() => Promise<GeocodeAnswer>) = anAnswer(),
): Geocoder & { asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    search: async ({ text }) => {
      asked.push(text)
      return typeof answer === 'function' ? answer() : answer
    },
    suggest: async () => [],
  }
}

/** A browser: keeps its cookies, sends its origin, and comes from an address of its own. */
export class Visitor {
  private readonly agent: ReturnType<typeof request.agent>
  private readonly address =
    `10.0.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`

  constructor(app: Express) {
    this.agent = request.agent(app)
  }

  get(path: string): request.Test {
    return this.agent.get(path).set('X-Forwarded-For', this.address)
  }

  post(path: string, fields: Record<string, string | string[]> = {}): request.Test {
    return this.agent
      .post(path)
      .set('X-Forwarded-For', this.address)
      .set('Origin', 'http://localhost:3000')
      .type('form')
      .send(fields)
  }

  /** Sends a file as the form field `fichier`. */
  attach(path: string, { name, bytes }: { name: string; bytes: Buffer }): request.Test {
    return this.agent
      .post(path)
      .set('X-Forwarded-For', this.address)
      .set('Origin', 'http://localhost:3000')
      .attach('fichier', bytes, name)
  }
}

export function anApp(deps: Deps): { app: Express; visitor: () => Visitor } {
  const app = createApp(deps)
  return { app, visitor: () => new Visitor(app) }
}

/** A questionnaire that needs no correction: one person, in good health, reached by e-mail. */
export function aForm(fields: Record<string, string> = {}): Record<string, string> {
  return {
    cle: randomUUID(),
    adresse: '14 rue de la Toile-Bise',
    code_postal: '59000',
    commune: 'Lille',
    telephone: '06 39 98 12 34',
    courriel: 'jeanne@example.org',
    canal: 'courriel',
    lien_possible: 'oui',
    langue: 'fr',
    rempli_par: 'moi',
    distance_max_km: '5',
    transport: 'a_pied',
    fauteuil: 'non',
    motif: 'retraite',
    deja_suivi: 'non',
    accord_enquete: 'non',
    ...aMember(0),
    ...fields,
  }
}

/** The fields of one person, 78 years old. */
export function aMember(
  index: number,
  fields: Record<string, string> = {},
): Record<string, string> {
  const member = {
    nom: 'Lamercier',
    prenom: 'Jeanne',
    naissance_jour: '27',
    naissance_mois: '3',
    naissance_annee: '1948',
    ald: 'non',
    se_deplace: 'oui',
    ...fields,
  }
  return Object.fromEntries(
    Object.entries(member).map(([name, value]) => [`membres[${index}][${name}]`, value]),
  )
}
