import { afterFailure, type Breaker, CLOSED, calling, mayCall } from '../breaker.ts'
import { addressAlone } from './reading/address-alone.ts'
import {
  type GeocodeAnswer,
  type GeocodeQuery,
  type Geocoder,
  GeocoderUnavailable,
  notFound,
  type Suggestion,
} from './rules.ts'
import { placeOf, ServiceAnswer, type ServiceFeature, streetNameOf } from './service-answer.ts'
import { judgeFeatures, refusedUnasked } from './service-trust.ts'

/** A person waits for the page: beyond this, the address is stored as it was typed. */
const TIMEOUT_MS = 2000
/** The service refuses longer texts. */
const MAX_QUERY = 200
const FEATURES_ASKED = 6
/** An answer of six features weighs 5 kB: more is not one. */
const MAX_ANSWER = 1_000_000

/** `url`: without `/search`. */
export type ServiceOptions = { url: string; now: () => Date }

/**
 * The geocoder of the Géoplateforme (https://data.geopf.fr/geocodage). Sends the address alone, never a name.
 * Left alone after five failures in a row, then tried once every thirty seconds.
 */
export function createServiceGeocoder(options: ServiceOptions): Geocoder {
  const line: Line = { ...options, breaker: CLOSED }
  return {
    search: (query, signal) => search(line, query, signal),
    suggest: (text, limit, signal) => suggest(line, { text, limit }, signal),
  }
}

type Line = ServiceOptions & { breaker: Breaker }

async function search(
  line: Line,
  query: GeocodeQuery,
  signal?: AbortSignal,
): Promise<GeocodeAnswer> {
  const refused = refusedUnasked(query)
  if (refused) return refused
  const q = addressAlone(query)
  const features = await ask(line, { q, limit: String(FEATURES_ASKED), autocomplete: '0' }, signal)
  return features ? judgeFeatures(query, features) : notFound('service')
}

async function suggest(
  line: Line,
  { text, limit }: { text: string; limit: number },
  signal?: AbortSignal,
): Promise<Suggestion[]> {
  const q = addressAlone({ text })
  if (q.length < 3) return []
  const features = await ask(line, { q, limit: String(limit), autocomplete: '1' }, signal)
  return (features ?? []).flatMap((feature) => {
    const place = placeOf(feature)
    if (!place) return []
    const { score, housenumber } = feature.properties
    const name = streetNameOf(feature) || place.commune
    return [
      {
        ...place,
        score,
        name: housenumber ? `${housenumber} ${name}` : name,
        housenumber: housenumber ?? null,
      },
    ]
  })
}

/** Features of an answer; null when the service says that it cannot read the text (400). */
async function ask(
  line: Line,
  parameters: Record<'q' | 'limit' | 'autocomplete', string>,
  signal: AbortSignal | undefined,
): Promise<ServiceFeature[] | null> {
  if (!mayCall(line.breaker, line.now()))
    throw new GeocoderUnavailable('service left alone after repeated failures')
  line.breaker = calling(line.breaker, line.now())
  try {
    const features = await call(line.url, parameters, signal)
    line.breaker = CLOSED
    return features
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    line.breaker = afterFailure(line.breaker, line.now())
    if (error instanceof GeocoderUnavailable) throw error
    throw new GeocoderUnavailable('service unreachable, late or unreadable', { cause: error })
  }
}

async function call(
  url: string,
  parameters: Record<string, string>,
  signal: AbortSignal | undefined,
): Promise<ServiceFeature[] | null> {
  const address = new URL(`${url.replace(/\/+$/, '')}/search`)
  address.search = new URLSearchParams({
    ...parameters,
    q: (parameters.q ?? '').slice(0, MAX_QUERY),
    index: 'address',
  }).toString()
  const timeout = AbortSignal.timeout(TIMEOUT_MS)
  const response = await fetch(address, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  })
  if (response.status === 400) return null
  if (!response.ok) throw new GeocoderUnavailable(`service answered ${response.status}`)
  return ServiceAnswer.parse(JSON.parse(await readText(response))).features
}

async function readText({ body }: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const block of body ?? []) {
    text += decoder.decode(block, { stream: true })
    if (text.length > MAX_ANSWER) throw new GeocoderUnavailable('service answered too much')
  }
  return text + decoder.decode()
}
