import type { Deps } from '../deps.ts'
import type { LonLat } from '../geo.ts'
import { type Doubt, type GeocodeAnswer, GeocoderUnavailable } from '../geocoding/rules.ts'
import { codesOf } from '../territory/communes.ts'
import type { PracticePlace, PracticeSheet } from './rules.ts'

export type PlacedPractice = PracticePlace & { doubts: readonly PlacingDoubt[] }

/** `commune_differs`: the house was found, in another commune than the one written. */
export type PlacingDoubt = Doubt | 'not_found' | 'commune_differs'

/**
 * Asks where a practice is, by its address alone. Placed only at the very house, in the commune written, beyond doubt;
 * else `to_locate`, for a person to place it. Never fails, and never to be called inside a transaction.
 */
export async function placePractice(
  { geocoder, log }: Pick<Deps, 'geocoder' | 'log'>,
  { address, postalCode, commune, inseeCode }: PracticeSheet,
): Promise<PlacedPractice> {
  try {
    const answer = await geocoder.search({ text: address, postalCode, commune })
    const position = trustedPosition(answer, inseeCode)
    if (position) return { position, located: 'located', doubts: [] }
    return { position: null, located: 'to_locate', doubts: doubtsOf(answer) }
  } catch (error) {
    if (!(error instanceof GeocoderUnavailable)) throw error
    log.warn({ reason: 'geocoder_unavailable' }, 'a practice waits to be placed')
    return { position: null, located: 'to_locate', doubts: ['service_unavailable'] }
  }
}

function trustedPosition(answer: GeocodeAnswer, inseeCode: string): LonLat | null {
  if (answer.status !== 'ok' || answer.precision !== 'housenumber') return null
  return isInCommune(answer, inseeCode) ? answer.position : null
}

/** An associated commune and the one it belongs to are the same place (Lomme 59355, Lille 59350). */
function isInCommune({ inseeCode, oldInseeCode }: GeocodeAnswer, expected: string): boolean {
  const found = [inseeCode, oldInseeCode].flatMap((code) => (code ? codesOf(code) : []))
  return codesOf(expected).some((code) => found.includes(code))
}

function doubtsOf(answer: GeocodeAnswer): readonly PlacingDoubt[] {
  if (answer.doubts.length > 0) return answer.doubts
  if (answer.status !== 'ok') return ['not_found']
  return answer.precision === 'housenumber' ? ['commune_differs'] : ['number_not_found']
}
