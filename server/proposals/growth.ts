import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { MoveRefused } from '../errors.ts'
import { applyChange, type Target } from '../orientation/change.ts'
import type { Care, Identity } from '../orientation/household.ts'
import { findRequest, insertMember } from '../orientation/service.ts'
import { MAX_MEMBERS } from '../questionnaire/schema.ts'
import { addTodo } from '../todos/service.ts'
import { type Case, keyOf, onceOnCase } from './case.ts'
import { undo } from './ending.ts'
import { findLiving, type Proposal } from './proposals-store.ts'
import { findOpenRound, keepQueue } from './rounds-store.ts'

/**
 * One person more in a household. Where a doctor is asked, or said yes, for fewer people, nothing is assumed: a doctor
 * who did not answer is asked again about everybody, a yes is given back and the request waits; where the name is already told, the places stay and
 * a person calls the practice about the newcomer.
 */
export async function addMember(
  deps: Deps,
  target: Target,
  { key, member }: { key: string; member: Identity & Care },
  now: Date,
): Promise<void> {
  const press = { target, scope: 'add_member', key, content: member }
  await onceOnCase(
    deps,
    press,
    async (tx, held) => {
      const { members, status } = held.request
      if (members.length >= MAX_MEMBERS) throw new MoveRefused(status, 'member_added')
      await insertMember(tx, deps.keys, held.request, member)
      const event = {
        kind: 'member_added' as const,
        facts: { people: held.request.members.length + 1 },
      }
      await applyChange(tx, deps, { ...held, change: {}, event }, now)
      const proposal = await findLiving(tx, keyOf(held))
      if (proposal) await askAgain(tx, deps, { held, proposal }, now)
      else if (held.request.status === 'shortlisted') await haveListSeen(tx, held, now)
    },
    now,
  )
}

async function askAgain(
  tx: Db,
  deps: Deps,
  { held, proposal }: { held: Case; proposal: Proposal },
  now: Date,
): Promise<void> {
  const { id, territoryId } = held.request
  const request = await findRequest(tx, deps.keys, { id, territoryId })
  if (!request) return
  if (request.status === 'proposed' || request.status === 'offered') {
    const round = await findOpenRound(tx, deps.keys, keyOf(held))
    if (round && proposal.status === 'pending')
      await keepQueue(tx, round, [proposal.availabilityId, ...round.queue])
    await undo(tx, deps, { held: { ...held, request }, proposal, why: 'household_grew' }, now)
    return
  }
  await addTodo(
    tx,
    {
      ...keyOf(held),
      kind: 'household_grew',
      uniqueKey: `household_grew:${id}:${request.version}`,
      whileStatus: null,
      facts: { proposalId: proposal.id, doctorId: proposal.doctorId },
    },
    now,
  )
}

/** Doctors were chosen for fewer people: a person looks at the list again. */
async function haveListSeen(tx: Db, held: Case, now: Date): Promise<void> {
  const { id, version } = held.request
  const uniqueKey = `household_corrected:${id}:${version}`
  const todo = { kind: 'household_corrected', uniqueKey, whileStatus: null } as const
  await addTodo(tx, { ...keyOf(held), ...todo }, now)
}
