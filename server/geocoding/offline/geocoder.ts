import { stat } from 'node:fs/promises'
import { type Geocoder, GeocoderUnavailable } from '../rules.ts'
import { isAbsent, manifestPath } from './manifest.ts'
import { type OpenedIndex, openIndex } from './open.ts'
import { searchIndex } from './search.ts'
import { suggestIn } from './suggest.ts'

/** How long an answer may come from the addresses of before an import. */
const LOOK_EVERY_MS = 1000

/**
 * The geocoder over the index files of the data folder. Opens them at the first query, and again once an import
 * has put others in force; queries under way keep the addresses they started with.
 */
export function createOfflineGeocoder(dataDir: string): Geocoder {
  const index = currentIndex(dataDir)
  return {
    search: async (query, signal) => {
      const opened = await index()
      signal?.throwIfAborted()
      return searchIndex(opened.index, query)
    },
    suggest: async (text, limit, signal) => {
      const opened = await index()
      signal?.throwIfAborted()
      return suggestIn(opened.index, text, limit)
    },
  }
}

/** The index in force, looked up at most once a second; a damaged one leaves the former in force. */
function currentIndex(dataDir: string): () => Promise<OpenedIndex> {
  let opened: Promise<OpenedIndex> | undefined
  let mark = ''
  let lookedAt = Number.NEGATIVE_INFINITY
  return async () => {
    if (performance.now() - lookedAt >= LOOK_EVERY_MS) {
      lookedAt = performance.now()
      const now = await markOf(dataDir)
      if (!opened || now !== mark) {
        mark = now
        opened = reopen(dataDir, opened)
      }
    }
    opened ??= reopen(dataDir, undefined)
    return opened
  }
}

async function reopen(
  dataDir: string,
  former: Promise<OpenedIndex> | undefined,
): Promise<OpenedIndex> {
  try {
    return await openIndex(dataDir)
  } catch (error) {
    const still = await former?.catch(() => undefined)
    if (still) return still
    throw new GeocoderUnavailable('address index unreadable', { cause: error })
  }
}

/** Changes whenever another manifest is renamed into place. */
async function markOf(dataDir: string): Promise<string> {
  try {
    const { mtimeMs, ino, size } = await stat(manifestPath(dataDir))
    return `${ino}:${mtimeMs}:${size}`
  } catch (error) {
    if (isAbsent(error)) return 'none'
    throw new GeocoderUnavailable('address index unreadable', { cause: error })
  }
}
