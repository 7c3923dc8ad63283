import type { CloseReason, RequestStatus } from '../../prisma/generated/enums.ts'
import { parisDay } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { MoveRefused } from '../errors.ts'
import { applyChange, requestFor, type Target } from '../orientation/change.ts'
import { canMove } from '../orientation/rules.ts'
import { markMembers } from '../orientation/service.ts'
import { onceOnCase } from '../proposals/service.ts'
import { closeShortlist, insertOutcome } from '../shortlists/service.ts'
import type { Territory } from '../territory/service.ts'
import { endTodos } from '../todos/service.ts'
import { type Disagreement, findDisagreement } from './disagreement.ts'
import { haveNobody, WAITING_AGAIN } from './putting-back.ts'
import { stepOnceFound } from './rules.ts'

export type Settlement = { key: string; isTaken: boolean }

/**
 * A person says who is right: the doctor takes the household, or does not. The request goes where that leads, by the
 * table of moves alone, at its old date when it waits again. Once for each key; nothing when nothing is to be settled.
 * @throws MoveRefused while another doctor is asked, StaleVersion
 */
export async function settleDisagreement(
  deps: Deps,
  target: Target,
  { key, isTaken }: Settlement,
  now: Date,
): Promise<void> {
  const press = { target, scope: 'disagreement', key, content: isTaken }
  await onceOnCase(
    deps,
    press,
    async (tx, { request, territory }) => {
      const about = { requestId: request.id, territoryId: request.territoryId }
      const found = await findDisagreement(tx, about)
      if (!found) return
      if (BUSY.includes(request.status)) throw new MoveRefused(request.status, 'declared')
      await endTodos(tx, { ...about, kinds: ['disagreement'] }, now)
      const { version: _seen, ...whole } = target
      const act = { deps, target: whole, found, territory }
      await (isTaken ? keepTaken(tx, act, now) : keepNotTaken(tx, act, now))
    },
    now,
  )
}

/** Another doctor was asked since: what they were asked is taken back first. */
const BUSY: readonly RequestStatus[] = ['proposed', 'offered']

type Settling = { deps: Deps; target: Target; found: Disagreement; territory: Territory }

/** Closed for want of a doctor, whom it had after all; who left or died is not written to, a double is not counted twice. */
const REOPENED: readonly CloseReason[] = ['no_solution', 'unreachable', 'found_alone']

/** Seen or declared, as the one who was right said, even if the request was closed meanwhile. */
async function keepTaken(tx: Db, act: Settling, now: Date): Promise<void> {
  const { found, target } = act
  const kind = found.words.some((word) => word.kind === 'declared') ? 'declared' : 'seen'
  const request = await noted(tx, act, { kind, now })
  const { status: before, closeReason } = request
  if (before === 'closed' && !(closeReason && REOPENED.includes(closeReason))) return
  const people = (mark: 'seenAt' | 'declaredAt') => ({
    requestId: target.id,
    memberIds: request.members.filter((member) => !member[mark]).map(({ id }) => id),
  })
  await markMembers(tx, people('seenAt'), { seenAt: now })
  if (kind === 'declared') await markMembers(tx, people('declaredAt'), { declaredAt: now })
  const foundAt = request.foundAt ?? now
  const nextStepOn = stepOnceFound(kind, parisDay(now))
  if (before === 'closed') await move(tx, act, { change: WAITING_AGAIN, now })
  if (before === 'ready' || before === 'closed')
    await move(tx, act, { change: { status: 'shortlisted' }, now })
  const { status } = await requestFor(tx, act.deps, target)
  if (canMove(status, kind))
    await move(tx, act, { change: { status: kind, foundAt, nextStepOn }, now })
  if (kind === 'declared') {
    const { id: requestId, territoryId } = target
    await closeShortlist(tx, act.deps, { requestId, territoryId }, now)
  }
}

/** Nobody takes it: it waits again. A declaration is undone by the only way out of it. */
async function keepNotTaken(tx: Db, act: Settling, now: Date): Promise<void> {
  const { target, deps, territory } = act
  const { status, members } = await noted(tx, act, { kind: 'not_yet', now })
  const memberIds = members.map(({ id }) => id)
  await markMembers(tx, { requestId: target.id, memberIds }, { seenAt: null, declaredAt: null })
  if (status !== 'seen' && status !== 'declared') return
  if (status === 'declared')
    await move(tx, act, {
      change: { status: 'closed', closeReason: 'no_solution', closedAt: now },
      now,
    })
  const request = await requestFor(tx, deps, target)
  await haveNobody(tx, deps, { held: { request, territory, actor: target.actor } }, now)
}

type Noting = { kind: 'seen' | 'declared' | 'not_yet'; now: Date }

/** Writes what is held true, as the word of the team, and gives the request as it is then. */
async function noted(tx: Db, { deps, target, found }: Settling, { kind, now }: Noting) {
  const { territoryId, id: requestId, actor } = target
  const { availabilityId } = found
  const word = { territoryId, requestId, availabilityId, kind, at: now, toldBy: actor.kind }
  await insertOutcome(tx, word)
  const event = { kind: 'settled' as const, facts: { answer: kind, doctor: availabilityId } }
  const request = await requestFor(tx, deps, target)
  await applyChange(tx, deps, { request, actor, change: {}, event, action: 'decide' }, now)
  return requestFor(tx, deps, target)
}

type Moving = { change: Parameters<typeof applyChange>[2]['change']; now: Date }

async function move(tx: Db, { deps, target }: Settling, { change, now }: Moving): Promise<void> {
  const request = await requestFor(tx, deps, target)
  await applyChange(tx, deps, { request, actor: target.actor, change }, now)
}
