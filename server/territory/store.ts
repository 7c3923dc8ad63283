import type { MultiPolygon, Polygon } from 'geojson'
import { Prisma } from '../../prisma/generated/client.ts'
import type { Mode, TerritoryPartRole } from '../../prisma/generated/enums.ts'
import type { Db } from '../db.ts'

/** A CPTS and how it runs its scheme: the tenant of every table. */
export type Territory = {
  id: string
  slug: string
  name: string
  mode: Mode
  isExample: boolean
  referencePrefix: string
  contactName: string
  contactPhone: string
  contactEmail: string
  contactHours: string
  outsideName: string
  outsidePhone: string
  outsideAdvice: string
  bandKm: number
  defaultMaxKm: number
  solicitedFactor: number
  answerWorkingDays: number
  namesInMessages: boolean
  /** Farther than that, a doctor is asked only with a reason that is kept (B18); kilometres. */
  reasonableKm: number
  /** Working days that a doctor has to answer. */
  proposalWorkingDays: number
  /** Working days that a household has to answer. */
  offerWorkingDays: number
  /** Where a refusal leads by itself: to the next doctor chosen, or to the coordinator. */
  movesOnTo: 'next' | 'coordinator'
  /** How far a household is asked to go when nobody nearer can take it; kilometres. */
  widerKm: number
  /** Registered doctors may take a household from the common list (B33). */
  hasCommonList: boolean
  /** Days on the common list before a person looks again. */
  commonListDays: number
}

export type TerritorySettings = Omit<Territory, 'id'>

/** A commune or a piece of one. `associatedCodes`: INSEE codes of the associated communes inside. */
export type PartRow = {
  role: TerritoryPartRole
  inseeCode: string
  name: string
  associatedCodes: readonly string[]
  geometry: Polygon | MultiPolygon | null
}

const SELECTED = {
  id: true,
  slug: true,
  name: true,
  mode: true,
  isExample: true,
  referencePrefix: true,
  contactName: true,
  contactPhone: true,
  contactEmail: true,
  contactHours: true,
  outsideName: true,
  outsidePhone: true,
  outsideAdvice: true,
  bandKm: true,
  defaultMaxKm: true,
  solicitedFactor: true,
  answerWorkingDays: true,
  namesInMessages: true,
  reasonableKm: true,
  proposalWorkingDays: true,
  offerWorkingDays: true,
  movesOnTo: true,
  widerKm: true,
  hasCommonList: true,
  commonListDays: true,
} as const

export async function findTerritoryBySlug(db: Db, slug: string): Promise<Territory | null> {
  const row = await db.territory.findUnique({ where: { slug }, select: SELECTED })
  return row && toTerritory(row)
}

/** These territories, by their ids, in no order; those that are not there are left out. */
export async function findTerritoriesById(db: Db, ids: readonly string[]): Promise<Territory[]> {
  const rows = await db.territory.findMany({ where: { id: { in: [...ids] } }, select: SELECTED })
  return rows.map(toTerritory)
}

/** Every territory, the first created first. */
export async function listTerritories(db: Db): Promise<Territory[]> {
  const rows = await db.territory.findMany({
    orderBy: [{ createdAt: 'asc' }, { slug: 'asc' }],
    select: SELECTED,
  })
  return rows.map(toTerritory)
}

export async function insertTerritory(
  db: Db,
  settings: TerritorySettings,
  now: Date,
): Promise<string> {
  const { id } = await db.territory.create({
    data: { ...settings, createdAt: now },
    select: { id: true },
  })
  return id
}

/** Replaces the parts of one role, whole. */
export async function replaceParts(
  db: Db,
  { territoryId, role }: { territoryId: string; role: TerritoryPartRole },
  parts: readonly Omit<PartRow, 'role'>[],
): Promise<void> {
  await db.territoryPart.deleteMany({ where: { territoryId, role } })
  await db.territoryPart.createMany({
    data: parts.map(({ inseeCode, name, associatedCodes, geometry }) => ({
      territoryId,
      role,
      inseeCode,
      name,
      associatedCodes: [...associatedCodes],
      geometry: geometry ? (geometry as unknown as Prisma.InputJsonObject) : Prisma.DbNull,
    })),
  })
}

export async function listParts(db: Db, territoryId: string): Promise<PartRow[]> {
  const rows = await db.territoryPart.findMany({
    where: { territoryId },
    orderBy: [{ role: 'asc' }, { inseeCode: 'asc' }, { id: 'asc' }],
    select: { role: true, inseeCode: true, name: true, associatedCodes: true, geometry: true },
  })
  return rows.map((row) => ({ ...row, geometry: row.geometry as Polygon | MultiPolygon | null }))
}

/** For each of these territories, what changes when its parts do: what was built from them is then built again. */
export async function partsStamps(
  db: Db,
  territoryIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db.territoryPart.groupBy({
    by: ['territoryId'],
    where: { territoryId: { in: [...territoryIds] } },
    _count: { _all: true },
    _max: { createdAt: true },
  })
  return new Map(
    rows.map(({ territoryId, _count, _max }) => [
      territoryId,
      `${_count._all} ${_max.createdAt?.getTime() ?? 0}`,
    ]),
  )
}

type Row = Omit<Territory, 'movesOnTo'> & { movesOnTo: string }

/** The database holds `moves_on_to` to its two values. */
function toTerritory(row: Row): Territory {
  return { ...row, movesOnTo: row.movesOnTo === 'coordinator' ? 'coordinator' : 'next' }
}
