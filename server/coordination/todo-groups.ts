import type { PageOf } from '../../web/components/staff/pager.ts'
import type { Todo } from '../../web/components/staff/todos.ts'
import type { Deps } from '../deps.ts'
import { pageOf } from '../http/paging.ts'
import { openTodoGroups } from '../todos/service.ts'
import { doctorTodos } from './doctor-todos.ts'
import { addressTodos, messageTodos } from './inbox-todos.ts'
import { referralTodos } from './referral-todos.ts'
import { wordTodos } from './request-todos.ts'
import { surveyTodos } from './survey-todos.ts'
import { ofList, type TodoGroup } from './todo-group.ts'

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
  const groups = await groupsOf(deps, territoryId, now)
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

/** How many things wait for a person: what `todoPage` lists, all pages together. */
export async function countTodosToDo(deps: Deps, territoryId: string, now: Date): Promise<number> {
  return totalOf(await groupsOf(deps, territoryId, now))
}

async function groupsOf(deps: Deps, territoryId: string, now: Date): Promise<TodoGroup[]> {
  const { client } = deps.database
  const [requests, messages, addresses, referrals, doctors, surveys] = await Promise.all([
    openTodoGroups(client, territoryId),
    messageTodos(deps, territoryId),
    addressTodos(deps, territoryId),
    referralTodos(deps, territoryId),
    doctorTodos(deps, territoryId, now),
    surveyTodos(deps, territoryId),
  ])
  const worded = ({ total, list }: typeof requests.urgent): TodoGroup => ({
    total,
    list: async (range) => wordTodos(deps, await list(range)),
  })
  return [
    worded(requests.urgent),
    messages,
    doctors,
    worded(requests.others),
    addresses,
    referrals,
    ofList(surveys),
  ]
}

function totalOf(groups: readonly TodoGroup[]): number {
  return groups.reduce((sum, { total }) => sum + total, 0)
}
