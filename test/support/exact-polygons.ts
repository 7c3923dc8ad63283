import type { MultiPolygon, Polygon, Position } from 'geojson'

type Whole = readonly [x: bigint, y: bigint]

/** Doubles of that size and up, in degrees, become whole numbers: 2 to the power of minus 200. */
const SCALE_BITS = 200

/**
 * Does the geometry hold the point, borders and those of holes included? In whole numbers throughout, by another method
 * than ours: winding numbers, border first.
 */
export function exactHolds(
  { type, coordinates }: Polygon | MultiPolygon,
  point: Position,
): boolean {
  const polygons = type === 'Polygon' ? [coordinates] : coordinates
  const p = wholeOf(point)
  return polygons.some((rings) => {
    const whole = rings.map((ring) => ring.map(wholeOf))
    if (whole.some((ring) => isOnBorder(ring, p))) return true
    const [outer = [], ...holes] = whole
    return windingOf(outer, p) !== 0 && holes.every((hole) => windingOf(hole, p) === 0)
  })
}

/** The sign of (a − p) × (b − p). */
export function exactSide(a: Position, b: Position, p: Position): -1 | 0 | 1 {
  return sideOf(wholeOf(a), wholeOf(b), wholeOf(p))
}

function wholeOf([x = 0, y = 0]: Position): Whole {
  return [scaled(x), scaled(y)]
}

function scaled(value: number): bigint {
  let [whole, bits] = [value, 0]
  while (!Number.isInteger(whole)) {
    whole *= 2
    bits += 1
  }
  if (bits > SCALE_BITS) throw new RangeError(`${value} is too fine`)
  return BigInt(whole) << BigInt(SCALE_BITS - bits)
}

function sideOf([ax, ay]: Whole, [bx, by]: Whole, [px, py]: Whole): -1 | 0 | 1 {
  const cross = (ax - px) * (by - py) - (ay - py) * (bx - px)
  if (cross === 0n) return 0
  return cross > 0n ? 1 : -1
}

function isOnBorder(ring: readonly Whole[], p: Whole): boolean {
  return edgesOf(ring).some(
    ([a, b]) => sideOf(a, b, p) === 0 && isBetween(a[0], p[0], b[0]) && isBetween(a[1], p[1], b[1]),
  )
}

function windingOf(ring: readonly Whole[], p: Whole): number {
  let winding = 0
  for (const [a, b] of edgesOf(ring)) {
    if (a[1] <= p[1] && b[1] > p[1] && sideOf(a, b, p) > 0) winding += 1
    if (a[1] > p[1] && b[1] <= p[1] && sideOf(a, b, p) < 0) winding -= 1
  }
  return winding
}

function edgesOf(ring: readonly Whole[]): [Whole, Whole][] {
  return ring.slice(1).flatMap((b, at) => {
    const a = ring[at]
    return a ? [[a, b] as [Whole, Whole]] : []
  })
}

function isBetween(a: bigint, value: bigint, b: bigint): boolean {
  return a <= b ? a <= value && value <= b : b <= value && value <= a
}
