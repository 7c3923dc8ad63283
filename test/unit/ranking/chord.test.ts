import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pointAt } from '../../../server/ellipsoid.ts'
import { geodesicKm, type LonLat } from '../../../server/geo.ts'
import {
  farthestChordKm,
  longestKm,
  reachOf,
  shortestKm,
  surelyWithin,
} from '../../../server/ranking/chord.ts'

/** Anywhere on Earth, then as far from there as a power of ten of degrees says. */
const twoPlaces = fc
  .record({
    lon: fc.double({ min: -180, max: 180, noNaN: true }),
    lat: fc.double({ min: -80, max: 80, noNaN: true }),
    towards: fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
    power: fc.double({ min: -7, max: 2.25, noNaN: true }),
  })
  .map(({ lon, lat, towards, power }): [LonLat, LonLat] => {
    const degrees = 10 ** power
    const other = Math.max(-90, Math.min(90, lat + degrees * Math.sin(towards)))
    return [
      [lon, lat],
      [lon + degrees * Math.cos(towards), other],
    ]
  })

function chordKm(a: LonLat, b: LonLat): number {
  const [from, to] = [pointAt(a), pointAt(b)]
  return Math.hypot(from[0] - to[0], from[1] - to[1], from[2] - to[2])
}

test('a geodesic is between the bounds that its chord gives', () => {
  fc.assert(
    fc.property(twoPlaces, ([a, b]) => {
      const [km, chord] = [geodesicKm(a, b), chordKm(a, b)]
      expect(km).toBeLessThanOrEqual(longestKm(chord))
      expect(km).toBeGreaterThanOrEqual(shortestKm(chord))
    }),
    { numRuns: 5_000 },
  )
})

test('whoever is exactly as far as may be is within reach', () => {
  fc.assert(
    fc.property(twoPlaces, ([a, b]) => {
      expect(chordKm(a, b)).toBeLessThanOrEqual(reachOf(geodesicKm(a, b)))
    }),
    { numRuns: 5_000 },
  )
})

test('whoever is under the chord that is surely within a distance is within it', () => {
  const someKm = fc.oneof(
    fc.double({ min: 1e-6, max: 100, noNaN: true }),
    fc.double({ min: 100, max: 12_000, noNaN: true }),
  )
  fc.assert(
    fc.property(someKm, (km) => {
      const sure = surelyWithin(km)
      expect(longestKm(sure)).toBeLessThanOrEqual(km)
      expect(shortestKm(sure)).toBeGreaterThan(km * 0.98)
    }),
  )
  expect(surelyWithin(0)).toBeLessThan(0)
})

test('beyond the farthest chord, nothing can be nearer', () => {
  for (let chord = 1e-6; chord < 12_000; chord *= 1.07)
    expect(shortestKm(farthestChordKm(chord, 0) * (1 + 1e-15))).toBeGreaterThanOrEqual(
      longestKm(chord) - 1e-12,
    )
})

test('a band is looked at as far as it goes', () => {
  expect(farthestChordKm(1.2, 0.5)).toBe(1.5)
  expect(farthestChordKm(1.5, 0.5)).toBe(2)
})
