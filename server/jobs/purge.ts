import type { Deps } from '../deps.ts'
import { purgeExpired } from '../privacy/purge.ts'
import { daily, type Job } from './rules.ts'

/** Before the morning, when few people are there. */
const PURGE_HOUR = 4

/** Deletes every day what the retention table keeps no longer. */
export function purgeJob({ database }: Pick<Deps, 'database'>): Job {
  return daily('purge', PURGE_HOUR, (now) => purgeExpired(database, now))
}
