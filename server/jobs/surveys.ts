import type { Deps } from '../deps.ts'
import { careForSurveys } from '../survey/care.ts'
import { always, type Job } from './rules.ts'

/** A draft, a reminder or an end waits no longer than this. */
const WAIT_MS = 60_000

/** Does to surveys what time does: the draft of December, reminders, the end, the last day of the links. */
export function surveysJob(deps: Pick<Deps, 'database'>): Job {
  let nextAt = 0
  return always('surveys', async (now) => {
    if (now.getTime() < nextAt) return {}
    nextAt = now.getTime() + WAIT_MS
    return careForSurveys(deps, now)
  })
}
