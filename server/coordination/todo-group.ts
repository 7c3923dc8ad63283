import type { Todo } from '../../web/components/staff/todos.ts'
import type { Range } from '../todos/rules.ts'

/** Things to do of one sort, put into words only where they are shown. */
export type TodoGroup = { total: number; list: (range: Range) => Promise<Todo[]> }

/** Those that are in words already. */
export function ofList(todos: readonly Todo[]): TodoGroup {
  return {
    total: todos.length,
    list: async ({ from, count }) => todos.slice(from, from + count),
  }
}
