import { readFile, stat } from 'node:fs/promises'
import { decodeGraph } from './roads/graph-file.ts'
import { roadsPath } from './roads/import.ts'
import { journeysOver, type RoadJourneys } from './roads/journeys.ts'
import { type Routing, RoutingUnavailable } from './rules.ts'

/** How long an answer may come from the roads of before an import. */
const LOOK_EVERY_MS = 1000

/** Routing over the roads of the data folder, with no network. `isThere`: some were imported. */
export type EmbeddedRouting = Routing & { isThere: () => Promise<boolean> }

/** Opens the roads at the first question, and again once an import has put others in force. */
export function createEmbeddedRouting(dataDir: string): EmbeddedRouting {
  const path = roadsPath(dataDir)
  let mark: string | null = null
  let lookedAt = Number.NEGATIVE_INFINITY
  let opened: { mark: string; over: Promise<RoadJourneys> } | null = null
  const look = async () => {
    if (performance.now() - lookedAt >= LOOK_EVERY_MS) {
      lookedAt = performance.now()
      mark = await markOf(path)
    }
    return mark
  }
  return {
    isThere: async () => (await look()) !== null,
    journeys: async (query, signal) => {
      const now = await look()
      if (now === null) throw new RoutingUnavailable('no roads were imported')
      if (opened?.mark !== now) opened = { mark: now, over: open(path) }
      const over = await opened.over
      signal?.throwIfAborted()
      return { source: 'extract', mode: query.mode, journeys: over(query) }
    },
  }
}

async function open(path: string): Promise<RoadJourneys> {
  try {
    return journeysOver(decodeGraph(await readFile(path)))
  } catch (error) {
    throw new RoutingUnavailable('roads unreadable', { cause: error })
  }
}

/** Changes whenever other roads are renamed into place; null when there are none. */
async function markOf(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => null)
  return found && `${found.ino}:${found.mtimeMs}:${found.size}`
}
