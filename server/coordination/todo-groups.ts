import type { PageOf } from '../../web/components/staff/pager.ts'
import type { Todo } from '../../web/components/staff/todos.ts'
import { draftsCount } from '../campaigns/service.ts'
import { countTogether } from '../db.ts'
import type { Deps } from '../deps.ts'
import { doubledCount } from '../duplicates/service.ts'
import { pageOf } from '../http/paging.ts'
import { troubledCount } from '../messaging/service.ts'
import { WAITING } from '../orientation/rules.ts'
import { untoldCount } from '../referrals/telling.ts'
import { toReviewCount } from '../survey/results.ts'
import { openTodosCount, openTodosOf, type Urgency } from '../todos/service.ts'
import { doctorTodos } from './doctor-todos.ts'
import { addressTodos, messageTodos } from './inbox-todos.ts'
import { doubledTodos, untoldTodos } from './referral-todos.ts'
import { wordTodos } from './request-todos.ts'
import { statusCount } from './store.ts'
import { surveyTodos } from './survey-todos.ts'
import type { TodoGroup } from './todo-group.ts'

const TODOS_A_PAGE = 25

/** One page of all that waits for a person, and where it is in the whole. */
export type TodoPage = { todos: Todo[]; page: PageOf }

/**
 * What waits for a person in a territory, by pages that leave nothing out: what cannot wait first (a place is held, two
 * words disagree, a message did not arrive), then the oldest. A page beyond the last is the last.
 */
export async function todoPage(
  deps: Deps,
  { territoryId, page }: { territoryId: string; page: number },
  now: Date,
): Promise<TodoPage> {
  const { groups } = await readWork(deps, territoryId, now)
  const shown = pageOf(totalOf(groups), { asked: page, size: TODOS_A_PAGE })
  const todos: Todo[] = []
  let from = (shown.current - 1) * TODOS_A_PAGE
  for (const group of groups) {
    const room = Math.min(group.total - from, TODOS_A_PAGE - todos.length)
    if (room > 0) todos.push(...(await group.list({ from, count: room })))
    from = Math.max(0, from - group.total)
  }
  return { todos, page: shown }
}

/** How many requests wait, and how many things are to be done: what `todoPage` lists, all pages together. */
export async function countWork(
  deps: Deps,
  territoryId: string,
  now: Date,
): Promise<{ waiting: number; todos: number }> {
  const { waiting, groups } = await readWork(deps, territoryId, now)
  return { waiting, todos: totalOf(groups) }
}

type Work = { waiting: number; groups: readonly TodoGroup[] }

/** Asked at every page of the staff: all that the database can count, it counts at once. */
async function readWork(deps: Deps, territoryId: string, now: Date): Promise<Work> {
  const [counts, doctors] = await Promise.all([
    countTogether(deps.database.client, {
      waiting: statusCount(territoryId, WAITING),
      toLocate: statusCount(territoryId, ['to_locate']),
      urgent: openTodosCount(territoryId, 'urgent'),
      others: openTodosCount(territoryId, 'others'),
      troubled: troubledCount(territoryId),
      untold: untoldCount(territoryId),
      doubled: doubledCount(territoryId),
      drafts: draftsCount(territoryId),
      toReview: toReviewCount(territoryId),
    }),
    doctorTodos(deps, territoryId, now),
  ])
  const about = (urgency: Urgency): TodoGroup => ({
    total: counts[urgency],
    list: async (range) =>
      wordTodos(deps, await openTodosOf(deps.database.client, { territoryId, urgency }, range)),
  })
  const groups: TodoGroup[] = [
    about('urgent'),
    { total: counts.troubled, list: (range) => messageTodos(deps, territoryId, range) },
    doctors,
    about('others'),
    { total: counts.toLocate, list: (range) => addressTodos(deps, territoryId, range) },
    { total: counts.untold, list: (range) => untoldTodos(deps, territoryId, range) },
    { total: counts.doubled, list: (range) => doubledTodos(deps, territoryId, range) },
    {
      total: Math.min(counts.drafts, 1) + Math.min(counts.toReview, 1),
      list: (range) => surveyTodos(deps, { territoryId, toReview: counts.toReview }, range),
    },
  ]
  return { waiting: counts.waiting, groups }
}

function totalOf(groups: readonly TodoGroup[]): number {
  return groups.reduce((sum, { total }) => sum + total, 0)
}
