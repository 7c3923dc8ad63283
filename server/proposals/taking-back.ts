import type { RequestStatus } from '../../prisma/generated/enums.ts'
import type { Deps } from '../deps.ts'
import { MoveRefused } from '../errors.ts'
import { startOver } from '../ladder/service.ts'
import { applyChange, type Target } from '../orientation/change.ts'
import { backToReady, findRequest } from '../orientation/service.ts'
import { keyOf, onceOnCase } from './case.ts'
import { undo } from './ending.ts'
import { findLiving } from './proposals-store.ts'

/**
 * A person takes back what a doctor was asked, or what they accepted: the places are free, the request is back on the
 * waiting list, and a household that knew of the solution is told.
 * @throws MoveRefused when nobody is asked, StaleVersion
 */
export async function takeBack(
  deps: Deps,
  target: Target,
  { key }: { key: string },
  now: Date,
): Promise<void> {
  const press = { target, scope: 'take_back', key, content: null }
  await onceOnCase(
    deps,
    press,
    async (tx, held) => {
      const proposal = await findLiving(tx, keyOf(held))
      if (!proposal || !HOLDING.includes(held.request.status))
        throw new MoveRefused(held.request.status, 'ready')
      await undo(tx, deps, { held, proposal, why: 'taken_back' }, now)
    },
    now,
  )
}

/** Statuses in which a doctor is asked or said yes. */
const HOLDING: readonly RequestStatus[] = ['proposed', 'offered', 'agreed']

/**
 * A person puts a request back on the waiting list, at its old date: what a doctor was asked, or said, is taken back
 * first; a closed request is reopened, and begins its way near home again.
 * @throws NotFound, MoveRefused, StaleVersion
 */
export async function putBack(
  deps: Deps,
  target: Target,
  press: { key: string },
  now: Date,
): Promise<void> {
  const { client } = deps.database
  const { id: requestId, territoryId } = target
  const request = await findRequest(client, deps.keys, target)
  const living = await findLiving(client, { requestId, territoryId })
  if (living && request && HOLDING.includes(request.status))
    return takeBack(deps, target, press, now)
  await backToReady(deps, target, now)
  if (request?.status === 'closed') await startOver(client, { requestId, territoryId }, now)
}

/** What became of a call to a doctor that gave no answer yet. */
export const DOCTOR_CALLS = ['pas_joint', 'rappellera'] as const

export type DoctorCall = (typeof DOCTOR_CALLS)[number]

/** Writes down a call to a doctor about a household that gave no answer (B19): the contact is known, nothing moves. */
export async function noteDoctorCall(
  deps: Deps,
  target: Target,
  { key, call }: { key: string; call: DoctorCall },
  now: Date,
): Promise<void> {
  const press = { target, scope: 'doctor_call', key, content: call }
  await onceOnCase(
    deps,
    press,
    async (tx, held) => {
      const { request, actor } = held
      const proposal = await findLiving(tx, keyOf(held))
      if (!proposal) throw new MoveRefused(request.status, 'proposed')
      const facts = { doctor: proposal.availabilityId, call }
      const event = { kind: 'doctor_called' as const, facts }
      await applyChange(tx, deps, { request, actor, change: {}, event }, now)
    },
    now,
  )
}
