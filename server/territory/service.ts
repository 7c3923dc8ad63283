import { createHash } from 'node:crypto'
import type { MultiPolygon, Polygon } from 'geojson'
import { together } from '../database/together.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { NotFound } from '../errors.ts'
import type { LonLat } from '../geo.ts'
import { codesOf } from './communes.ts'
import { outlineOf, toTheMetre } from './outline.ts'
import { type Territory as Area, buildTerritory, type Located, locateInTerritory } from './rules.ts'
import {
  findTerritoriesById,
  findTerritoryBySlug,
  listParts,
  listTerritories,
  type PartRow,
  partsStamps,
  type Territory,
} from './store.ts'

export type { Territory, TerritorySettings } from './store.ts'

const SLUG = /^[a-z0-9-]{1,60}$/

/** Asked at every page: those who ask at once are answered by one reading. */
const readById = together(async (db: Db, ids: readonly string[]) => {
  const found = await findTerritoriesById(db, [...new Set(ids)])
  const byId = new Map(found.map((territory) => [territory.id, territory]))
  return ids.map((id) => byId.get(id) ?? null)
})
const readAll = together(async (db: Db, asked: readonly null[]) => {
  const all = await listTerritories(db)
  return asked.map(() => all)
})
const readStamp = together(async (db: Db, ids: readonly string[]) => {
  const stamps = await partsStamps(db, [...new Set(ids)])
  return ids.map((id) => stamps.get(id) ?? '')
})

export type { Area }

type Home = {
  position?: LonLat | null
  inseeCode?: string | null
  oldInseeCode?: string | null
}

/** What is drawn of a territory: its outline, and its communes with their names. */
export type Drawing = {
  territory: Polygon | MultiPolygon | null
  communes: { name: string; inside: boolean; outline: Polygon | MultiPolygon }[]
}

/** @throws NotFound */
export async function findTerritory(
  { database }: Pick<Deps, 'database'>,
  id: string,
): Promise<Territory> {
  const territory = await readById(database.client, id)
  if (!territory) throw new NotFound()
  return territory
}

/** @throws NotFound */
export async function territoryBySlug(
  { database }: Pick<Deps, 'database'>,
  slug: string,
): Promise<Territory> {
  const territory = SLUG.test(slug) ? await findTerritoryBySlug(database.client, slug) : null
  if (!territory) throw new NotFound()
  return territory
}

/** The territory of `/questionnaire`: the first created of those whose patients come by themselves. @throws NotFound */
export async function defaultTerritory({ database }: Pick<Deps, 'database'>): Promise<Territory> {
  const territories = await readAll(database.client, null)
  const found = territories.find(({ mode }) => mode === 'shortlist') ?? territories[0]
  if (!found) throw new NotFound()
  return found
}

export function allTerritories({ database }: Pick<Deps, 'database'>): Promise<Territory[]> {
  return readAll(database.client, null)
}

/** What decides whether homes are in a territory, as it is now. */
export async function currentArea(
  deps: Pick<Deps, 'database'>,
  territoryId: string,
): Promise<Area> {
  return (await builtOf(deps, territoryId)).area
}

/** Is that home in the territory? (rule 6) */
export async function locateHome(
  deps: Pick<Deps, 'database'>,
  territoryId: string,
  home: Home,
): Promise<Located> {
  return locateIn(await currentArea(deps, territoryId), home)
}

/** The same, of a territory that was read. */
export function locateIn(area: Area, { position, inseeCode, oldInseeCode }: Home): Located {
  return locateInTerritory(
    {
      position: position ?? null,
      inseeCode: inseeCode ?? null,
      associatedCode: oldInseeCode ?? null,
    },
    area,
  )
}

/** Communes of a territory that are whole or shared, by name: INSEE code and name. */
export async function communesIn(
  deps: Pick<Deps, 'database'>,
  territoryId: string,
): Promise<{ inseeCode: string; name: string }[]> {
  const { parts } = await builtOf(deps, territoryId)
  const names = new Map(
    parts.flatMap(({ role, inseeCode, name }) =>
      role === 'subtract' ? [] : [[inseeCode, name] as const],
    ),
  )
  return [...names]
    .map(([inseeCode, name]) => ({ inseeCode, name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'))
}

/** Contours for the maps of the staff. */
export async function drawingOf(
  deps: Pick<Deps, 'database'>,
  territoryId: string,
): Promise<Drawing> {
  const built = await builtOf(deps, territoryId)
  built.drawing ??= draw(built)
  return built.drawing
}

/** Changes whenever the contours of a territory do; no two territories have the same. */
export async function drawingMark(
  { database }: Pick<Deps, 'database'>,
  territoryId: string,
): Promise<string> {
  const stamp = await readStamp(database.client, territoryId)
  return createHash('sha256').update(`${territoryId} ${stamp}`).digest('hex').slice(0, MARK_DIGITS)
}

const MARK_DIGITS = 16

type Built = { stamp: string; area: Area; parts: PartRow[]; drawing?: Drawing }

/** Contours are heavy to read and prepare, and change a few times a year: kept while their stamp stands. */
const built = new Map<string, Built>()

async function builtOf({ database }: Pick<Deps, 'database'>, territoryId: string): Promise<Built> {
  const stamp = await readStamp(database.client, territoryId)
  const known = built.get(territoryId)
  if (known?.stamp === stamp) return known
  const parts = await listParts(database.client, territoryId)
  const area = buildTerritory(
    parts.map(({ role, inseeCode, geometry, associatedCodes }) => ({
      role,
      code: inseeCode,
      geometry,
      associatedCodes,
    })),
    codesOf,
  )
  const fresh = { stamp, area, parts }
  built.set(territoryId, fresh)
  return fresh
}

function draw({ area, parts }: Built): Drawing {
  return {
    territory: outlineOf(area),
    communes: parts.flatMap(({ role, name, geometry }) =>
      geometry && role === 'base' ? [{ name, inside: true, outline: toTheMetre(geometry) }] : [],
    ),
  }
}
