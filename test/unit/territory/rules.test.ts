import { describe, expect, test } from 'vitest'
import type { LonLat } from '../../../server/geo.ts'
import { codesOf } from '../../../server/territory/communes.ts'
import {
  buildTerritory,
  locateInTerritory,
  type TerritoryPart,
  type WhereEvidence,
} from '../../../server/territory/rules.ts'
import {
  alone,
  aPart,
  box,
  east,
  eastOf,
  farAway,
  inEast,
  inWest,
  northOf,
  west,
} from './builders.ts'

const located = (evidence: WhereEvidence, ...parts: TerritoryPart[]) =>
  locateInTerritory(evidence, buildTerritory(parts, alone))

const verdictAt = (position: LonLat, ...parts: TerritoryPart[]) =>
  located({ position }, ...parts).verdict

describe('B6: whole communes are decided by their INSEE code', () => {
  test('with no contour at all, the code is enough', () => {
    const lille = aPart({ code: '59350' })
    expect(located({ inseeCode: '59350' }, lille)).toEqual({
      citycode: '59350',
      verdict: 'inside',
      why: 'whole_commune',
    })
    expect(located({ inseeCode: '59527', position: inWest }, lille)).toMatchObject({
      verdict: 'outside',
      why: 'other_commune',
    })
  })

  test('59350 is the code of Lille, not the postal code of Saint-André', () => {
    expect(located({ inseeCode: '59527' }, aPart({ code: '59350' })).verdict).toBe('outside')
  })

  test('code and position that agree are followed, even from the contour of a neighbour of the same verdict', () => {
    expect(located({ inseeCode: '59101', position: inWest }, west, east).verdict).toBe('inside')
    expect(located({ inseeCode: '59102', position: inWest }, west, east)).toEqual({
      citycode: '59102',
      verdict: 'inside',
      why: 'whole_commune',
    })
  })

  test('code and position that disagree are for a person', () => {
    expect(located({ inseeCode: '59101', position: farAway }, west)).toMatchObject({
      verdict: 'to_verify',
      why: 'contradiction',
    })
    expect(located({ inseeCode: '59999', position: inWest }, west)).toMatchObject({
      verdict: 'to_verify',
      why: 'contradiction',
    })
  })

  test('nothing known, or a code that is none, is for a person', () => {
    expect(located({}, west)).toEqual({ citycode: null, verdict: 'to_verify', why: 'no_evidence' })
    expect(located({ inseeCode: 'Lille' }, west).verdict).toBe('to_verify')
  })

  test.each([
    [Number.NaN, 50.65],
    [3.05, Number.NaN],
    [Number.POSITIVE_INFINITY, 50.65],
    [3.05, Number.NEGATIVE_INFINITY],
    [3050, 50.65],
    [3.05, 90.1],
  ])('the position %d, %d is none: it is for a person, with any code or none', (lon, lat) => {
    const position: LonLat = [lon, lat]
    const toVerify = { verdict: 'to_verify', why: 'no_evidence' }
    expect(located({ position }, west)).toEqual({ citycode: null, ...toVerify })
    expect(located({ position, inseeCode: '59101' }, west)).toMatchObject(toVerify)
    expect(located({ position, inseeCode: '59999' }, west)).toMatchObject(toVerify)
  })

  test('a position alone proves nothing outside when a commune has no contour', () => {
    const undrawn = aPart({ code: '59103' })
    expect(located({ position: farAway }, west, undrawn)).toMatchObject({
      verdict: 'to_verify',
      why: 'no_contour',
    })
    expect(verdictAt(inWest, west, undrawn)).toBe('inside')
    expect(located({ position: inWest, inseeCode: '59103' }, undrawn).verdict).toBe('inside')
  })
})

describe('B6: associated communes', () => {
  const by = (inseeCode: string, listed: string, associatedCode?: string) =>
    locateInTerritory(
      { inseeCode, associatedCode: associatedCode ?? null },
      buildTerritory([aPart({ code: listed })], codesOf),
    ).verdict

  test('Lomme and Hellemmes are inside where the whole of Lille is', () => {
    expect(by('59355', '59350')).toBe('inside')
    expect(by('59298', '59350')).toBe('inside')
  })

  test('where only Lomme is listed, Lomme is inside, Hellemmes outside, and Lille to verify', () => {
    expect(by('59355', '59355')).toBe('inside')
    expect(by('59350', '59355', '59355')).toBe('inside')
    expect(by('59298', '59355')).toBe('outside')
    expect(by('59350', '59355')).toBe('to_verify')
  })

  test('a contour may name its own associated communes', () => {
    const whole = aPart({ code: '59101', associatedCodes: ['59104'] })
    expect(located({ inseeCode: '59104' }, whole).verdict).toBe('inside')
  })
})

