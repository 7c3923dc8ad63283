import { addDays, type Day, parisDay } from '../calendar/rules.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import type { Db } from '../db.ts'
import { pauseOn } from '../orientation/rules.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import { tell } from '../orientation/telling.ts'
import { choiceFor } from '../shortlists/choice.ts'
import type { Territory } from '../territory/service.ts'
import { WAY_TODOS } from '../todos/rules.ts'
import { addTodo, endTodos, type TodoKind } from '../todos/service.ts'
import { nextRung, type Rung, reachKm, type WiderAnswer } from './rules.ts'
import { askedAbout, findLadder, type LadderRow, saveLadder } from './store.ts'

export { listLadders as standingsOf, listOverdue } from './store.ts'

/** A request of a territory in mode `brokered`. */
export type Climber = { request: OrientationRequest; territory: Territory }

/** Where a request stands on its way; it begins near home, or at the doctor it wished for. */
export type LadderStanding = LadderRow & {
  /** How far it goes: what it chose, or agreed to since. Kilometres. */
  reachKm: number
}

export async function standingOf(db: Db, request: OrientationRequest): Promise<LadderStanding> {
  const { id: requestId, territoryId, wishes, registeredAt } = request
  const row = (await findLadder(db, { requestId, territoryId })) ?? {
    rung: 'radius' as const,
    since: registeredAt,
    namedAvailabilityId: null,
    widerKm: null,
    widerAskedAt: null,
    widerAnswer: null,
  }
  return { ...row, reachKm: reachKm(wishes.maxKm, row) }
}

/** What a request that goes back to the waiting list is to do next, and by when. */
export type Climbed = { rung: Rung; nextStepOn: Day }

/**
 * Takes a request whose doctors were asked in vain, or whose time on its rung is over, to its next rung (B32), with what
 * a person is to do there; during a pause it stays where it is, until the pause ends. The household is asked by itself whether it goes farther, and put on the common list, only
 * where the territory lets requests move on. In a transaction that holds the request; the caller writes the rest.
 */
export async function climb(tx: Db, { request, territory }: Climber, now: Date): Promise<Climbed> {
  const standing = await standingOf(tx, request)
  const restsUntil = pauseOn(request, parisDay(now))
  if (restsUntil) return { rung: standing.rung, nextStepOn: addDays(restsUntil, 1) }
  const isAutomatic = territory.movesOnTo === 'next'
  const ways = {
    someoneLeft: await isSomeoneLeft(tx, { request, territory, km: standing.reachKm }, now),
    hasCommonList: territory.hasCommonList && isAutomatic,
  }
  const rung = nextRung(standing, ways)
  const key = { requestId: request.id, territoryId: request.territoryId }
  if (rung !== standing.rung) await saveLadder(tx, key, { rung, since: now }, now)
  return settle(tx, { request, territory, rung, isAutomatic, standing }, now)
}

type Settling = Climber & { rung: Rung; isAutomatic: boolean; standing: LadderStanding }

async function settle(tx: Db, settling: Settling, now: Date): Promise<Climbed> {
  const { request, territory, rung, isAutomatic, standing } = settling
  const key = { requestId: request.id, territoryId: request.territoryId }
  await endTodos(tx, { ...key, kinds: WAY_TODOS }, now)
  const today = parisDay(now)
  if (rung === 'common_list') return { rung, nextStepOn: addDays(today, territory.commonListDays) }
  const mustAsk = rung === 'wider' && standing.widerAnswer === null
  const answerBy = standing.widerAskedAt && answerDueOn(territory, standing.widerAskedAt)
  if (mustAsk && answerBy && answerBy >= today) return { rung, nextStepOn: answerBy }
  if (mustAsk && isAutomatic && (await askWiderByMessage(tx, settling, now)))
    return { rung, nextStepOn: addWorkingDays(today, territory.offerWorkingDays) }
  const kind: TodoKind = mustAsk
    ? 'ask_wider'
    : rung === 'coordinator'
      ? 'last_rung'
      : 'choose_again'
  await addTodo(
    tx,
    {
      ...key,
      kind,
      uniqueKey: `${kind}:${request.id}:${request.version}`,
      whileStatus: 'ready',
    },
    now,
  )
  return { rung, nextStepOn: addWorkingDays(today, territory.answerWorkingDays) }
}

/** A household that is being asked has until that day, whatever came of doctors asked meanwhile: it is not asked twice. */
function answerDueOn({ offerWorkingDays }: Territory, askedAt: Date): Day {
  return addWorkingDays(parisDay(askedAt), offerWorkingDays)
}

/** False when no machine may write to the household. */
async function askWiderByMessage(
  tx: Db,
  { request, territory }: Climber,
  now: Date,
): Promise<boolean> {
  const uniqueKey = `wider:${request.id}:${request.version}`
  if (!(await tell(tx, request, { template: 'wider_ask', uniqueKey }, now))) return false
  await noteWiderAsked(tx, { request, territory }, now)
  return true
}

/** The household is being asked whether it goes as far as the territory's wider distance. */
export async function noteWiderAsked(
  tx: Db,
  { request, territory }: Climber,
  now: Date,
): Promise<void> {
  const key = { requestId: request.id, territoryId: request.territoryId }
  const widerKm = Math.max(territory.widerKm, request.wishes.maxKm)
  await saveLadder(tx, key, { rung: 'wider', widerKm, widerAskedAt: now }, now)
  await endTodos(tx, { ...key, kinds: WAY_TODOS }, now)
}

/** Keeps what the household says of going farther; `silent` when its time is over. */
export async function noteWiderAnswer(
  tx: Db,
  request: OrientationRequest,
  answer: WiderAnswer,
  now: Date,
): Promise<void> {
  const key = { requestId: request.id, territoryId: request.territoryId }
  await saveLadder(tx, key, { widerAnswer: answer, widerAnsweredAt: now }, now)
}

/** A person puts a request on a rung: the common list, or the doctor that it wished for. */
export async function putOnRung(
  tx: Db,
  request: OrientationRequest,
  { rung, namedAvailabilityId }: { rung: Rung; namedAvailabilityId?: string },
  now: Date,
): Promise<void> {
  const key = { requestId: request.id, territoryId: request.territoryId }
  const named = namedAvailabilityId ? { namedAvailabilityId } : {}
  await saveLadder(tx, key, { rung, since: now, ...named }, now)
  await endTodos(tx, { ...key, kinds: WAY_TODOS }, now)
}

/** A request that was closed and is reopened begins its way near home again. */
export async function startOver(
  db: Db,
  key: { requestId: string; territoryId: string },
  now: Date,
): Promise<void> {
  if (await findLadder(db, key)) await saveLadder(db, key, { rung: 'radius', since: now }, now)
}

/** True when somebody within `km` can take the household whole and was not asked about it yet. */
async function isSomeoneLeft(
  tx: Db,
  { request, territory, km }: Climber & { km: number },
  now: Date,
): Promise<boolean> {
  const choice = await choiceFor(tx, { request, territory, km }, now)
  const key = { requestId: request.id, territoryId: request.territoryId }
  const asked = await askedAbout(tx, key)
  return choice?.ranking.ranked.some(({ id }) => !asked.has(id)) ?? false
}
