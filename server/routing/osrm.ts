import * as z from 'zod'
import { afterFailure, CLOSED, calling, mayCall } from '../breaker.ts'
import type { LonLat } from '../geo.ts'
import {
  type Journey,
  type JourneyQuery,
  type Journeys,
  type Mode,
  type Routing,
  RoutingUnavailable,
} from './rules.ts'

/** A person waits for the page: beyond this, distances are shown without a journey. */
const TIMEOUT_MS = 1500
/** Places of one question; OSRM refuses more than 100 unless told otherwise (`--max-table-size`), the home included. */
const PLACES = 99
/** Digits kept of a coordinate: a metre. */
const DIGITS = 5
/** Stands for the mode in an address, since a server of OSRM knows one only. */
const MODE_MARK = '{mode}'
const NAMES: Record<Mode, string> = { car: 'car', foot: 'foot', bicycle: 'bike' }
const PROFILES: Record<Mode, string> = { car: 'driving', foot: 'walking', bicycle: 'cycling' }

const row = z.array(z.array(z.number().nonnegative().nullable())).length(1)
const Table = z.object({ durations: row, distances: row })
const Coded = z.object({ code: z.string().regex(/^[A-Za-z]{1,30}$/) })

/** `timeoutMs` is for the whole question, however many tables it takes. */
export type OsrmOptions = { url: string; now: () => Date; timeoutMs?: number }

/** Codes of OSRM for a question that it cannot answer; others tell of an address or a service that is wrong for all. */
const OF_THE_QUESTION: readonly string[] = ['NoSegment', 'NoTable', 'TooBig']

/** The service works, and refuses the question: a place off its roads, too many places. */
class QuestionRefused extends RoutingUnavailable {}

/**
 * Routing by a service that speaks OSRM's `table` (https://project-osrm.org/docs/v5.24.0/api/#table-service), metres
 * and seconds. An address without `{mode}` is one of cars, and says so of every journey. Sends coordinates, nothing else.
 * Left alone after five failures in a row, then tried once every thirty seconds; a question that it refuses is no
 * failure of the service, though no journey is known.
 */
export function createOsrmRouting({ url, now, timeoutMs = TIMEOUT_MS }: OsrmOptions): Routing {
  let breaker = CLOSED
  return {
    journeys: async (query, signal) => {
      if (query.to.length === 0)
        return { source: 'service', mode: modeOf(url, query), journeys: [] }
      if (!mayCall(breaker, now()))
        throw new RoutingUnavailable('service left alone after failures')
      breaker = calling(breaker, now())
      try {
        const timeout = AbortSignal.timeout(timeoutMs)
        const journeys = await ask(
          url,
          query,
          signal ? AbortSignal.any([signal, timeout]) : timeout,
        )
        breaker = CLOSED
        return journeys
      } catch (error) {
        if (signal?.aborted) throw signal.reason
        breaker = error instanceof QuestionRefused ? CLOSED : afterFailure(breaker, now())
        if (error instanceof RoutingUnavailable) throw error
        throw new RoutingUnavailable('service unreachable, late or unreadable', { cause: error })
      }
    },
  }
}

async function ask(url: string, query: JourneyQuery, signal: AbortSignal): Promise<Journeys> {
  const mode = modeOf(url, query)
  const base = url.replace(MODE_MARK, NAMES[mode]).replace(/\/+$/, '')
  const journeys: (Journey | null)[] = []
  for (let from = 0; from < query.to.length; from += PLACES) {
    const places = [query.from, ...query.to.slice(from, from + PLACES)]
    const address = `${base}/table/v1/${PROFILES[mode]}/${places.map(written).join(';')}?sources=0&annotations=duration,distance`
    journeys.push(...(await askOnce(address, places.length, signal)))
  }
  return { source: 'service', mode, journeys }
}

function modeOf(url: string, { mode }: JourneyQuery): Mode {
  return url.includes(MODE_MARK) ? mode : 'car'
}

/** Journeys from the first place to each of the others. */
async function askOnce(
  address: string,
  places: number,
  signal: AbortSignal,
): Promise<(Journey | null)[]> {
  const response = await fetch(address, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal,
  })
  if (response.status !== 200 && response.status !== 400)
    throw new RoutingUnavailable(`service answered ${response.status}`)
  const answer = (await response.json()) as unknown
  const code = codeOf(answer)
  if (code && OF_THE_QUESTION.includes(code)) throw new QuestionRefused(`service answered ${code}`)
  if (code !== 'Ok' || response.status !== 200)
    throw new RoutingUnavailable(`service answered ${response.status} ${code ?? 'something else'}`)
  const parsed = Table.safeParse(answer)
  if (!parsed.success)
    throw new RoutingUnavailable(`service answered without right ${fieldOf(parsed.error)}`)
  const [durations = []] = parsed.data.durations
  const [distances = []] = parsed.data.distances
  if (durations.length !== places || distances.length !== places)
    throw new RoutingUnavailable('service answered for other places')
  return durations.slice(1).map((seconds, at) => {
    const metres = distances[at + 1] ?? null
    return seconds === null || metres === null ? null : { metres, seconds }
  })
}

/** `Ok`, or the code of a refusal (`NoTable`, `NoSegment`, `TooBig`…), and nothing that could hold a place. */
function codeOf(answer: unknown): string | null {
  const said = Coded.safeParse(answer)
  return said.success ? said.data.code : null
}

/** The first field that is absent, negative or of another shape. */
function fieldOf({ issues }: z.ZodError): string {
  return String(issues[0]?.path[0] ?? 'answer')
}

function written([lon, lat]: LonLat): string {
  return `${lon.toFixed(DIGITS)},${lat.toFixed(DIGITS)}`
}
