import { createEmbeddedRouting } from './embedded.ts'
import { createOsrmRouting } from './osrm.ts'
import {
  geodesicJourneys,
  type JourneyQuery,
  type Journeys,
  type Routing,
  RoutingUnavailable,
} from './rules.ts'

/** `url`: that of the service, null for none; `dataDir`: the folder where roads are imported. */
export type RoutingOptions = { url: string | null; dataDir: string; now: () => Date }

/** What a page is told: journeys always, and whether roads should have been known and were not. */
export type JourneysFound = Journeys & { failed: boolean }

/** Journeys of a configuration; never refuses. */
export type Journeying = (query: JourneyQuery) => Promise<JourneysFound>

/** What is known without any source. */
export const straightLines: Journeying = async (query) => ({
  ...geodesicJourneys(query),
  failed: false,
})

/**
 * The service where one is configured, else the roads of the data folder where some were imported, else straight
 * lines. A source that fails gives straight lines, and `failed`. Calls nobody and opens nothing before the first question.
 */
export function createJourneying({ url, dataDir, now }: RoutingOptions): Journeying {
  const service = url === null ? null : createOsrmRouting({ url, now })
  const embedded = createEmbeddedRouting(dataDir)
  return async (query) => {
    const source = service ?? ((await embedded.isThere()) ? embedded : null)
    return source ? journeysOrLines(source, query) : straightLines(query)
  }
}

async function journeysOrLines(source: Routing, query: JourneyQuery): Promise<JourneysFound> {
  try {
    return { ...(await source.journeys(query)), failed: false }
  } catch (error) {
    if (error instanceof RoutingUnavailable) return { ...geodesicJourneys(query), failed: true }
    throw error
  }
}
