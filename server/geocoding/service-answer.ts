import * as z from 'zod'
import type { LonLat } from '../geo.ts'
import type { Place, Precision } from './rules.ts'

const Feature = z.object({
  geometry: z.object({
    type: z.literal('Point'),
    coordinates: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]),
  }),
  properties: z.object({
    label: z.string().max(300),
    score: z.number().min(0).max(1),
    type: z.string(),
    name: z.string().max(300).optional(),
    street: z.string().max(300).optional(),
    locality: z.string().max(300).optional(),
    housenumber: z.string().max(20).optional(),
    postcode: z.string().max(5).optional(),
    citycode: z.string().regex(/^\d[\dAB]\d{3}$/),
    oldcitycode: z.string().optional(),
    oldcity: z.string().optional(),
    district: z.string().optional(),
    city: z.string().max(200),
  }),
})

/** The part of an answer of the Géoplateforme that is used; unknown fields are ignored. */
export const ServiceAnswer = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(Feature),
})

/** One place of an answer, as the service writes it. */
export type ServiceFeature = z.infer<typeof Feature>

const PRECISIONS: Record<string, Precision> = {
  housenumber: 'housenumber',
  street: 'street',
  locality: 'street',
  municipality: 'municipality',
}

/** Metropolitan France with its coasts; overseas codes start with 97 or 98 and are not bounded here. */
const METROPOLE = { west: -5.6, south: 41.2, east: 9.8, north: 51.3 }

/** The place of a feature; null for a kind we do not know, or a position on another continent than its commune. */
export function placeOf({ geometry, properties }: ServiceFeature): Place | null {
  const precision = PRECISIONS[properties.type]
  const [lon, lat] = geometry.coordinates
  if (!precision || !isWhereItSays([lon, lat], properties.citycode)) return null
  return {
    precision,
    label: properties.label,
    inseeCode: properties.citycode,
    oldInseeCode: properties.oldcitycode ?? null,
    postalCode: properties.postcode ?? null,
    commune: properties.city,
    position: [lon, lat],
  }
}

/** The name of the street alone, without its number; empty for a commune. */
export function streetNameOf({ properties }: ServiceFeature): string {
  const { type, name, street, locality, housenumber } = properties
  if (type === 'municipality') return ''
  const written = street ?? locality ?? name ?? ''
  return housenumber && written.startsWith(`${housenumber} `)
    ? written.slice(housenumber.length + 1)
    : written
}

function isWhereItSays([lon, lat]: LonLat, inseeCode: string): boolean {
  const { west, south, east, north } = METROPOLE
  const isInMetropole = lon >= west && lon <= east && lat >= south && lat <= north
  return isInMetropole !== /^9[78]/.test(inseeCode)
}
