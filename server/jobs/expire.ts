import type { Deps } from '../deps.ts'
import { expireProposals } from '../proposals/service.ts'
import { always, type Job } from './rules.ts'

/** Places are free at the very second: this only writes it down, for the pages. */
const WAIT_MS = 60_000

/** Writes down which proposals ended without an answer. */
export function expireJob({ database }: Pick<Deps, 'database'>): Job {
  let nextAt = 0
  return always('expire', async (now) => {
    if (now.getTime() < nextAt) return {}
    nextAt = now.getTime() + WAIT_MS
    return expireProposals(database, now)
  })
}
