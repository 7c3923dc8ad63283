import { runCampaign } from '../availability-campaign/service.ts'
import { CLOSES_AT, OPENS_AT } from '../calendar/office-hours.ts'
import { parisTime } from '../calendar/rules.ts'
import type { Deps } from '../deps.ts'
import { always, daily, type Job } from './rules.ts'

/** Just before practices open: what is due leaves from nine. */
const CAMPAIGN_HOUR = 8

/** Computes every day which doctors are to be asked about their availability. */
export function campaignJob(deps: Pick<Deps, 'database' | 'config'>): Job {
  return daily('campaign', CAMPAIGN_HOUR, (now) => runCampaign(deps, now))
}

/** A doctor whom a patient puts in doubt is asked within this time, while practices are open. */
const DOUBTS_WAIT_MS = 10 * 60_000

/** Between two daily campaigns, asks the doctors whom a patient has put in doubt. */
export function doubtsJob(deps: Pick<Deps, 'database' | 'config'>): Job {
  let nextAt = 0
  return always('doubts', async (now) => {
    const { hour } = parisTime(now)
    if (now.getTime() < nextAt || hour < OPENS_AT || hour >= CLOSES_AT) return {}
    nextAt = now.getTime() + DOUBTS_WAIT_MS
    return runCampaign(deps, now, 'doubted')
  })
}
