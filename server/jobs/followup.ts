import type { Deps } from '../deps.ts'
import { followUp } from '../followup/care.ts'
import { daily, type Job } from './rules.ts'

/** Before people are at work: what is due leaves from nine. */
const FOLLOW_UP_HOUR = 7

/** Asks, every day, the households that are to be asked where they are; gives news to those who wait. */
export function followUpJob(deps: Deps): Job {
  return daily('followup', FOLLOW_UP_HOUR, (now, isStopping) => followUp(deps, now, isStopping))
}
