import type { Deps } from './deps.ts'
import { errorFacts } from './log.ts'

/**
 * Does one piece of a job by itself: when it throws, that is logged with `ids`, and the next pieces are still done.
 * Null when it failed.
 */
export async function apart<T>(
  { log }: Pick<Deps, 'log'>,
  ids: Record<string, string>,
  work: () => Promise<T>,
): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    log.error({ ...ids, ...errorFacts(error) }, 'left for the next run')
    return null
  }
}
