import { describe, expect, test } from 'vitest'
import { readContours } from '../../../server/territory/contours.ts'
import { box } from './builders.ts'

const feature = (geometry: unknown, properties: object = { code: '59101', nom: 'Essai' }) => ({
  type: 'Feature',
  properties,
  geometry,
})
const file = (...features: unknown[]) => ({ type: 'FeatureCollection', features })
const read = (json: unknown, oncePerCode = true) => readContours(json, { oncePerCode })
const problemsOf = (json: unknown) => read(json).problems.map(({ reason }) => reason)
const polygon = (...rings: unknown[]) => feature({ type: 'Polygon', coordinates: rings })
const square = box(3.0, 50.6, 3.1, 50.7)

test('a right file gives its communes, with what they carry', () => {
  const properties = {
    code: '59350',
    nom: ' Lille ',
    codesPostaux: ['59000', '59800'],
    communesAssociees: [{ code: '59355', nom: 'Lomme' }],
  }
  expect(read(file(feature(square, properties)))).toEqual({
    contours: [
      {
        code: '59350',
        name: 'Lille',
        geometry: square,
        postalCodes: ['59000', '59800'],
        associatedCodes: ['59355'],
      },
    ],
    problems: [],
  })
})

test('altitudes are dropped and a multipolygon keeps its parts', () => {
  const ring = [
    [3, 50, 12],
    [3.1, 50, 12],
    [3.1, 50.1, 12],
    [3, 50, 12],
  ]
  const { contours } = read(file(feature({ type: 'MultiPolygon', coordinates: [[ring], [ring]] })))
  expect(contours[0]?.geometry.type).toBe('MultiPolygon')
  expect(JSON.stringify(contours)).not.toContain('12')
})

describe('a wrong file is refused with its remedy', () => {
  test.each([
    ['not GeoJSON', [1, 2], 'FeatureCollection'],
    ['empty', file(), 'aucune commune'],
    [
      'in Lambert 93',
      { ...file(1), crs: { properties: { name: 'urn:ogc:def:crs:EPSG::2154' } } },
      'WGS 84',
    ],
  ])('%s', (_, json, words) => {
    expect(read(json).problems).toEqual([
      { feature: 0, code: null, reason: expect.stringContaining(words) },
    ])
  })
})

describe('a wrong feature is named with its remedy', () => {
  test.each([
    ['no feature', 'Lille', '« Feature »'],
    ['no code', feature(square, { nom: 'Essai' }), '« code »'],
    ['a postal code with letters', feature(square, { code: '59-10', nom: 'Essai' }), '« code »'],
    ['no name', feature(square, { code: '59101' }), '« nom »'],
    ['no contour', feature(null), 'contour absent'],
    ['a line', feature({ type: 'LineString', coordinates: [[3, 50]] }), 'LineString'],
    ['no ring', polygon(), 'vide'],
    ['text for a number', polygon([['3', '50']]), 'illisible'],
    [
      'three points',
      polygon([
        [3, 50],
        [3.1, 50],
        [3, 50],
      ]),
      'quatre points',
    ],
    [
      'an open ring',
      polygon([
        [3, 50],
        [3.1, 50],
        [3.1, 50.1],
        [3, 50.1],
      ]),
      'répétez le premier point',
    ],
    [
      'metres',
      polygon([
        [700000, 7e6],
        [701000, 7e6],
        [701000, 7.1e6],
        [700000, 7e6],
      ]),
      'en mètres',
    ],
    [
      'off the globe',
      polygon([
        [3, 50],
        [190, 50],
        [3.1, 50.1],
        [3, 50],
      ]),
      'hors du globe',
    ],
    [
      'swapped',
      polygon([
        [50.6, 3],
        [50.7, 3],
        [50.7, 3.1],
        [50.6, 3],
      ]),
      'inversées',
    ],
    [
      'points in a line',
      polygon([
        [3, 50],
        [3.1, 50],
        [3.2, 50],
        [3, 50],
      ]),
      'sans surface',
    ],
  ])('%s', (_, wrong, words) => {
    const right = feature(square, { code: '59102', nom: 'Voisine' })
    const { contours, problems } = read(file(right, wrong))
    expect(contours).toHaveLength(1)
    expect(problems).toMatchObject([{ feature: 2, reason: expect.stringContaining(words) }])
  })
})

test('a commune given twice is refused for whole communes, not for the parts of one', () => {
  const twice = file(feature(square), feature(square))
  expect(problemsOf(twice)).toEqual(['commune déjà donnée au rang 1 : retirez l’une des deux'])
  expect(read(twice, false).contours).toHaveLength(2)
})

test('a code written as a number is read', () => {
  expect(read(file(feature(square, { code: 1001, nom: 'Essai' }))).contours[0]?.code).toBe('01001')
})
