import type { Deps } from '../deps.ts'
import { relocateHomes } from '../orientation/relocate.ts'
import { always, type Job } from './rules.ts'

/** A geocoder that was away is asked again this often. */
const WAIT_MS = 5 * 60_000

/** Asks again for the homes that the geocoder could not place because it did not answer. */
export function relocateJob(deps: Deps): Job {
  let nextAt = 0
  return always('relocate', async (now) => {
    if (now.getTime() < nextAt) return {}
    nextAt = now.getTime() + WAIT_MS
    return relocateHomes(deps, now)
  })
}
