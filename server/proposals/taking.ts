import type { Actor } from '../audit/service.ts'
import { parisDay } from '../calendar/rules.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { loadOf } from '../doctors/candidates.ts'
import { applyChange } from '../orientation/change.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import { findRequest } from '../orientation/service.ts'
import { machineChannel } from '../orientation/telling.ts'
import { addTodo } from '../todos/service.ts'
import { type Case, keyOf, nameOf, onceOnCase } from './case.ts'
import { holdPlaces } from './holding.ts'
import { raisePlaces } from './limits-store.ts'
import { offer } from './offering.ts'
import { changeProposal, findProposal } from './proposals-store.ts'
import { endStrays } from './rounds-store.ts'
import { dueAfter, homeVisitsOf } from './rules.ts'
import { lockOffered } from './store.ts'

export type TakingHousehold = {
  territoryId: string
  doctorId: string
  actor: Actor
  requestId: string
  key: string
  /** Where this doctor can take the household, as it is once the request is held; null: nowhere. */
  placing: (
    tx: Db,
    request: OrientationRequest,
  ) => Promise<{ availabilityId: string; km: number } | null>
}

/** `gone`: somebody was faster, or it is no longer on the list. `again`: this press took it already. */
export type Taken = 'taken' | 'gone' | 'again'

/**
 * A doctor's own yes to a household nobody asked them about: places held, the yes written, and the household told that
 * there is news, in one transaction. Taking more than they had declared is their word: their places follow.
 */
export async function takeHousehold(
  deps: Deps,
  { placing, ...taking }: TakingHousehold,
  now: Date,
): Promise<Taken> {
  const { requestId: id, territoryId, doctorId, actor, key } = taking
  const press = { target: { id, territoryId, actor }, scope: 'take', key, content: doctorId }
  const taken = await onceOnCase<Taken>(
    deps,
    press,
    async (tx, held) => {
      const place = held.request.status === 'ready' ? await placing(tx, held.request) : null
      if (!place) return 'gone'
      return take(tx, deps, { held, place, doctorId }, now)
    },
    now,
  )
  return taken ?? 'again'
}

type Take = { held: Case; place: { availabilityId: string; km: number }; doctorId: string }

async function take(
  tx: Db,
  deps: Deps,
  { held, place, doctorId }: Take,
  now: Date,
): Promise<Taken> {
  const { request, actor, territory } = held
  const { availabilityId, km } = place
  const wanted = {
    ...keyOf(held),
    availabilityId,
    people: request.members.length,
    homeVisits: homeVisitsOf(request.members),
    expiresAt: dueAfter(now, territory.proposalWorkingDays),
    asked: { roundId: null, medium: 'common_list', km } as const,
  }
  await endStrays(tx, now, request.id)
  await makeRoom(tx, wanted, now)
  const id = await holdPlaces(tx, wanted, now)
  await changeProposal(
    tx,
    { id, territoryId: request.territoryId, from: 'pending' },
    { status: 'accepted', answeredAt: now, answeredBy: nameOf(actor) },
  )
  const event = { kind: 'taken_from_list' as const, facts: { doctor: availabilityId } }
  const nextStepOn = addWorkingDays(parisDay(now), 1)
  const change = { status: 'proposed' as const, nextStepOn }
  await applyChange(tx, deps, { request, actor, change, event, action: 'decide' }, now)
  await tellBoth(tx, deps, { held, proposalId: id, doctorId }, now)
  return 'taken'
}

type Wanted = { territoryId: string; availabilityId: string; people: number; homeVisits: number }

async function makeRoom(tx: Db, wanted: Wanted, now: Date): Promise<void> {
  await lockOffered(tx, wanted)
  const { held, taken, homeVisits } = await loadOf(tx, wanted, now)
  await raisePlaces(tx, wanted, {
    places: held + taken + wanted.people,
    homeVisitPlaces: wanted.homeVisits > 0 ? homeVisits + wanted.homeVisits : 0,
  })
}

/** The household by its channel, or by a person where no machine may write to it; the coordinator in any case. */
async function tellBoth(
  tx: Db,
  deps: Deps,
  { held, proposalId, doctorId }: { held: Case; proposalId: string; doctorId: string },
  now: Date,
): Promise<void> {
  const key = { id: held.request.id, territoryId: held.request.territoryId }
  const request = await findRequest(tx, deps.keys, key)
  const proposal = await findProposal(tx, { id: proposalId, territoryId: key.territoryId })
  if (!request || !proposal) return
  const channel = machineChannel(request)
  const kind = channel ? 'taken_from_list' : 'tell_household'
  await addTodo(
    tx,
    {
      ...keyOf(held),
      kind,
      uniqueKey: `${kind}:${proposalId}`,
      whileStatus: channel ? 'offered' : 'proposed',
      facts: { proposalId, doctorId },
    },
    now,
  )
  if (channel) await offer(tx, deps, { held: { ...held, request }, proposal, channel }, now)
}
