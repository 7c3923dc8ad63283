import { addDays, parisDay } from '../../server/calendar/rules.ts'
import { loadsOf } from '../../server/doctors/candidates.ts'
import { totalOf } from '../../server/indicators/rules.ts'
import { countAllMonths } from '../../server/indicators/service.ts'
import { WAITS } from '../../server/orientation/news.ts'
import { type Check, must } from './proof.ts'
import { tellStory } from './year-story.ts'
import type { Place, YearWorld } from './year-world.ts'

/** A household that waits hears from us at least this often. */
const NEWS_DAYS = 90
/** What was said to a household on the phone, and what its page answers with a date. */
const SPOKEN = ['told_by_phone', 'solution_told', 'still_searching', 'outcome'] as const
/** A person ends it who had the household on the phone. */
const CALLED = { kind: 'call_household', doneBy: { not: 'system' } } as const
const NEVER_LEFT = ['cancelled', 'failed_permanent'] as const
const DAY_MS = 86_400_000
/** A step that is due is taken within so many days, or a person is told to take it, or looked since and found nobody. */
const LATE_DAYS = 21

/** Where every household of the year stands, and whether anything explains it. */
export async function explained(world: YearWorld): Promise<{
  checks: Check[]
  figures: Record<string, number>
}> {
  const { deps, places, clock, triedAt } = world
  const { client } = deps.database
  const today = parisDay(clock.at)
  const open = await client.todo.findMany({ where: { doneAt: null }, select: TODO })
  const shown = open.filter(isShown)
  const hasTodo = new Set(shown.map(({ requestId }) => requestId))
  const figures: Record<string, number> = { todos_open: shown.length }
  const lateBefore = addDays(today, -LATE_DAYS)
  const since = clock.at.getTime() - LATE_DAYS * DAY_MS
  const wasLookedAt = (id: string) => (triedAt.get(id) ?? 0) >= since
  let forgotten = 0
  let overdue = 0
  for (const { territoryId, mode } of places)
    for (const row of await client.orientationRequest.findMany({
      where: { territoryId },
      orderBy: { registeredAt: 'asc' },
    })) {
      const { id, status, closeReason, nextStepOn, pausedUntil } = row
      figures[`${mode}.${status}`] = (figures[`${mode}.${status}`] ?? 0) + 1
      const isEnded = status === 'declared' || (status === 'closed' && closeReason !== null)
      const isPaused = pausedUntil !== null && dayOf(pausedUntil) >= today && RESTS.includes(status)
      if (isEnded || isPaused || hasTodo.has(id)) continue
      if (!nextStepOn) {
        forgotten += 1
        await tellStory(world, id, 'forgotten')
      } else if (dayOf(nextStepOn) < lateBefore && !wasLookedAt(id)) {
        overdue += 1
        figures[`late.${mode}.${status}`] = (figures[`late.${mode}.${status}`] ?? 0) + 1
        await tellStory(world, id, 'overdue and nobody told')
      }
    }
  const checks = [must('forgotten', forgotten, 0), must('overdue_and_nobody_told', overdue, 0)]
  return { checks, figures }
}

/** Nothing is to come while a search rests; whoever was seen, or is being asked, waits for something. */
const RESTS = ['to_locate', 'outside', 'already_followed', 'ready', 'shortlisted', 'agreed']

const TODO = { requestId: true, whileStatus: true, request: { select: { status: true } } } as const

/** No page shows what was to be done in another status. */
function isShown({
  whileStatus,
  request,
}: {
  whileStatus: string | null
  request: { status: string }
}): boolean {
  return whileStatus === null || whileStatus === request.status
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}

/** Once nobody asks any more, no place stays held. */
export async function placesFreed({ deps, places, clock }: YearWorld): Promise<Check[]> {
  let held = 0
  for (const { territoryId } of places) {
    const loads = await loadsOf(deps.database.client, territoryId, clock.at)
    held += [...loads.held.values()].reduce((sum, people) => sum + people, 0)
  }
  return [must('places_held_for_ever', held, 0)]
}

/** No message left twice, and no household was told the same thing twice in one day. */
export async function toldOnce({ deps, sent }: YearWorld): Promise<Check[]> {
  const rows = await deps.database.client.message.findMany({
    where: { status: { in: ['accepted', 'delivered'] }, requestId: { not: null } },
    select: { requestId: true, template: true, acceptedAt: true },
  })
  const days = new Map<string, number>()
  for (const { requestId, template, acceptedAt } of rows) {
    const said = [requestId, template, acceptedAt && parisDay(acceptedAt)].join(' ')
    days.set(said, (days.get(said) ?? 0) + 1)
  }
  for (const [said, times] of days)
    if (times > 1) process.stderr.write(`told ${times} times in a day: ${said}\n`)
  const twice = (counts: Map<string, number>) => [...counts.values()].filter((n) => n > 1).length
  return [must('sent_twice', twice(sent), 0), must('told_twice_in_a_day', twice(days), 0)]
}

