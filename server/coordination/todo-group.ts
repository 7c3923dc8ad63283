import type { Todo } from '../../web/components/staff/todos.ts'
import type { Range } from '../todos/rules.ts'

/** Things to do of one sort, read and put into words only where they are shown. */
export type TodoGroup = { total: number; list: (range: Range) => Promise<readonly Todo[]> }

/** What is in a range of a list. */
export function inRange<Item>(items: readonly Item[], { from, count }: Range): readonly Item[] {
  return items.slice(from, from + count)
}
