import type { MultiPolygon, Polygon } from 'geojson'
import type { LonLat } from '../geo.ts'
import { codeStandings, type Standing } from './codes.ts'
import { type Frontier, frontierOf, isNearFrontier, moved } from './frontier.ts'
import { type Area, areaAt, type Layer, layerOf } from './polygons.ts'

export type Verdict = 'inside' | 'outside' | 'to_verify'

/** Why a verdict was given; the last five leave the decision to a person. */
export type VerdictReason =
  | 'whole_commune'
  | 'other_commune'
  | 'polygon'
  | 'near_border'
  | 'contradiction'
  | 'shared_commune'
  | 'no_contour'
  | 'no_evidence'

/** One part of a territory: a whole commune, or a polygon added to or taken from a commune that is shared. */
export interface TerritoryPart {
  role: 'base' | 'add' | 'subtract'
  code: string
  /** Null: a commune known by its code alone. */
  geometry: Polygon | MultiPolygon | null
  associatedCodes: readonly string[]
}

/** What is known of where someone lives: a position, the INSEE code the geocoder gives, the associated commune if any. */
export interface WhereEvidence {
  position?: LonLat | null
  inseeCode?: string | null
  associatedCode?: string | null
}

export interface Located {
  /** INSEE code of the commune: the one given, else that of the contour; null when neither is known. */
  citycode: string | null
  verdict: Verdict
  why: VerdictReason
}

/** A territory ready to be asked; built once. */
export interface Territory {
  base: Layer
  added: Layer
  subtracted: Layer
  frontier: Frontier
  /** False when a whole commune has no contour: a position outside the others then proves nothing. */
  isDrawn: boolean
  standingOf: (code: string) => Standing
}

/** As near as that to another verdict, a person decides: simplified contours are off by tens of metres. */
export const BORDER_TOLERANCE_M = 100

/** A point in no contour with one this near on every other side is in a gap between contours drawn apart. */
const GAP_M = 15

/**
 * Prepares a territory: rasters, frontier, and the standing of each commune code. `codesOf` gives the codes that a
 * commune answers to, an associated one answering to its own and to the whole's.
 */
export function buildTerritory(
  parts: readonly TerritoryPart[],
  codesOf: (code: string) => readonly string[],
): Territory {
  const base = layerOf(areasOf(parts, 'base'))
  const added = layerOf(areasOf(parts, 'add'))
  const subtracted = layerOf(areasOf(parts, 'subtract'))
  const isInside = (point: LonLat) => isInsideAreas({ base, added, subtracted }, point)
  const frontier = frontierOf(base.areas, [...added.areas, ...subtracted.areas], isInside)
  const isDrawn = parts.length > 0 && parts.every(({ geometry }) => geometry !== null)
  return { base, added, subtracted, frontier, isDrawn, standingOf: codeStandings(parts, codesOf) }
}

/**
 * Does someone live in the territory? The commune code decides first, the polygon where a commune is shared; within
 * 100 m of another verdict, or where code and position disagree or are missing, a person decides (rule 6 of
 * server/README.md). A point on a border of two communes is in the one of the smaller code. A position that is none on
 * Earth is for a person too, whatever the code.
 */
export function locateInTerritory(evidence: WhereEvidence, territory: Territory): Located {
  const { position = null, inseeCode = null, associatedCode = null } = evidence
  const citycode = inseeCode ?? (position && communeAt(territory, position))
  const { verdict, why } = judge(position, associatedCode ?? inseeCode, territory)
  return { citycode, verdict, why }
}

/** INSEE code of the contour that holds a point, whatever its verdict; null outside every contour. */
export function communeAt({ base, added, subtracted }: Territory, point: LonLat): string | null {
  const area = areaAt(base, point) ?? areaAt(added, point) ?? areaAt(subtracted, point)
  return area?.code ?? null
}

function judge(
  position: LonLat | null,
  code: string | null,
  territory: Territory,
): Omit<Located, 'citycode'> {
  if (position && !isOnEarth(position)) return toVerify('no_evidence')
  const standing = code === null ? 'unknown' : territory.standingOf(code)
  const drawn = position && verdictAt(position, territory)
  if (drawn === 'near_border') return toVerify('near_border')
  if (standing === 'whole' || standing === 'none') {
    const verdict = standing === 'whole' ? 'inside' : 'outside'
    if (drawn && drawn !== verdict) return toVerify('contradiction')
    return { verdict, why: standing === 'whole' ? 'whole_commune' : 'other_commune' }
  }
  if (drawn) return { verdict: drawn, why: 'polygon' }
  if (standing === 'shared') return toVerify('shared_commune')
  return toVerify(position ? 'no_contour' : 'no_evidence')
}

function isOnEarth([lon, lat]: LonLat): boolean {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90
}

/** What the contours alone say of a point; null when they cannot say. */
function verdictAt(
  position: LonLat,
  territory: Territory,
): 'inside' | 'outside' | 'near_border' | null {
  if (isNearFrontier(territory.frontier, position, BORDER_TOLERANCE_M)) return 'near_border'
  if (isInsideAreas(territory, position)) return 'inside'
  if (isInGap(territory, position)) return 'near_border'
  if (areaAt(territory.subtracted, position)) return 'outside'
  return territory.isDrawn ? 'outside' : null
}

function isInGap(territory: Territory, position: LonLat): boolean {
  const around: readonly LonLat[] = [
    moved(position, GAP_M, 0),
    moved(position, -GAP_M, 0),
    moved(position, 0, GAP_M),
    moved(position, 0, -GAP_M),
  ]
  return around.some((point) => isInsideAreas(territory, point))
}

function isInsideAreas(
  { base, added, subtracted }: Pick<Territory, 'base' | 'added' | 'subtracted'>,
  point: LonLat,
): boolean {
  const isHeld = areaAt(base, point) !== undefined || areaAt(added, point) !== undefined
  return isHeld && areaAt(subtracted, point) === undefined
}

function areasOf(parts: readonly TerritoryPart[], role: TerritoryPart['role']): Area[] {
  return parts
    .filter((part) => part.role === role)
    .flatMap(({ code, geometry }) => (geometry ? [{ code, geometry }] : []))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
}

function toVerify(why: VerdictReason): Omit<Located, 'citycode'> {
  return { verdict: 'to_verify', why }
}
