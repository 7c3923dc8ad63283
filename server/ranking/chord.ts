/** Normal curvatures of the ellipsoid, rounded outwards: 6,335.44 km along the meridian of the equator, 6,399.59 at the poles. */
const MOST_CURVED_KM = 6335.4
const LEAST_CURVED_KM = 6399.7

/** Beyond that chord nothing is concluded from it, and geodesics are computed. */
const FARTHEST_KM = 4_000

/** What a chord is off by for being computed with doubles, and more: a micrometre. */
const ROUNDING_KM = 1e-9

/** Terms of arcsin after the cube, as a part of it and of (chord ÷ radius)²: at least 9/80, at most that up to 4,000 km. */
const NEXT_TERM = { least: 0.1125, most: 0.12 }

/** Difference of the two bounds below, over the third power of the chord: rounded up. */
const WIDENING = 2.6e-11

/**
 * The geodesic is at most that long, in kilometres, when the straight line through the Earth is `chordKm` (and never
 * shorter than it). It bends no more than a circle of the most curved radius R, so that the arc of that circle with the
 * same chord is the longer (Schur's comparison theorem): 2 R arcsin(chord ÷ 2 R).
 */
export function longestKm(chordKm: number): number {
  if (chordKm > FARTHEST_KM) return Number.POSITIVE_INFINITY
  return arcKm(chordKm, MOST_CURVED_KM, NEXT_TERM.most) + ROUNDING_KM
}

/**
 * The geodesic is at least that long: the arc of a circle of the least curved radius. Its torsion is neglected, some
 * hundred times less than what the radius was rounded by.
 */
export function shortestKm(chordKm: number): number {
  if (chordKm > FARTHEST_KM) return chordKm
  return arcKm(chordKm, LEAST_CURVED_KM, NEXT_TERM.least) - ROUNDING_KM
}

/**
 * The longest chord of a doctor who may come before one at `chordKm`, or share its band of `bandKm`. Without bands 4 µm
 * more for a short chord, 3 cm at 100 km, 30 m at 1,000 km.
 */
export function farthestChordKm(chordKm: number, bandKm: number): number {
  if (bandKm > 0) return (Math.floor(longestKm(chordKm) / bandKm) + 1) * bandKm
  if (chordKm > FARTHEST_KM / 2) return Number.POSITIVE_INFINITY
  return chordKm + 4 * ROUNDING_KM + WIDENING * chordKm * chordKm * chordKm
}

function arcKm(chordKm: number, radiusKm: number, nextTerm: number): number {
  const square = (chordKm / radiusKm) ** 2
  return chordKm * (1 + (square / 24) * (1 + nextTerm * square))
}
