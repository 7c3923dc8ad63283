import type { Todo } from '../../web/components/staff/todos.ts'
import { phoneText } from '../../web/words/phone.ts'
import type { Deps } from '../deps.ts'
import { pairsOf } from '../duplicates/service.ts'
import { findRequest, type OrientationRequest } from '../orientation/service.ts'
import { toTell } from '../referrals/telling.ts'
import { householdName } from './people.ts'

const TODOS_SHOWN = 10

/** Households to tell that they were registered, and those who may be registered twice. */
export async function referralTodos(deps: Deps, territoryId: string): Promise<Todo[]> {
  const { client } = deps.database
  const untold = (await toTell(client, territoryId)).slice(0, TODOS_SHOWN)
  const pairs = (await pairsOf(client, territoryId)).slice(0, TODOS_SHOWN)
  const doubled = pairs.map(({ requestId }) => requestId)
  return [
    ...(await each(deps, { territoryId, ids: untold }, tellTodo)),
    ...(await each(deps, { territoryId, ids: [...new Set(doubled)] }, duplicateTodo)),
  ]
}

/** How many there are, for the navigation. */
export async function countReferralTodos(deps: Deps, territoryId: string): Promise<number> {
  const { client } = deps.database
  const doubled = (await pairsOf(client, territoryId)).map(({ requestId }) => requestId)
  return (await toTell(client, territoryId)).length + new Set(doubled).size
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

async function each(
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
