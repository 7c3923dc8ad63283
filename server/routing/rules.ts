import { geodesicKm, type LonLat } from '../geo.ts'

/** How a household goes to its doctor. */
export const MODES = ['car', 'foot', 'bicycle'] as const
export type Mode = (typeof MODES)[number]

/** From one home to many doctors. Only coordinates: nothing here says who lives there. */
export type JourneyQuery = { from: LonLat; to: readonly LonLat[]; mode: Mode }

/** `seconds` is null where only the distance is known. */
export type Journey = { metres: number; seconds: number | null }

/**
 * Journeys in the order of the question; null where no road leads. `mode` is the one they were measured for: a
 * source that knows one mode only says so.
 */
export type Journeys = {
  source: 'service' | 'extract' | 'geodesic'
  mode: Mode
  journeys: (Journey | null)[]
}

/** A source of journeys by road. */
export interface Routing {
  /** Journeys in the order of `query.to`; none for no place. @throws RoutingUnavailable when the source could not be asked. */
  journeys(query: JourneyQuery, signal?: AbortSignal): Promise<Journeys>
}

/** The source did not answer, or not in its format. Asking again later may work. */
export class RoutingUnavailable extends Error {
  readonly retryable = true
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options)
    this.name = 'RoutingUnavailable'
  }
}

/** Straight along the WGS84 geodesic: what is known without any road. Time in the destinations. */
export function geodesicJourneys({ from, to, mode }: JourneyQuery): Journeys {
  const journeys = to.map((there) => ({ metres: geodesicKm(from, there) * 1000, seconds: null }))
  return { source: 'geodesic', mode, journeys }
}
