import type { MultiPolygon, Polygon } from 'geojson'
import { geometryProblem, type RawRings, ringsOf } from './geometry.ts'

/** One feature of a GeoJSON file, checked: a commune, or a part of one, WGS84, longitude first. */
export interface Contour {
  /** INSEE code of the commune, or of the commune that this is a part of. */
  code: string
  name: string
  geometry: Polygon | MultiPolygon
  postalCodes: readonly string[]
  /** INSEE codes of the associated communes inside. */
  associatedCodes: readonly string[]
}

export interface ContourProblem {
  /** Rank of the feature in the file, 1 for the first; 0 for the file itself. */
  feature: number
  code: string | null
  /** What is wrong and how to mend it, in French. */
  reason: string
}

export interface ContourFile {
  contours: readonly Contour[]
  problems: readonly ContourProblem[]
}

const INSEE_CODE = /^(\d{2}|2[AB])\d{3}$/

/**
 * Reads a GeoJSON FeatureCollection whose features carry `code` and `nom` (and may carry `codesPostaux`,
 * `communesAssociees`). Every wrong feature is told once, with its remedy; a caller imports nothing when there is one.
 * With `oncePerCode`, a commune may come only once (whole communes; the parts of one may share its code).
 */
export function readContours(
  json: unknown,
  { oncePerCode }: { oncePerCode: boolean },
): ContourFile {
  const wrongFile = fileProblem(json)
  if (wrongFile) return { contours: [], problems: [{ feature: 0, code: null, reason: wrongFile }] }
  const contours: Contour[] = []
  const problems: ContourProblem[] = []
  const seen = new Map<string, number>()
  for (const [index, feature] of featuresOf(json).entries()) {
    const rank = index + 1
    const read = contourOf(feature)
    const code = codeOf(feature)
    const first = code === null ? undefined : seen.get(code)
    if (typeof read === 'string') problems.push({ feature: rank, code, reason: read })
    else if (oncePerCode && first !== undefined)
      problems.push({
        feature: rank,
        code,
        reason: `commune déjà donnée au rang ${first} : retirez l’une des deux`,
      })
    else contours.push(read)
    if (code !== null && first === undefined) seen.set(code, rank)
  }
  return { contours, problems }
}

function fileProblem(json: unknown): string | undefined {
  if (!isRecord(json) || json.type !== 'FeatureCollection' || !Array.isArray(json.features))
    return 'ce fichier n’est pas une FeatureCollection : exportez les communes en GeoJSON'
  if (json.features.length === 0) return 'ce fichier ne contient aucune commune'
  const crs = JSON.stringify(json.crs ?? null)
  if (crs !== 'null' && !/CRS84|EPSG:+4326/.test(crs))
    return 'ce fichier n’est pas en longitude et latitude : exportez-le en WGS 84 (EPSG:4326)'
  return undefined
}

/** The contour, or the sentence that says what is wrong with the feature. */
function contourOf(feature: unknown): Contour | string {
  if (!isRecord(feature) || feature.type !== 'Feature')
    return 'cet élément n’est pas de type « Feature »'
  const properties = isRecord(feature.properties) ? feature.properties : {}
  const code = codeOf(feature)
  if (code === null || !INSEE_CODE.test(code))
    return 'propriété « code » absente ou fausse : donnez le code INSEE de la commune, par exemple « 59350 »'
  if (typeof properties.nom !== 'string' || properties.nom.trim() === '')
    return 'propriété « nom » absente : donnez le nom de la commune'
  const rings = ringsOf(feature.geometry)
  if (typeof rings === 'string') return rings
  const problem = geometryProblem(rings)
  if (problem) return problem
  return {
    code,
    name: properties.nom.trim(),
    geometry: geometryOf(rings),
    postalCodes: textsOf(properties.codesPostaux),
    associatedCodes: associatedOf(properties.communesAssociees),
  }
}

/** A geometry of checked rings; altitudes are dropped. */
function geometryOf(polygons: RawRings): Polygon | MultiPolygon {
  const flat = polygons.map((rings) =>
    rings.map((ring) => ring.map(([lon = 0, lat = 0]) => [lon, lat])),
  )
  const [only] = flat
  return only && flat.length === 1
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates: flat }
}

function codeOf(feature: unknown): string | null {
  if (!isRecord(feature) || !isRecord(feature.properties)) return null
  const { code } = feature.properties
  if (typeof code === 'number') return String(code).padStart(5, '0')
  return typeof code === 'string' ? code.trim() : null
}

function associatedOf(value: unknown): string[] {
  if (!Array.isArray(value)) return []
  return textsOf(value.map((each: unknown) => (isRecord(each) ? each.code : each)))
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}

function featuresOf(json: unknown): readonly unknown[] {
  return isRecord(json) && Array.isArray(json.features) ? json.features : []
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
