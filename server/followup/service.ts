import type { RequestStatus } from '../../prisma/generated/enums.ts'
import { addDays, type Day, parisDay } from '../calendar/rules.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { MoveRefused, UserError } from '../errors.ts'
import { type Act, claimKey, fingerprintOf, subjectOf } from '../idempotency/service.ts'
import { applyChange, lockedRequestFor, type Target } from '../orientation/change.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import { endAgreed, findAgreed } from '../proposals/service.ts'
import {
  endShortlist,
  findOpenShortlist,
  listOutcomes,
  refusedBy,
  type Shortlist,
} from '../shortlists/service.ts'
import { findTerritory } from '../territory/service.ts'
import { appendEvent } from '../timeline/service.ts'
import { addTodo } from '../todos/service.ts'
import { contradictionOf, type Word } from './contradiction.ts'
import { haveSettled } from './disagreement.ts'
import { heardFrom } from './questions.ts'
import { askedNextOn, isRefusal, maySay, statusAfterAnswer } from './rules.ts'
import {
  doctorMeant,
  isAllDeclared,
  isUnsaid,
  type Keeping,
  kindOf,
  markPeople,
  type Told,
  writeOutcomes,
} from './saying.ts'

export type { Told } from './saying.ts'

/** A person looks by then at a household that a doctor follows no more. */
const LOOK_WITHIN_DAYS = 10

/** A refusal among several doctors says who refused: those who did not are not put in doubt. */
export class WhichDoctor extends UserError {
  readonly status = 422
  constructor() {
    super('whichDoctor')
  }
}

/**
 * Keeps what a household says of its search, and moves the request. A refusal costs nothing: the date of registration
 * is kept, the doctor is not proposed again and their availability is in doubt. What contradicts the doctor moves
 * nothing: a person settles it. The same key again does nothing more.
 * @throws MoveRefused when nothing was asked yet, WhichDoctor.
 */
export async function recordAnswer(
  deps: Deps,
  target: Target,
  told: Told,
  now: Date,
): Promise<void> {
  const { territoryId } = target
  const fingerprint = fingerprintOf(deps.keys, [target.id, told])
  const act: Act = { territoryId, scope: 'answer', key: told.key, fingerprint }
  if (await subjectOf(deps.database.client, act)) return
  const territory = await findTerritory(deps, territoryId)
  await deps.database.transaction(async (tx) => {
    if (!(await claimKey(tx, act, target.id, now))) return
    const request = await lockedRequestFor(tx, deps, target)
    const key = { requestId: request.id, territoryId }
    const list = await findOpenShortlist(tx, deps.keys, key)
    const agreed = await findAgreed(tx, key)
    if (!maySay(request.status, told.answer)) throw new MoveRefused(request.status, told.answer)
    const named = agreed ? [agreed.availabilityId] : listedIn(list)
    const said = agreed ? { ...told, availabilityId: agreed.availabilityId } : told
    if (isUnsaid(said, named)) throw new WhichDoctor()
    const toldAt = agreed ? agreed.householdAnsweredAt : (list?.decidedAt ?? null)
    await keep(tx, deps, { request, territory, list, named, toldAt, target, told: said }, now)
  })
}

async function keep(tx: Db, deps: Deps, said: Keeping, now: Date): Promise<void> {
  const { told, territory, target } = said
  const held = { request: said.request, territory, actor: target.actor }
  const request = await heardFrom(tx, deps, held, now)
  const keeping = { ...said, request }
  const before = await listOutcomes(tx, { requestId: request.id, territoryId: request.territoryId })
  await writeOutcomes(tx, keeping, now)
  const word = {
    kind: kindOf(told.answer),
    availabilityId: wordIsOf(keeping),
    toldBy: keeping.target.actor.kind,
    at: now,
  }
  const contradiction = contradictionOf(word, before)
  const isTakenBack = request.status === 'declared'
  const older = contradiction ?? (isTakenBack ? before.findLast(isDeclaration) : null)
  if (older || isTakenBack) {
    await haveSettled(tx, { request, newest: word, older: older ?? null }, now)
    return noteOnly(tx, deps, keeping, now)
  }
  await markPeople(tx, keeping, now)
  await move(tx, deps, keeping, now)
}

