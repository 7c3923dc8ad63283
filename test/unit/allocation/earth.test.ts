import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arcUnits, pointsOf, spanUnits, UNITS_PER_KM } from '../../../server/allocation/earth.ts'
import { geodesicKm, type LonLat } from '../../../server/geo.ts'

const anywhere = fc.tuple(
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.double({ min: -90, max: 90, noNaN: true }),
)

/** Units: tenths of a millimetre. */
function errorUnits(a: LonLat, b: LonLat): number {
  const units = arcUnits(pointsOf([a]), 0, pointsOf([b]), 0)
  return Math.abs(units - geodesicKm(a, b) * UNITS_PER_KM)
}

test('lengths are those of the geodesic, within a tenth of a millimetre', () => {
  const near = fc.tuple(
    anywhere,
    fc.double({ min: -1, max: 1, noNaN: true }),
    fc.double({ min: -1, max: 1, noNaN: true }),
  )
  fc.assert(
    fc.property(near, ([[lon, lat], east, north]) => {
      const other: LonLat = [lon + east, Math.max(-90, Math.min(90, lat + north))]
      expect(errorUnits([lon, lat], other)).toBeLessThanOrEqual(1)
    }),
    { numRuns: 2000 },
  )
  fc.assert(fc.property(anywhere, anywhere, (a, b) => errorUnits(a, b) <= 1))
})

test('no two points are farther apart than the span', () => {
  fc.assert(
    fc.property(anywhere, anywhere, (a, b) => {
      const [here, there] = [pointsOf([a]), pointsOf([b])]
      return arcUnits(here, 0, there, 0) <= spanUnits(here, there)
    }),
  )
})
