import { apart } from '../apart.ts'
import type { Actor } from '../audit/service.ts'
import { officeTime } from '../calendar/office-hours.ts'
import { addDays, addMonths, parisDay, startOfDay } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { applyChange, lockedRequestFor } from '../orientation/change.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import { tell } from '../orientation/telling.ts'
import { addTodo, endTodos } from '../todos/service.ts'
import { type FollowUp, listFollowUps, listWaits, type Scope, type Wait } from './care-store.ts'
import { listDeclaredAsks } from './declared-store.ts'
import {
  DECLARED_AGAIN_DAYS,
  DECLARED_ASKED_DAYS,
  FIRST_ASKED_DAYS,
  LAST_ASKED_DAYS,
  NEWS_DAYS,
} from './rules.ts'

/** Asked twice about a declaration and silent so many days after, a person calls. */
const DECLARED_CALL_DAYS = 45
/** A household that does not say whether it still waits is reminded after so many days, and paused so many later. */
const REMIND_DAYS = 30
const SILENCE_DAYS = 15
/** The longest pause that a household may choose: it is asked again when it ends. */
const PAUSE_MONTHS = 6
/** Requests read at once: the next ones are read when these are done. */
const BATCH = 200

const SYSTEM: Actor = { kind: 'system', id: null }

/** How many households were asked, given news, reminded and paused; `failed`: left for the next run. */
export type FollowedUp = Record<'asked' | 'news' | 'reminded' | 'paused' | 'failed', number>

/**
 * What time does to households told of doctors, and to those who wait: each is asked, given news, reminded or paused when it
 * is due, in a transaction of its own; one that fails is logged, and the next ones are cared for. Computed from what is
 * stored: run again, by any process, it does nothing twice.
 */
export async function followUp(
  deps: Deps,
  now: Date,
  isStopping: () => boolean = () => false,
): Promise<FollowedUp> {
  const done = { asked: 0, news: 0, reminded: 0, paused: 0, failed: 0 }
  const { client } = deps.database
  for (const list of [listFollowUps, listDeclaredAsks]) {
    const asking = await inBatches(
      deps,
      {
        read: (scope) => list(client, askedBefore(now), scope),
        act: (due) => askOne(deps, { due, list }, now),
      },
      { now, isStopping },
    )
    done.asked += asking.done.length
    done.failed += asking.failed
  }
  const waits = await inBatches(
    deps,
    {
      read: (scope) => listWaits(client, waitedBefore(now), scope),
      act: (wait) => careForOne(deps, wait, now),
    },
    { now, isStopping },
  )
  for (const { step } of waits.done) done[DONE[step]] += 1
  done.failed += waits.failed
  return done
}

const DONE = { ask: 'news', remind: 'reminded', pause: 'paused' } as const

type Run = { now: Date; isStopping: () => boolean }

type Acting<Due> = {
  read: (scope: Scope) => Promise<Due[]>
  act: (due: Due) => Promise<boolean>
}

/**
 * Reads what is due and does it, until nothing new is: what was done, and how many failed. What could not be done is tried
 * at the next run; those that failed are read again beside the next ones, so that they hide none.
 */
async function inBatches<Due extends { requestId: string }>(
  deps: Deps,
  { read, act }: Acting<Due>,
  { now, isStopping }: Run,
): Promise<{ done: Due[]; failed: number }> {
  const done: Due[] = []
  const failed = new Set<string>()
  for (;;) {
    const limit = BATCH + failed.size
    const due = await read({ today: dateOf(now), limit })
    const before = done.length + failed.size
    for (const each of due.filter(({ requestId }) => !failed.has(requestId))) {
      if (isStopping()) return { done, failed: failed.size }
      const acted = await apart(deps, { request: each.requestId }, () => act(each))
      if (acted) done.push(each)
      if (acted === null) failed.add(each.requestId)
    }
    const isOver = due.length < limit || done.length + failed.size === before
    if (isOver) return { done, failed: failed.size }
  }
}

type Asking = { due: FollowUp; list: typeof listFollowUps | typeof listDeclaredAsks }

/** Asks one household what became of its search, if it still is to be asked; by a call to make where writing is no use. */
async function askOne(deps: Deps, { due, list }: Asking, now: Date): Promise<boolean> {
  return onDue(deps, due, async (tx, request) => {
    const scope = { requestId: request.id, today: dateOf(now), limit: 1 }
    const [still] = await list(tx, askedBefore(now), scope)
    if (still?.uniqueKey !== due.uniqueKey) return false
    const { template, uniqueKey } = still
    const saying: Saying = { template, uniqueKey, todo: 'ask_outcome' }
    await (still.isCall ? call(tx, request, saying, now) : tellOrCall(tx, request, saying, now))
    // Asked in time, it is not late: its next step is the next question.
    const nextStepOn = addDays(parisDay(now), AGAIN_DAYS[template])
    await applyChange(tx, deps, { request, actor: SYSTEM, change: { nextStepOn } }, now)
    return true
  })
}

