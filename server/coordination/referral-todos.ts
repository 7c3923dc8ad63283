import type { Todo } from '../../web/components/staff/todos.ts'
import { phoneText } from '../../web/words/phone.ts'
import type { Deps } from '../deps.ts'
import { pairsOf } from '../duplicates/service.ts'
import { findRequest, type OrientationRequest } from '../orientation/service.ts'
import { toTell } from '../referrals/telling.ts'
import type { Range } from '../todos/rules.ts'
import { householdName } from './people.ts'
import { inRange } from './todo-group.ts'

/** Households to tell that they were registered, the oldest first. */
export async function untoldTodos(deps: Deps, territoryId: string, range: Range): Promise<Todo[]> {
  const ids = await toTell(deps.database.client, territoryId)
  return worded(deps, { territoryId, ids: inRange(ids, range) }, tellTodo)
}

/** Requests that may be of people who are on the list already. */
export async function doubledTodos(deps: Deps, territoryId: string, range: Range): Promise<Todo[]> {
  const pairs = await pairsOf(deps.database.client, territoryId)
  const ids = [...new Set(pairs.map(({ requestId }) => requestId))]
  return worded(deps, { territoryId, ids: inRange(ids, range) }, duplicateTodo)
}

function tellTodo(request: OrientationRequest): Todo {
  const { contact, channel } = request
  const phone = contact.phone && phoneText(contact.phone)
  return {
    kind: 'call_back',
    title: `Prévenez ${householdName(request)} de son inscription`,
    detail:
      channel === 'letter' || !phone
        ? 'Inscription faite par un adresseur. Écrivez-lui : aucun message ne part seul.'
        : `Inscription faite par un adresseur. Appelez le ${phone}.`,
    href: `/coordination/demandes/${request.id}`,
    action: 'Ouvrir la demande',
  }
}

function duplicateTodo(request: OrientationRequest): Todo {
  return {
    kind: 'duplicate',
    title: `${householdName(request)} est peut-être déjà sur la liste`,
    detail: 'Même nom et même date de naissance dans une autre demande en cours.',
    href: `/coordination/demandes/${request.id}`,
    action: 'Comparer',
  }
}

async function worded(
  { database, keys }: Deps,
  { territoryId, ids }: { territoryId: string; ids: readonly string[] },
  todoOf: (request: OrientationRequest) => Todo,
): Promise<Todo[]> {
  const todos: Todo[] = []
  for (const id of ids) {
    const request = await findRequest(database.client, keys, { id, territoryId })
    if (request) todos.push(todoOf(request))
  }
  return todos
}
