import type { LonLat } from '../../server/geo.ts'
import type { MapContours } from '../../web/components/staff/map-view.ts'

/** Invented squares where a real territory would be: two communes inside, one outside. */
const drawing: MapContours = {
  territory: square(3.02, 50.6, 3.1, 50.65),
  communes: [
    { name: 'Lille', inside: true, outline: square(3.02, 50.62, 3.1, 50.65) },
    { name: 'Ronchin', inside: true, outline: square(3.02, 50.6, 3.1, 50.62) },
    { name: 'Wattignies', inside: false, outline: square(2.96, 50.58, 3.02, 50.65) },
  ],
}

/** Where a page finds them. */
export const contours = '/coordination/carte/contours/exemple'
/** What the pages of the gallery ask for by themselves. */
export const files = { [contours]: JSON.stringify(drawing) }

export const tiles = { url: '/tuiles/{z}/{x}/{y}', attribution: '© IGN, Plan IGN' }

function square(west: number, south: number, east: number, north: number): GeoJSON.Polygon {
  const ring: LonLat[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
  return { type: 'Polygon', coordinates: [ring.map((point) => [...point])] }
}
