import type { Mode, TerritoryPartRole } from '../../prisma/generated/enums.ts'
import { type Actor, writeAudit } from '../audit/service.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { addFirstProfessions } from '../referrers/professions.ts'
import { type Contour, type ContourProblem, readContours } from './contours.ts'
import {
  findTerritoryBySlug,
  insertTerritory,
  listParts,
  type PartRow,
  replaceParts,
  type TerritorySettings,
} from './store.ts'

export type TerritoryImport = {
  slug: string
  /** Content of a GeoJSON file, parsed. */
  geojson: unknown
  as: TerritoryPartRole
  /** For a territory that is not there yet. */
  settings: TerritorySettings | null
  actor: Actor
}

export type TerritoryImported =
  | { ok: true; territoryId: string; created: boolean; parts: number; changed: boolean }
  | { ok: false; problems: readonly ContourProblem[] }

/** Nobody by that name, and not enough is known to make it. */
export class TerritoryUnknown extends Error {}

/**
 * Puts the contours of a file in a territory, in the place of those of the same role. All or nothing: one wrong
 * feature and nothing is written. The same file again changes nothing.
 * @throws TerritoryUnknown when the territory is not there and no settings are given.
 */
export async function importTerritory(
  deps: Pick<Deps, 'database'>,
  given: TerritoryImport,
  now: Date,
): Promise<TerritoryImported> {
  const { contours, problems } = readContours(given.geojson, { oncePerCode: given.as === 'base' })
  if (problems.length > 0) return { ok: false, problems }
  const parts = contours.map(toPart)
  return deps.database.transaction(async (tx) => {
    const known = await findTerritoryBySlug(tx, given.slug)
    if (!known && !given.settings) throw new TerritoryUnknown(given.slug)
    const territoryId = known?.id ?? (await create(tx, given.settings as TerritorySettings, now))
    const former = (await listParts(tx, territoryId)).filter(({ role }) => role === given.as)
    const changed = comparable(former) !== comparable(parts)
    if (changed) await replaceParts(tx, { territoryId, role: given.as }, parts)
    const facts = { parts: parts.length, changed }
    await writeAudit(
      tx,
      {
        territoryId,
        actor: given.actor,
        action: 'import',
        subject: { kind: 'territory', id: territoryId },
        facts,
      },
      now,
    )
    return { ok: true as const, territoryId, created: !known, parts: parts.length, changed }
  })
}

async function create(tx: Db, settings: TerritorySettings, now: Date): Promise<string> {
  const territoryId = await insertTerritory(tx, settings, now)
  await addFirstProfessions(tx, territoryId, now)
  return territoryId
}

/** Settings of a territory known by its mode and contacts only; the contact for those outside is required. */
export function newTerritorySettings(
  given: Pick<
    TerritorySettings,
    | 'slug'
    | 'name'
    | 'contactName'
    | 'contactPhone'
    | 'contactEmail'
    | 'outsideName'
    | 'outsidePhone'
  > & { mode: Mode; isExample: boolean },
): TerritorySettings {
  return {
    contactHours: 'du lundi au vendredi, de 9 h à 17 h',
    outsideAdvice: 'Cette équipe suit les habitants des autres communes.',
    referencePrefix: prefixOf(given.slug),
    bandKm: 0.5,
    defaultMaxKm: 5,
    solicitedFactor: 3,
    answerWorkingDays: 10,
    namesInMessages: true,
    reasonableKm: 10,
    proposalWorkingDays: 5,
    offerWorkingDays: 10,
    movesOnTo: 'next',
    widerKm: 15,
    hasCommonList: false,
    commonListDays: 30,
    ...given,
  }
}

/** Initials of the slug, « GL » for `grand-lille`: two letters at least. */
function prefixOf(slug: string): string {
  const initials = slug
    .split('-')
    .map((word) => word.charAt(0))
    .join('')
  return (initials.length > 1 ? initials : slug.slice(0, 2)).slice(0, 3).toUpperCase()
}

function toPart({ code, name, geometry, associatedCodes }: Contour): Omit<PartRow, 'role'> {
  return { inseeCode: code, name, associatedCodes, geometry }
}

function comparable(parts: readonly Omit<PartRow, 'role'>[]): string {
  const lines = parts.map(({ inseeCode, name, associatedCodes, geometry }) =>
    JSON.stringify([inseeCode, name, associatedCodes, geometry && canonical(geometry)]),
  )
  return lines.sort().join('\n')
}

/** The database gives keys back in its own order. */
function canonical({ type, coordinates }: NonNullable<PartRow['geometry']>) {
  return [type, coordinates]
}
