import { randomBytes, randomUUID } from 'node:crypto'
import express, { type Express } from 'express'
import type { Actor } from '../../../server/audit/service.ts'
import { loadConfig } from '../../../server/config.ts'
import type { Database } from '../../../server/db.ts'
import type { Deps } from '../../../server/deps.ts'
import { doctorRoutes } from '../../../server/doctors/routes.ts'
import type { DoctorSheet } from '../../../server/doctors/rules.ts'
import type { LonLat } from '../../../server/geo.ts'
import { type GeocodeAnswer, type Geocoder, notFound } from '../../../server/geocoding/rules.ts'
import type { Staff } from '../../../server/http/access.ts'
import { answerErrors, answerNotFound } from '../../../server/http/error-page.ts'
import { nonce } from '../../../server/http/headers.ts'
import { mount } from '../../../server/http/routes.ts'
import { createLog } from '../../../server/log.ts'
import { straightLines } from '../../../server/routing/auto.ts'
import { entries } from '../../../web/entries.ts'

export const now = new Date('2026-11-22T08:00:00Z')
export const LILLE: LonLat = [3.0635, 50.6365]
export const coordinator: Actor = { kind: 'staff', id: randomUUID(), name: 'Maud Vérilande' }

/** A geocoder that knows the addresses it is given, and counts what it is asked. */
export type FakeGeocoder = Geocoder & { asked: string[]; knows: Record<string, GeocodeAnswer> }

export function aGeocoder(knows: Record<string, GeocodeAnswer> = {}): FakeGeocoder {
  const asked: string[] = []
  return {
    asked,
    knows,
    search: async ({ text }) => {
      asked.push(text)
      return knows[text] ?? notFound('offline')
    },
    suggest: async () => [],
  }
}

/** The house itself, beyond doubt. */
export function found(position: LonLat, answer: Partial<GeocodeAnswer> = {}): GeocodeAnswer {
  return {
    ...notFound('offline'),
    status: 'ok',
    precision: 'housenumber',
    score: 1,
    inseeCode: '59350',
    position,
    ...answer,
  }
}

export function someDeps(
  database: Database,
  {
    clock = { at: now },
    geocoder = aGeocoder(),
  }: { clock?: { at: Date }; geocoder?: Geocoder } = {},
): Deps {
  return {
    config: loadConfig({ TU_MODE: 'demo', TU_LOG_LEVEL: 'silent' }),
    database,
    keys: {
      field: new Map([['k1', randomBytes(32)]]),
      current: 'k1',
      index: randomBytes(32),
      session: randomBytes(32).toString('base64url'),
    },
    log: createLog('silent'),
    assets: {
      ...Object.fromEntries(Object.keys(entries).map((name) => [name, `/assets/${name}`])),
      icon: '/assets/icon.svg',
    } as Deps['assets'],
    geocoder,
    journeysTo: straightLines,
    now: () => clock.at,
  }
}

/** A territory to fill; its id. */
export async function aTerritory(database: Database, slug = 'grand-lille'): Promise<string> {
  const { id } = await database.client.territory.create({
    data: {
      slug,
      name: `${slug} (exemple)`,
      referencePrefix: 'GL',
      contactName: 'Maud Vérilande',
      contactPhone: '+33353010012',
      contactEmail: 'coordination@example.org',
      contactHours: 'de 9 h à 17 h',
      outsideName: 'Équipe voisine',
      outsidePhone: '+33353010047',
      outsideAdvice: 'Appelez ce numéro.',
    },
    select: { id: true },
  })
  return id
}

type Parts = {
  [Part in keyof DoctorSheet]?: DoctorSheet[Part] extends object | null
    ? Partial<NonNullable<DoctorSheet[Part]>> | DoctorSheet[Part]
    : DoctorSheet[Part]
}

/** An invented doctor at an invented practice in Lille, confirmed and agreed to everything but the public map. */
export function aSheet(parts: Parts = {}): DoctorSheet {
  const { identity, practice, conditions, agreements, ...rest } = parts
  return {
    identity: {
      rpps: '99700000017',
      lastName: 'Ostrevande',
      firstName: 'Nour',
      phone: '+33353010101',
      email: 'nour.ostrevande@example.org',
      languages: ['fr'],
      ...identity,
    },
    practice: {
      name: 'Cabinet de la Toile-Bise',
      address: '4 Rue de la Toile-Bise',
      postalCode: '59000',
      commune: 'Lille',
      inseeCode: '59350',
      ...practice,
    },
    position: LILLE,
    conditions: {
      places: 5,
      aldPlaces: 1,
      homeVisitPlaces: 2,
      homeVisitCommunes: [],
      ageMin: null,
      ageMax: null,
      stepFree: true,
      booking: 'Par téléphone, le matin',
      ...conditions,
    },
    confirmedOn: '2026-11-10',
    agreements: { coordination: true, patients: true, map: false, ...agreements },
    ...rest,
  } as DoctorSheet
}

/** The routes of the register, for somebody signed in; `staff` may change between two requests. */
export function aRegisterApp(deps: Deps, staff: () => Staff | null): Express {
  const app = express()
  app.use(nonce, express.urlencoded({ extended: false }))
  app.use((_req, res, next) => {
    res.locals.staff = staff() ?? undefined
    next()
  })
  mount(app, doctorRoutes(deps))
  app.use(answerNotFound, answerErrors(deps))
  return app
}

/** A coordinator of a territory. */
export function aCoordinator(territoryId: string, staff: Partial<Staff> = {}): Staff {
  return {
    accountId: coordinator.id ?? '',
    name: coordinator.name ?? '',
    email: 'maud.verilande@example.org',
    role: 'coordinator',
    territoryId,
    ...staff,
  }
}

/** The sheet of a doctor, as its form sends it. */
export const A_FORM = {
  rpps: '99700000017',
  nom: 'Ostrevande',
  prenom: 'Nour',
  cabinet: 'Cabinet de la Toile-Bise',
  adresse: '4 Rue de la Toile-Bise',
  code_postal: '59000',
  commune: 'Lille',
  lon: '3,0635',
  lat: '50,6365',
  telephone: '03 53 01 01 01',
  places: '5',
  plain_pied: 'oui',
  langues: 'fr, ar',
  confirme_le: '2026-11-10',
  accord_coordination: 'oui',
  accord_patients: 'oui',
}
