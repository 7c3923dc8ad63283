import type { Deps } from '../deps.ts'
import { errorFacts } from '../log.ts'
import { keepErasure } from '../operations/erasures.ts'
import type { Target } from '../orientation/change.ts'
import { eraseFile } from './erasing.ts'

/**
 * Erases a file, then adds it to the register that a restored backup is read against. A register that cannot be written
 * is an error of the journal, not of the household: its file is erased.
 * @throws NotFound, StaleVersion
 */
export async function eraseAndKeep(deps: Deps, target: Target, now: Date): Promise<void> {
  if (!(await eraseFile(deps, target, now))) return
  const { id: requestId, territoryId } = target
  try {
    await keepErasure(deps.config.dataDir, { requestId, territoryId })
  } catch (error) {
    deps.log.error({ ...errorFacts(error), requestId }, 'an erasure is missing in the register')
  }
}
