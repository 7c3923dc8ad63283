import type { Deps } from '../deps.ts'
import { recountAcceptance } from '../refusals/recount.ts'
import { daily, type Job } from './rules.ts'

/** Before the team comes in, and after the purge. */
const COUNT_HOUR = 5

/** Counts every day how often each doctor takes each need band. */
export function acceptanceJob(deps: Pick<Deps, 'database' | 'keys'>): Job {
  return daily('acceptance', COUNT_HOUR, (now) => recountAcceptance(deps, now))
}
