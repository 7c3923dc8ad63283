import { createOfflineGeocoder } from './offline/geocoder.ts'
import {
  type GeocodeAnswer,
  type GeocodeQuery,
  type Geocoder,
  GeocoderUnavailable,
} from './rules.ts'
import { createServiceGeocoder } from './service.ts'

/** `auto`: the service, then the index of `dataDir`. */
export type GeocoderOptions = {
  engine: 'auto' | 'service' | 'offline'
  serviceUrl: string
  dataDir: string
  now: () => Date
}

/** The geocoder of a configuration. Opens nothing and calls nobody before the first query. */
export function createGeocoder({ engine, serviceUrl, dataDir, now }: GeocoderOptions): Geocoder {
  if (engine === 'offline') return createOfflineGeocoder(dataDir)
  const service = createServiceGeocoder({ url: serviceUrl, now })
  return engine === 'service'
    ? service
    : serviceThenOffline(service, createOfflineGeocoder(dataDir))
}

/**
 * Asks the service first, then the offline index when the service is away or its answer may not be trusted.
 * Without a trusted answer on either side, the better proposal is given, with `service_unavailable` when the
 * service could not be asked.
 */
export function serviceThenOffline(service: Geocoder, offline: Geocoder): Geocoder {
  return {
    search: async (query, signal) => {
      const first = await orNull(service.search(query, signal))
      return first?.status === 'ok' ? first : second(offline, query, { first, signal })
    },
    suggest: async (text, limit, signal) => {
      const found = await orNull(service.suggest(text, limit, signal))
      return found && found.length > 0 ? found : offline.suggest(text, limit, signal)
    },
  }
}

async function second(
  offline: Geocoder,
  query: GeocodeQuery,
  { first, signal }: { first: GeocodeAnswer | null; signal: AbortSignal | undefined },
): Promise<GeocodeAnswer> {
  const answer = await offline.search(query, signal)
  if (answer.status === 'ok') return answer
  if (!first) return { ...answer, doubts: [...answer.doubts, 'service_unavailable'] }
  return first.score > answer.score || answer.status === 'not-found' ? first : answer
}

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof GeocoderUnavailable) return null
    throw error
  }
}
