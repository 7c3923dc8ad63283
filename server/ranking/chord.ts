import { EQUATOR_KM, POLE_KM } from '../ellipsoid.ts'

/** Normal curvatures of the ellipsoid, rounded outwards: 6,335.44 km along the meridian of the equator, 6,399.59 at the poles. */
const MOST_CURVED_KM = 6335.4
const LEAST_CURVED_KM = 6399.7

/** Up to that chord the curvature is what bounds a geodesic; beyond, the sphere that the ellipsoid is stretched from. */
const CURVED_UP_TO_KM = 4_000

/** Through the middle of the Earth. */
const LONGEST_CHORD_KM = 2 * EQUATOR_KM

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
  if (chordKm > CURVED_UP_TO_KM) return stretchedKm(chordKm, POLE_KM, EQUATOR_KM) + ROUNDING_KM
  return arcKm(chordKm, MOST_CURVED_KM, NEXT_TERM.most) + ROUNDING_KM
}

/**
 * The geodesic is at least that long: the arc of a circle of the least curved radius. Its torsion is neglected, some
 * hundred times less than what the radius was rounded by.
 */
export function shortestKm(chordKm: number): number {
  if (chordKm > CURVED_UP_TO_KM)
    return Math.max(SHORTEST_BEYOND, stretchedKm(chordKm, EQUATOR_KM, POLE_KM) - ROUNDING_KM)
  return arcKm(chordKm, LEAST_CURVED_KM, NEXT_TERM.least) - ROUNDING_KM
}

/** No chord of a geodesic of at most that length is computed longer. */
export function reachOf(maxKm: number): number {
  return maxKm + ROUNDING_KM
}

/**
 * The longest chord whose geodesic is surely at most that long, but for a micrometre: by bisection. Below 0 where not even
 * a point surely is.
 */
export function surelyWithin(maxKm: number): number {
  let [sure, unsure] = [-ROUNDING_KM, Math.min(maxKm, LONGEST_CHORD_KM)]
  if (longestKm(unsure) <= maxKm) return unsure
  while (unsure - sure > ROUNDING_KM) {
    const middle = (sure + unsure) / 2
    if (longestKm(middle) <= maxKm) sure = middle
    else unsure = middle
  }
  return sure
}

/**
 * The longest chord of a doctor who may come before one at `chordKm`, or share its band of `bandKm`. Without bands 4 µm
 * more for a short chord, 3 cm at 100 km, 30 m at 1,000 km, some 0.7 % beyond 2,000 km.
 */
export function farthestChordKm(chordKm: number, bandKm: number): number {
  if (bandKm > 0) return (Math.floor(longestKm(chordKm) / bandKm) + 1) * bandKm
  if (chordKm > CURVED_UP_TO_KM / 2) return chordOfKm(longestKm(chordKm)) + ROUNDING_KM
  return chordKm + 4 * ROUNDING_KM + WIDENING * chordKm * chordKm * chordKm
}

function arcKm(chordKm: number, radiusKm: number, nextTerm: number): number {
  const square = (chordKm / radiusKm) ** 2
  return chordKm * (1 + (square / 24) * (1 + nextTerm * square))
}

/**
 * The ellipsoid is a unit sphere stretched by the radius of the equator across its axis, by that of the pole along it:
 * chords and paths of the sphere (in reduced latitudes) are stretched by something between the two. The arc whose chord
 * was stretched by `chordBy`, stretched by `arcBy`; half the Earth for a longer chord than there is.
 */
function stretchedKm(chordKm: number, chordBy: number, arcBy: number): number {
  return 2 * arcBy * Math.asin(Math.min(1, chordKm / (2 * chordBy)))
}

/** The longest chord of a geodesic of at most that length, on the same sphere. */
function chordOfKm(km: number): number {
  return 2 * EQUATOR_KM * Math.sin(Math.min(Math.PI / 2, km / (2 * POLE_KM)))
}

/** Whoever is beyond passes by that chord. */
const SHORTEST_BEYOND = arcKm(CURVED_UP_TO_KM, LEAST_CURVED_KM, NEXT_TERM.least) - ROUNDING_KM
