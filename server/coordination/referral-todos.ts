import type { Todo } from '../../web/components/staff/todos.ts'
import { phoneText } from '../../web/words/phone.ts'
import type { Deps } from '../deps.ts'
import { pairsOf } from '../duplicates/service.ts'
import { findRequest, type OrientationRequest } from '../orientation/service.ts'
import { toTell } from '../referrals/telling.ts'
import { householdName } from './people.ts'
import type { TodoGroup } from './todo-group.ts'

/** Households to tell that they were registered, and those who may be registered twice. */
export async function referralTodos(deps: Deps, territoryId: string): Promise<TodoGroup> {
  const { client } = deps.database
  const untold = await toTell(client, territoryId)
  const pairs = await pairsOf(client, territoryId)
  const doubled = [...new Set(pairs.map(({ requestId }) => requestId))]
  const all = [
    ...untold.map((id) => ({ id, todoOf: tellTodo })),
    ...doubled.map((id) => ({ id, todoOf: duplicateTodo })),
  ]
  return {
    total: all.length,
    list: ({ from, count }) => worded(deps, territoryId, all.slice(from, from + count)),
  }
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
  territoryId: string,
  about: readonly { id: string; todoOf: (request: OrientationRequest) => Todo }[],
): Promise<Todo[]> {
  const todos: Todo[] = []
  for (const { id, todoOf } of about) {
    const request = await findRequest(database.client, keys, { id, territoryId })
    if (request) todos.push(todoOf(request))
  }
  return todos
}