describe('B6: a shared commune is decided by its polygons', () => {
  const added = aPart({ role: 'add', code: '59102', geometry: box(3.1, 50.6, 3.15, 50.7) })
  const taken = aPart({ role: 'subtract', code: '59101', geometry: box(3.0, 50.6, 3.05, 50.7) })

  test('a quarter added to the territory', () => {
    const at = (position: LonLat) => located({ position, inseeCode: '59102' }, west, added)
    expect(at([3.12, 50.65])).toEqual({ citycode: '59102', verdict: 'inside', why: 'polygon' })
    expect(at([3.18, 50.65])).toEqual({ citycode: '59102', verdict: 'outside', why: 'polygon' })
    expect(at([eastOf(3.15, 60), 50.65]).verdict).toBe('to_verify')
  })

  test('a quarter taken from the territory', () => {
    const at = (position: LonLat) => located({ position, inseeCode: '59101' }, west, taken)
    expect(at([3.08, 50.65])).toMatchObject({ verdict: 'inside', why: 'polygon' })
    expect(at([3.02, 50.65])).toMatchObject({ verdict: 'outside', why: 'polygon' })
    expect(at([eastOf(3.05, -60), 50.65]).verdict).toBe('to_verify')
  })

  test('without a position, a person decides', () => {
    expect(located({ inseeCode: '59102' }, west, added)).toMatchObject({
      verdict: 'to_verify',
      why: 'shared_commune',
    })
  })

  test('between a commune and the quarter added beside it there is no border', () => {
    expect(verdictAt([eastOf(3.1, 5), 50.65], west, added)).toBe('inside')
  })
})

describe('B6: within 100 m of another verdict, a person decides', () => {
  test.each([
    [-110, 'inside'],
    [-90, 'to_verify'],
    [0, 'to_verify'],
    [90, 'to_verify'],
    [110, 'outside'],
  ])('%i m beyond the border', (metres, verdict) => {
    expect(verdictAt([eastOf(3.1, metres), 50.65], west)).toBe(verdict)
    expect(verdictAt([3.05, northOf(50.7, metres)], west)).toBe(verdict)
  })

  test('the code does not override the border', () => {
    const nearBorder: LonLat = [eastOf(3.1, -50), 50.65]
    expect(located({ position: nearBorder, inseeCode: '59101' }, west)).toEqual({
      citycode: '59101',
      verdict: 'to_verify',
      why: 'near_border',
    })
  })

  test('a border between two communes of the territory is not one', () => {
    for (const metres of [-50, 0, 50])
      expect(verdictAt([eastOf(3.1, metres), 50.65], west, east)).toBe('inside')
  })

  test('nor is a border drawn with other corners on each side', () => {
    const north = aPart({ code: '59102', geometry: box(3.1, 50.65, 3.2, 50.7) })
    const south = aPart({ code: '59103', geometry: box(3.1, 50.6, 3.2, 50.65) })
    expect(verdictAt([3.1, 50.65], west, north, south)).toBe('inside')
    expect(verdictAt([eastOf(3.1, -50), 50.62], west, north, south)).toBe('inside')
    expect(verdictAt([eastOf(3.1, -50), 50.62], west, north)).toBe('to_verify')
    expect(verdictAt([eastOf(3.1, -50), 50.68], west, north)).toBe('inside')
  })

  test('a gap of a few metres between two contours is for a person, not outside', () => {
    const apart = aPart({ code: '59102', geometry: box(eastOf(3.1, 8), 50.6, 3.2, 50.7) })
    expect(verdictAt([eastOf(3.1, 4), 50.65], west, apart)).toBe('to_verify')
    expect(verdictAt([eastOf(3.1, -50), 50.65], west, apart)).toBe('inside')
  })
})

describe('contours of every shape', () => {
  test('a hole is outside, and an enclave in the hole is inside', () => {
    const [outer = []] = box(3.0, 50.6, 3.1, 50.7).coordinates
    const [hole = []] = box(3.04, 50.64, 3.06, 50.66).coordinates
    const ring = aPart({ code: '59101', geometry: { type: 'Polygon', coordinates: [outer, hole] } })
    const enclave = aPart({ code: '59102', geometry: box(3.04, 50.64, 3.06, 50.66) })
    expect(verdictAt([3.05, 50.65], ring)).toBe('outside')
    expect(verdictAt([3.02, 50.65], ring)).toBe('inside')
    expect(located({ position: [3.05, 50.65] }, ring, enclave)).toMatchObject({
      citycode: '59102',
      verdict: 'inside',
    })
  })

  test('each part of a multipolygon counts', () => {
    const coordinates = [box(3.0, 50.6, 3.1, 50.7), box(3.3, 50.6, 3.4, 50.7)].map(
      (polygon) => polygon.coordinates,
    )
    const islands = aPart({ code: '59101', geometry: { type: 'MultiPolygon', coordinates } })
    expect(verdictAt(inWest, islands)).toBe('inside')
    expect(verdictAt([3.35, 50.65], islands)).toBe('inside')
    expect(verdictAt([3.2, 50.65], islands)).toBe('outside')
  })

  test('a point on the border of two communes is in the one of the smaller code, in whatever order they came', () => {
    const onBorder: LonLat = [3.1, 50.65]
    expect(located({ position: onBorder }, east, west).citycode).toBe('59101')
    expect(located({ position: onBorder }, west, east).citycode).toBe('59101')
    expect(located({ position: inEast }, west, east).citycode).toBe('59102')
  })
})
