import { writeAudit } from '../audit/service.ts'
import type { Deps } from '../deps.ts'
import { doctorsNamed } from '../doctors/candidates.ts'
import { NotFound } from '../errors.ts'
import type { Target } from '../orientation/change.ts'
import { findRequest } from '../orientation/service.ts'
import { type OwnFile, ownFile } from './file.ts'
import { type Everything, readEverything } from './store.ts'

export type Opened = { reference: string; isOver: boolean; file: OwnFile }

/** Everything kept of a household, for it to read or to keep; the reading is in the audit. @throws NotFound */
export async function openOwnFile(
  deps: Deps,
  target: Target,
  { action }: { action: 'read' | 'export' },
  now: Date,
): Promise<Opened> {
  const { id: requestId, territoryId, actor } = target
  return deps.database.transaction(async (tx) => {
    const request = await findRequest(tx, deps.keys, target)
    const everything = await readEverything(tx, deps.keys, { requestId, territoryId })
    if (!request || !everything) throw new NotFound()
    const named = await doctorsNamed(tx, territoryId, toldIn(everything))
    const told = new Map(named.map(({ id, name }) => [id, name]))
    const subject = { kind: 'orientation_request', id: requestId }
    await writeAudit(tx, { territoryId, actor, action, subject }, now)
    const { reference, status } = request
    return {
      reference,
      isOver: status === 'closed',
      file: ownFile({ everything, request, told }),
    }
  })
}

/** Doctors whom the household was told of: those of the lists that left, and the one it agreed to (B20). */
function toldIn({ lists, proposals }: Everything): string[] {
  const listed = lists
    .filter(({ cancelledAt }) => cancelledAt === null)
    .flatMap(({ entries }) => entries.map(({ availabilityId }) => availabilityId))
  const agreed = proposals
    .filter(({ householdAnswer }) => householdAnswer === 'agreed')
    .map(({ availabilityId }) => availabilityId)
  return [...new Set([...listed, ...agreed])]
}
