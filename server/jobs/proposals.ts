import type { Deps } from '../deps.ts'
import { careForProposals } from '../proposals/service.ts'
import { always, type Job } from './rules.ts'

/** Places are free at the very second; what follows from it waits no longer than this. */
const WAIT_MS = 60_000

/** Does to proposals what time does: those without an answer, doctors who left, reminders, the next rung. */
export function proposalsJob(deps: Deps): Job {
  let nextAt = 0
  return always('proposals', async (now) => {
    if (now.getTime() < nextAt) return {}
    nextAt = now.getTime() + WAIT_MS
    return careForProposals(deps, now)
  })
}