/** The page of the indicators against a count of its own, drawn from the moves in the audit. */
export async function funnelAddsUp(world: YearWorld): Promise<{
  checks: Check[]
  figures: Record<string, number>
}> {
  const { deps, places, clock } = world
  const checks: Check[] = []
  const figures: Record<string, number> = {}
  for (const place of places) {
    const counted = await fromMoves(deps, place)
    const { client } = deps.database
    const page = totalOf(await countAllMonths(client, place.territoryId, clock.at))
    for (const figure of ['received', 'oriented', 'found', 'declared'] as const)
      for (const unit of ['households', 'people'] as const) {
        const name = `${place.mode}.${figure}.${unit}`
        checks.push(must(name, page[figure][unit], counted[figure][unit]))
      }
    for (const id of await declaredOtherwise(deps, place, counted.declaredIds))
      await tellStory(world, id, 'declared by its members, or by its moves')
    // Somebody found was given a doctor, or had one who was never declared.
    checks.push(must(`${place.mode}.found_from_nowhere`, counted.fromNowhere, 0))
    const [oriented, found, declared] = ['oriented', 'found', 'declared'].map(
      (name) => page[name as 'found'].households,
    ) as [number, number, number]
    figures[`${place.mode}.declared_by_their_usual_doctor`] = counted.usual
    figures[`${place.mode}.not_found_of_oriented`] = oriented + counted.usual - found
    figures[`${place.mode}.not_declared_of_found`] = found - declared
  }
  return { checks, figures }
}

/** Requests whose members are all declared though it did not move so, or the other way round. */
async function declaredOtherwise(
  deps: YearWorld['deps'],
  { territoryId }: Place,
  byMoves: ReadonlySet<string>,
): Promise<string[]> {
  const requests = await deps.database.client.orientationRequest.findMany({
    where: { territoryId, todos: { none: { kind: 'disagreement', doneAt: null } } },
    select: { id: true, members: { select: { declaredAt: true } } },
  })
  const isDeclared = (members: readonly { declaredAt: Date | null }[]) =>
    members.every(({ declaredAt }) => declaredAt !== null)
  return requests.flatMap(({ id, members }) =>
    isDeclared(members) === byMoves.has(id) ? [] : [id],
  )
}

const REACHED = {
  oriented: ['shortlisted', 'agreed'],
  found: ['seen', 'declared'],
  declared: ['declared'],
} as const

async function fromMoves(deps: YearWorld['deps'], { territoryId }: Place) {
  const { client } = deps.database
  const requests = await client.orientationRequest.findMany({
    where: { territoryId },
    select: { id: true, _count: { select: { members: true } } },
  })
  const lines = await client.auditEntry.findMany({
    where: { territoryId, subjectKind: 'orientation_request' },
    select: { subjectId: true, facts: true },
    orderBy: { sequence: 'asc' },
  })
  const statuses = new Map<string, string[]>()
  /** Since it last went back to the waiting list, which undoes what was found. */
  const moves = new Map<string, string[]>()
  for (const { subjectId, facts } of lines) {
    const { from, to } = facts as { from?: string; to?: string }
    if (!from || !to || !subjectId) continue
    statuses.set(subjectId, [...(statuses.get(subjectId) ?? []), from, to])
    moves.set(subjectId, to === 'ready' ? [] : [...(moves.get(subjectId) ?? []), to])
  }
  const went = (id: string, through: readonly string[]) =>
    statuses.get(id)?.some((status) => through.includes(status)) ?? false
  const count = (those: typeof requests) => ({
    households: those.length,
    people: those.reduce((sum, { _count }) => sum + _count.members, 0),
  })
  const reached = (through: readonly string[]) => requests.filter(({ id }) => went(id, through))
  const holds = (through: readonly string[]) =>
    requests.filter(({ id }) => moves.get(id)?.some((to) => through.includes(to)))
  const unoriented = holds(REACHED.found).filter(({ id }) => !went(id, REACHED.oriented))
  const usual = unoriented.filter(({ id }) => went(id, ['already_followed']))
  return {
    declaredIds: new Set(holds(REACHED.declared).map(({ id }) => id)),
    usual: usual.length,
    fromNowhere: unoriented.length - usual.length,
    received: count(requests),
    oriented: count(reached(REACHED.oriented)),
    found: count(holds(REACHED.found)),
    declared: count(holds(REACHED.declared)),
  }
}

/** Households that wait and of whom we said nothing for ninety days, nor is anybody to call them. */
export async function countWithoutNews(world: YearWorld): Promise<number> {
  const { deps, clock } = world
  const since = new Date(clock.at.getTime() - NEWS_DAYS * DAY_MS)
  const today = new Date(`${parisDay(clock.at)}T00:00:00Z`)
  const silent = await deps.database.client.orientationRequest.findMany({
    where: {
      status: { in: [...WAITS, 'offered', 'seen'] },
      registeredAt: { lt: since },
      OR: [{ pausedUntil: null }, { pausedUntil: { lt: today } }],
      messages: { none: { createdAt: { gte: since }, status: { notIn: [...NEVER_LEFT] } } },
      events: { none: { at: { gte: since }, kind: { in: [...SPOKEN] } } },
      todos: { none: { ...CALLED, doneAt: { gte: since } } },
    },
    select: { id: true, todos: { where: { doneAt: null }, select: TODO } },
  })
  const forgotten = silent.filter(({ todos }) => !todos.some(isShown))
  for (const { id } of forgotten) await tellStory(world, id, 'without news for ninety days')
  return forgotten.length
}

/** The most households that were left without news on a day looked at. */
export function withoutNews({ silentMost }: YearWorld): Check {
  return must('without_news_for_90_days', silentMost, 0)
}

/** What the two sides say of one household differs now and then, and people settle it. */
export function settled({ settled: count }: YearWorld): Check {
  return must('disagreements_settled', count, 1, '>=')
}
