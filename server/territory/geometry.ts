/** Polygons, each a list of rings, each a list of positions, as read from a file. */
export type RawRings = readonly (readonly (readonly number[])[])[][]

/** Latitudes and longitudes of mainland France, rounded out: they do not overlap, so swapped ones are told apart. */
const LATITUDES = { min: 41, max: 52 }
const LONGITUDES = { min: -6, max: 10 }

/** The polygons of a GeoJSON geometry, or the sentence that says why there are none. Positions are not checked. */
export function ringsOf(geometry: unknown): RawRings | string {
  if (typeof geometry !== 'object' || geometry === null)
    return 'contour absent : donnez un Polygon ou un MultiPolygon'
  const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown }
  if (type !== 'Polygon' && type !== 'MultiPolygon')
    return `contour de type « ${String(type)} » : donnez un Polygon ou un MultiPolygon`
  const polygons = type === 'Polygon' ? [coordinates] : coordinates
  return isRings(polygons)
    ? polygons
    : 'contour illisible : chaque point s’écrit [longitude, latitude]'
}

/** What is wrong with the positions, with its remedy; undefined when nothing is. Rings are closed, in range, with an area. */
export function geometryProblem(polygons: RawRings): string | undefined {
  if (polygons.length === 0 || polygons.some((rings) => rings.length === 0))
    return 'contour vide : donnez au moins un anneau'
  for (const ring of polygons.flat()) {
    const problem = ringProblem(ring)
    if (problem) return problem
  }
  return undefined
}

function ringProblem(ring: readonly (readonly number[])[]): string | undefined {
  if (ring.some(([lon = 0, lat = 0]) => Math.abs(lon) > 180 || Math.abs(lat) > 90)) {
    return isMetric(ring)
      ? 'coordonnées en mètres : exportez le contour en WGS 84 (EPSG:4326)'
      : 'coordonnées hors du globe : la longitude va de -180 à 180, la latitude de -90 à 90'
  }
  if (ring.every(isSwapped))
    return 'latitude et longitude inversées : chaque point s’écrit [longitude, latitude]'
  const [first, last] = [ring[0], ring[ring.length - 1]]
  if (ring.length < 4)
    return 'anneau de moins de quatre points : le premier point se répète à la fin'
  if (!first || !last || first[0] !== last[0] || first[1] !== last[1])
    return 'anneau ouvert : répétez le premier point à la fin'
  return doubleArea(ring) === 0 ? 'anneau sans surface : ses points sont alignés' : undefined
}

function isMetric(ring: readonly (readonly number[])[]): boolean {
  return ring.every(([x = 0, y = 0]) => Math.abs(x) > 1000 || Math.abs(y) > 1000)
}

function isSwapped([first = 0, second = 0]: readonly number[]): boolean {
  return (
    first >= LATITUDES.min &&
    first <= LATITUDES.max &&
    second >= LONGITUDES.min &&
    second <= LONGITUDES.max
  )
}

function doubleArea(ring: readonly (readonly number[])[]): number {
  let sum = 0
  for (const [index, [x = 0, y = 0]] of ring.entries()) {
    const [nextX = 0, nextY = 0] = ring[(index + 1) % ring.length] ?? []
    sum += x * nextY - nextX * y
  }
  return sum
}

function isRings(value: unknown): value is RawRings {
  return (
    Array.isArray(value) &&
    value.every(
      (rings) =>
        Array.isArray(rings) &&
        rings.every((ring) => Array.isArray(ring) && ring.every(isPosition)),
    )
  )
}

function isPosition(value: unknown): boolean {
  return Array.isArray(value) && value.length >= 2 && value.every(Number.isFinite)
}