function isDeclaration({ kind }: Word): boolean {
  return kind === 'declared'
}

/** The doctor that a word is of: the only one it can be, where it does not say. */
function wordIsOf({ named, told }: Keeping): string | null {
  const only = named.length === 1 ? (named[0] ?? null) : null
  return doctorMeant(named, told) ?? only
}

/** The word is in the history, and nothing else changes. */
async function noteOnly(tx: Db, deps: Deps, keeping: Keeping, now: Date): Promise<void> {
  const { request, target } = keeping
  const event = { kind: 'outcome' as const, facts: factsOf(keeping, null) }
  await applyChange(tx, deps, { request, actor: target.actor, change: {}, event }, now)
}

async function move(tx: Db, deps: Deps, keeping: Keeping, now: Date): Promise<void> {
  const { request, list, named, told, target } = keeping
  const { territoryId, id: requestId } = request
  const wanted = statusAfterAnswer(told.answer, {
    status: request.status,
    listed: named,
    refused: await refusedBy(tx, { requestId, territoryId }),
    allDeclared: isAllDeclared(keeping),
  })
  const isForAPerson = wanted === 'ready' && !canWait(request)
  if (isForAPerson) await haveSeen(tx, request, now)
  const status = isForAPerson ? null : wanted
  if (status === 'ready' && (await endAgreement(tx, deps, keeping, now))) return
  if (status && list && status !== 'seen')
    await endShortlist(tx, { id: list.id, territoryId, as: 'closedAt' }, now)
  const isTaken = told.answer === 'seen' || told.answer === 'declared'
  const change = {
    ...(status ? { status } : {}),
    ...(isTaken ? { foundAt: request.foundAt ?? now } : {}),
    ...(status === 'ready' ? { foundAt: null } : {}),
    nextStepOn: nextStepAfter(status, keeping, now),
  }
  const event = { kind: 'outcome' as const, facts: factsOf(keeping, status) }
  await applyChange(tx, deps, { request, actor: target.actor, change, event }, now)
}

/** One that a doctor followed was never placed by the search: it waits only with a home in the territory. */
function canWait({ status, home, verdict }: OrientationRequest): boolean {
  return status !== 'already_followed' || (home.position !== null && verdict === 'inside')
}

async function haveSeen(
  tx: Db,
  { id: requestId, territoryId, version, status: whileStatus }: OrientationRequest,
  now: Date,
): Promise<void> {
  const uniqueKey = `place_household:${requestId}:${version}`
  const todo = { kind: 'place_household', uniqueKey, whileStatus } as const
  await addTodo(tx, { requestId, territoryId, ...todo }, now)
}

/** A household that agreed to a doctor and has none in the end waits again, as the ladder says; false for the others. */
async function endAgreement(tx: Db, deps: Deps, keeping: Keeping, now: Date): Promise<boolean> {
  const { request, territory, target, told } = keeping
  const { actor } = target
  const why = isRefusal(told.answer) ? 'doctor_refused' : 'not_found'
  const held = { request, territory, actor }
  if (!(await endAgreed(tx, deps, { held, why }, now))) return false
  const { id: requestId, territoryId } = request
  const line = { requestId, territoryId, actor: actor.name ?? actor.kind }
  const facts = factsOf(keeping, 'ready')
  await appendEvent(tx, deps.keys, { ...line, facts, kind: 'outcome' }, now)
  return true
}

function factsOf({ named, told }: Keeping, status: RequestStatus | null) {
  return { answer: told.answer, doctor: doctorMeant(named, told), status }
}

function nextStepAfter(
  status: RequestStatus | null,
  { territory, request, toldAt, told }: Keeping,
  now: Date,
): Day | null {
  const today = parisDay(now)
  if (status === 'ready') return addWorkingDays(today, territory.answerWorkingDays)
  const next = status ?? request.status
  if (next === 'already_followed') return addDays(today, LOOK_WITHIN_DAYS)
  const asked = {
    status: next,
    toldOn: toldAt && parisDay(toldAt),
    foundOn: parisDay(request.foundAt ?? now),
    hasAppointment: told.answer === 'appointment',
  }
  return askedNextOn(asked, today)
}

function listedIn(list: Shortlist | null): string[] {
  return list?.entries.map(({ availabilityId }) => availabilityId) ?? []
}
