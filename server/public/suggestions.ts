import * as z from 'zod'
import type { Deps } from '../deps.ts'
import { GeocoderUnavailable, type Suggestion } from '../geocoding/rules.ts'

/** Enough to choose from on a small screen. */
const SUGGESTIONS = 6
const MIN_LENGTH = 3
const MAX_LENGTH = 200

/** The shape of an answer of the Géoplateforme, and nothing more than it. */
const Answer = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      geometry: z
        .object({ type: z.literal('Point'), coordinates: z.array(z.number()).length(2) })
        .nullable(),
      properties: z.object({
        label: z.string(),
        name: z.string(),
        housenumber: z.string().optional(),
        postcode: z.string(),
        citycode: z.string(),
        city: z.string(),
        type: z.string(),
        score: z.number(),
      }),
    }),
  ),
  query: z.string(),
})

/** Places whose beginning is being typed; none when the geocoder is away, since the field works without them. */
export async function suggestAddresses(
  { geocoder }: Pick<Deps, 'geocoder'>,
  typed: string,
): Promise<z.infer<typeof Answer>> {
  const query = typed.trim().slice(0, MAX_LENGTH)
  const found = query.length < MIN_LENGTH ? [] : await ask(geocoder, query)
  return Answer.parse({ type: 'FeatureCollection', features: found.map(toFeature), query })
}

async function ask(geocoder: Deps['geocoder'], query: string): Promise<Suggestion[]> {
  try {
    return await geocoder.suggest(query, SUGGESTIONS)
  } catch (error) {
    if (error instanceof GeocoderUnavailable) return []
    throw error
  }
}

function toFeature(place: Suggestion) {
  const { label, name, housenumber, postalCode, inseeCode, commune, precision, score, position } =
    place
  return {
    type: 'Feature',
    geometry: position ? { type: 'Point', coordinates: [...position] } : null,
    properties: {
      label,
      name,
      ...(housenumber ? { housenumber } : {}),
      postcode: postalCode ?? '',
      citycode: inseeCode,
      city: commune,
      type: precision,
      score,
    },
  }
}
