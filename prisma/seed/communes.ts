import type { LonLat } from '../../server/geo.ts'
import { type Metres, planeAt } from './ground.ts'

/** Codes of the communes where the demonstration takes place. */
export type DemoCommune = 'lille' | 'lambersart' | 'laMadeleine' | 'armentieres'

export type CommuneFacts = {
  inseeCode: string
  postalCode: string
  name: string
  /** Where the drawing of its streets starts from: roughly the middle of the town. */
  place: (point: Metres) => LonLat
  /** Example contour, first point repeated at the end. Not the real one. */
  contour: readonly LonLat[]
}

const aroundLille = planeAt([3.06, 50.63])
const aroundArmentieres = planeAt([2.88, 50.687])

/** Where Lille, Lambersart and La Madeleine meet on the drawing. */
const THREE_TOWNS: Metres = [-400, 2000]
const LILLE_LAMBERSART: readonly Metres[] = [
  [-2700, 700],
  [-1900, 1000],
  [-1100, 1300],
  THREE_TOWNS,
]
const LILLE_LA_MADELEINE: readonly Metres[] = [THREE_TOWNS, [500, 1900], [1500, 1750]]
const LAMBERSART_LA_MADELEINE: readonly Metres[] = [THREE_TOWNS, [-500, 2900]]
/** The edge of Lille that its shared part also follows. */
const SOUTH_OF_LILLE: readonly Metres[] = [
  [100, -2600],
  [-1300, -2200],
  [-2300, -1300],
]

/** Real names and codes; the contours are drawn for the example, with the same line on both sides of a border. */
export const COMMUNES: Readonly<Record<DemoCommune, CommuneFacts>> = {
  lille: {
    inseeCode: '59350',
    postalCode: '59000',
    name: 'Lille',
    place: aroundLille,
    contour: closed(aroundLille, [
      ...LILLE_LAMBERSART,
      ...LILLE_LA_MADELEINE.slice(1),
      [2600, 1200],
      [3000, 100],
      [2500, -1300],
      [1400, -2300],
      ...SOUTH_OF_LILLE,
      [-2800, -200],
    ]),
  },
  lambersart: {
    inseeCode: '59328',
    postalCode: '59130',
    name: 'Lambersart',
    place: aroundLille,
    contour: closed(aroundLille, [
      ...LILLE_LAMBERSART,
      ...LAMBERSART_LA_MADELEINE.slice(1),
      [-1300, 3700],
      [-2500, 4000],
      [-3700, 3600],
      [-4200, 2500],
      [-3800, 1300],
    ]),
  },
  laMadeleine: {
    inseeCode: '59368',
    postalCode: '59110',
    name: 'La Madeleine',
    place: aroundLille,
    contour: closed(aroundLille, [
      ...LILLE_LA_MADELEINE,
      [2100, 2500],
      [2000, 3500],
      [1100, 4100],
      [100, 3900],
      ...LAMBERSART_LA_MADELEINE.slice(1),
    ]),
  },
  armentieres: {
    inseeCode: '59017',
    postalCode: '59280',
    name: 'Armentières',
    place: aroundArmentieres,
    contour: closed(aroundArmentieres, [
      [-1500, 1100],
      [-600, 1500],
      [500, 1300],
      [1500, 1600],
      [2000, 600],
      [1800, -600],
      [900, -1500],
      [-300, -1700],
      [-1500, -1200],
      [-2100, -100],
    ]),
  },
}

/** The part of Lille that another example team follows: a commune may be cut between several. */
export const SHARED_PART_OF_LILLE: readonly LonLat[] = closed(aroundLille, [
  ...SOUTH_OF_LILLE,
  [-1500, -900],
  [-500, -1300],
  [200, -1700],
])

/** A ring that ends where it starts, anticlockwise as GeoJSON asks of an outline. */
function closed(place: (point: Metres) => LonLat, points: readonly Metres[]): LonLat[] {
  const anticlockwise = isClockwise(points) ? points.toReversed() : points
  return [...anticlockwise, ...anticlockwise.slice(0, 1)].map(place)
}

function isClockwise(points: readonly Metres[]): boolean {
  const twiceTheArea = points.reduce((sum, [east, north], i) => {
    const [nextEast, nextNorth] = points[(i + 1) % points.length] ?? [east, north]
    return sum + east * nextNorth - nextEast * north
  }, 0)
  return twiceTheArea < 0
}