/** After each question, the days to the next one where it is not answered. */
const AGAIN_DAYS: Record<FollowUp['template'], number> = {
  followup_10: LAST_ASKED_DAYS - FIRST_ASKED_DAYS,
  followup_30: NEWS_DAYS,
  declared_ask: DECLARED_AGAIN_DAYS,
}

async function careForOne(deps: Deps, wait: Wait, now: Date): Promise<boolean> {
  return onDue(deps, wait, async (tx, request) => {
    const scope = { requestId: request.id, today: dateOf(now), limit: 1 }
    const [still] = await listWaits(tx, waitedBefore(now), scope)
    if (still?.step !== wait.step) return false
    if (still.step === 'pause') await pauseOne(tx, deps, { request, wait: still }, now)
    else {
      const news = newsOf(request, still, now)
      await (still.isCall ? call(tx, request, news, now) : tellOrCall(tx, request, news, now))
    }
    return true
  })
}

function newsOf({ id }: OrientationRequest, { step, askedId }: Wait, now: Date): Saying {
  const todo = 'give_news' as const
  return step === 'remind'
    ? { template: 'still_waiting_reminder', uniqueKey: `still_waiting_reminder:${askedId}`, todo }
    : { template: 'still_waiting', uniqueKey: `still_waiting:${id}:${parisDay(now)}`, todo }
}

type Saying = {
  template: FollowUp['template'] | 'still_waiting' | 'still_waiting_reminder'
  uniqueKey: string
  todo: 'ask_outcome' | 'give_news'
}

/** In the hours when people are at work; where no machine may write to the household, a person calls it. */
async function tellOrCall(
  tx: Db,
  request: OrientationRequest,
  saying: Saying,
  now: Date,
): Promise<void> {
  const { template, uniqueKey } = saying
  const said = { template, uniqueKey, deliverAfter: officeTime(now) }
  if (!(await tell(tx, request, said, now))) await call(tx, request, saying, now)
}

/** One thing to do for each household: what it was to be called for before is asked in the same call. */
async function call(
  tx: Db,
  request: OrientationRequest,
  { uniqueKey, todo: kind }: Saying,
  now: Date,
): Promise<void> {
  const { id: requestId, territoryId, status: whileStatus } = request
  await endTodos(tx, { requestId, territoryId, kinds: [kind] }, now)
  await addTodo(tx, { requestId, territoryId, kind, uniqueKey, whileStatus }, now)
}

/** Nothing is closed nor deleted: the search rests, keeps its date, and a person is to know why. */
async function pauseOne(
  tx: Db,
  deps: Deps,
  { request, wait }: { request: OrientationRequest; wait: Wait },
  now: Date,
): Promise<void> {
  const pausedFrom = parisDay(now)
  const pausedUntil = addMonths(pausedFrom, PAUSE_MONTHS)
  const event = { kind: 'paused' as const, facts: { until: pausedUntil, silent: true } }
  const change = { pausedFrom, pausedUntil }
  await applyChange(tx, deps, { request, actor: SYSTEM, change, event }, now)
  const { id: requestId, territoryId, status: whileStatus } = request
  const kind = 'silent_household' as const
  const uniqueKey = `${kind}:${wait.askedId}`
  await addTodo(tx, { requestId, territoryId, kind, uniqueKey, whileStatus }, now)
  const said = { template: 'search_paused' as const, uniqueKey: `search_paused:${wait.askedId}` }
  await tell(tx, request, { ...said, deliverAfter: officeTime(now) }, now)
}

type Work = (tx: Db, request: OrientationRequest) => Promise<boolean>

/** One request held by one act until its transaction ends. */
function onDue(
  deps: Deps,
  { requestId: id, territoryId }: { requestId: string; territoryId: string },
  work: Work,
): Promise<boolean> {
  return deps.database.transaction(async (tx) =>
    work(tx, await lockedRequestFor(tx, deps, { id, territoryId, actor: SYSTEM })),
  )
}

function askedBefore(now: Date) {
  return {
    firstBefore: daysBefore(now, FIRST_ASKED_DAYS),
    lastBefore: daysBefore(now, LAST_ASKED_DAYS),
    seenBefore: daysBefore(now, DECLARED_ASKED_DAYS),
    againBefore: daysBefore(now, DECLARED_AGAIN_DAYS),
    callBefore: daysBefore(now, DECLARED_CALL_DAYS),
    newsBefore: daysBefore(now, NEWS_DAYS),
  }
}

function waitedBefore(now: Date) {
  return {
    newsBefore: daysBefore(now, NEWS_DAYS),
    askedBefore: daysBefore(now, REMIND_DAYS),
    remindedBefore: daysBefore(now, SILENCE_DAYS),
  }
}

/** The last instant, in Paris, of the day so many days ago: whatever was said on that day is due today. */
function daysBefore(now: Date, days: number): Date {
  return new Date(startOfDay(addDays(parisDay(now), 1 - days)).getTime() - 1)
}

function dateOf(now: Date): Date {
  return new Date(`${parisDay(now)}T00:00:00Z`)
}
