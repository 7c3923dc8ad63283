import { randomUUID } from 'node:crypto'
import { parisDay } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { AlreadyProposed, HouseholdPaused, MoveRefused, PlacesTaken } from '../errors.ts'
import { putOnRung, standingOf } from '../ladder/service.ts'
import { applyChange, type Target } from '../orientation/change.ts'
import { pauseOn } from '../orientation/rules.ts'
import { wantedBy } from '../ranking/places.ts'
import { type Choice, choiceFor, chosenOf } from '../shortlists/choice.ts'
import { ChoiceOutOfDate, DistanceReasonMissing } from '../shortlists/service.ts'
import { ASKING_TODOS } from '../todos/rules.ts'
import { endTodos } from '../todos/service.ts'
import { type Case, keyOf, nameOf, onceOnCase } from './case.ts'
import { haveDoctorCalled, queueNews, whenToTell } from './doctor-news.ts'
import { holdPlaces } from './holding.ts'
import { endStrays, findOpenRound, insertRound, keepQueue, type Round } from './rounds-store.ts'
import { dueAfter, homeVisitsOf } from './rules.ts'

export type Asking = {
  key: string
  /** Doctors at a practice, in the order to ask them. */
  availabilityIds: readonly string[]
  /** Distance applied to the ranking, in kilometres. */
  km: number
  /** Why it exceeds what is reasonable, or what the household chose. */
  exception: string | null
  medium: 'link' | 'phone'
  /** The first of them is the doctor that the household wished for. */
  isNamed: boolean
}

/**
 * Asks doctors about a household, one after the other (B18, B19): the first is asked and holds its places at once, the
 * next when it says no or lets its time pass. Only doctors whom the ranking would give today can be asked: what leaves
 * a doctor out (rule 2) cannot be bypassed, distance alone can be exceeded, with a reason that is kept.
 * @throws MoveRefused, HouseholdPaused, ChoiceOutOfDate, DistanceReasonMissing, StaleVersion
 */
export async function askDoctors(
  deps: Deps,
  target: Target,
  asking: Asking,
  now: Date,
): Promise<void> {
  const press = { target, scope: 'ask_doctors', key: asking.key, content: asking }
  await onceOnCase(deps, press, (tx, held) => start(tx, deps, { held, asking }, now), now)
}

type Started = { held: Case; asking: Asking }

async function start(tx: Db, deps: Deps, { held, asking }: Started, now: Date): Promise<void> {
  const { request, territory, actor } = held
  if (territory.mode !== 'brokered' || request.status !== 'ready')
    throw new MoveRefused(request.status, 'proposed')
  if (pauseOn(request, parisDay(now))) throw new HouseholdPaused()
  const { reachKm } = await standingOf(tx, request)
  const { km, exception, medium, availabilityIds } = asking
  if (km > Math.min(reachKm, territory.reasonableKm) && !exception)
    throw new DistanceReasonMissing()
  const choice = await choiceFor(tx, { request, territory, km }, now)
  assertChosen(choice, availabilityIds)
  await endStrays(tx, now, request.id)
  const round: Round = {
    id: randomUUID(),
    ...keyOf(held),
    medium,
    queue: availabilityIds,
    workingDays: territory.proposalWorkingDays,
    maxKm: km,
    exception,
  }
  await insertRound(tx, deps.keys, { ...round, startedBy: nameOf(actor) }, now)
  const [first] = availabilityIds
  if (asking.isNamed && first)
    await putOnRung(tx, request, { rung: 'named', namedAvailabilityId: first }, now)
  if (!(await askNext(tx, deps, { held, round }, now))) throw new ChoiceOutOfDate()
}

function assertChosen(choice: Choice | null, ids: readonly string[]): void {
  const isWhole = new Set(ids).size === ids.length && ids.length > 0
  if (!choice || !isWhole || chosenOf(choice, ids).length !== ids.length)
    throw new ChoiceOutOfDate()
}

/**
 * Asks the next doctor of the round under way who can still take the household; false when there is nobody left, and
 * then nothing is changed. In a transaction that holds the request.
 */
export async function moveToNext(tx: Db, deps: Deps, held: Case, now: Date): Promise<boolean> {
  const round = await findOpenRound(tx, deps.keys, keyOf(held))
  return round !== null && askNext(tx, deps, { held, round }, now)
}

type Turn = { held: Case; round: Round }

async function askNext(tx: Db, deps: Deps, { held, round }: Turn, now: Date): Promise<boolean> {
  const { request, territory } = held
  const choice = await choiceFor(tx, { request, territory, km: round.maxKm }, now)
  for (const [index, availabilityId] of round.queue.entries()) {
    const ranked = choice?.ranking.ranked.find(({ id }) => id === availabilityId)
    const doctorId = choice?.byId.get(availabilityId)?.doctorId
    if (!ranked || !doctorId) continue
    const asked = { availabilityId, doctorId, km: ranked.km }
    if (await ask(tx, deps, { held, round, asked }, now)) {
      await keepQueue(tx, round, round.queue.slice(index + 1))
      return true
    }
  }
  return false
}

type Ask = Turn & { asked: { availabilityId: string; doctorId: string; km: number } }

/** Holds the places, tells the doctor or whoever phones them, and writes it down; false when the places just went. */
async function ask(tx: Db, deps: Deps, { held, round, asked }: Ask, now: Date): Promise<boolean> {
  const { request, actor } = held
  const { availabilityId, doctorId, km } = asked
  const whom = { doctorId, territoryId: request.territoryId }
  const when = round.medium === 'link' ? await whenToTell(tx, deps, whom, now) : null
  const medium = when ? 'link' : 'phone'
  const expiresAt = dueAfter(when?.at ?? now, round.workingDays)
  const hold = {
    ...keyOf(held),
    availabilityId,
    ...wantedBy(request.members),
    homeVisits: homeVisitsOf(request.members),
    expiresAt,
    asked: { roundId: round.id, medium, km } as const,
  }
  const proposalId = await holdOrNull(tx, hold, now)
  if (!proposalId) return false
  await endTodos(tx, { ...keyOf(held), kinds: ASKING_TODOS }, now)
  if (when) await queueNews(tx, { ...whom, about: proposalId }, when, now)
  else await haveDoctorCalled(tx, { ...keyOf(held), id: proposalId, doctorId }, now)
  const until = parisDay(expiresAt)
  const facts = { doctor: availabilityId, medium, until, km }
  const event = {
    kind: 'doctor_asked' as const,
    facts,
    ...(round.exception ? { note: round.exception } : {}),
  }
  const change = { status: 'proposed' as const, nextStepOn: until }
  await applyChange(tx, deps, { request, actor, change, event, action: 'send' }, now)
  return true
}

/** The proposal's id, or null when the places went to somebody else meanwhile. */
export async function holdOrNull(
  tx: Db,
  hold: Parameters<typeof holdPlaces>[1],
  now: Date,
): Promise<string | null> {
  try {
    return await holdPlaces(tx, hold, now)
  } catch (error) {
    if (error instanceof PlacesTaken || error instanceof AlreadyProposed) return null
    throw error
  }
}
