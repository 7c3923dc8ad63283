import { randomUUID } from 'node:crypto'
import type { Todo } from '../../web/components/staff/todos.ts'
import { channelNames } from '../../web/pages/staff/labels.ts'
import type { Deps } from '../deps.ts'
import { listTroubled } from '../messaging/service.ts'
import { findRequest, type OrientationRequest } from '../orientation/service.ts'
import type { Range } from '../todos/rules.ts'
import { householdName } from './people.ts'
import { listRequests } from './store.ts'
import { inRange } from './todo-group.ts'

/** The homes that are not placed, or too near the border to tell, the oldest first. */
export async function addressTodos(
  { database: { client }, keys }: Deps,
  territoryId: string,
  range: Range,
): Promise<Todo[]> {
  const asked = { territoryId, statuses: ['to_locate'] as const, terms: [] }
  return inRange(await listRequests(client, keys, asked), range).map(addressTodo)
}

function addressTodo(request: OrientationRequest): Todo {
  const isPlaced = request.home.position !== null && request.verdict === 'to_verify'
  return {
    kind: 'address',
    title: isPlaced
      ? `${householdName(request)} habite tout près de la limite du territoire`
      : `L’adresse de ${householdName(request)} n’est pas placée`,
    detail: [request.home.address, request.home.commune].filter(Boolean).join(', '),
    href: `/coordination/demandes/${request.id}`,
    action: isPlaced ? 'Vérifier le territoire' : 'Placer sur la carte',
  }
}

/** The messages in trouble, those that may have left first; a failure for good ends by a press. */
export async function messageTodos(deps: Deps, territoryId: string, range: Range): Promise<Todo[]> {
  const troubled = await listTroubled(deps.database.client, territoryId, range)
  const key = randomUUID()
  const shown: Todo[] = []
  for (const { id, version, requestId, channel, status, reason } of troubled) {
    const named = await forWhom(deps, { requestId, territoryId })
    const title = `Un ${channelNames[channel]}${named}`
    shown.push({
      kind: status === 'uncertain' ? 'message_uncertain' : 'message_failed',
      title: status === 'uncertain' ? `${title} est peut-être parti` : `${title} n’est pas arrivé`,
      detail: reason ?? 'Le fournisseur n’a pas dit pourquoi.',
      href: `/coordination/envois?envoi=${id}#envoi-${id}`,
      action: 'Voir l’envoi',
      ...(status === 'failed_permanent'
        ? {
            finish: `/coordination/envois/${id}/regle`,
            finishLabel: 'Traité',
            finishKey: key,
            finishVersion: version,
          }
        : {}),
    })
  }
  return shown
}

/** « pour Jeanne Lamercier », after a space; nothing for what is said to no household. */
async function forWhom(
  { database, keys }: Deps,
  { requestId, territoryId }: { requestId: string | null; territoryId: string },
): Promise<string> {
  const request =
    requestId && (await findRequest(database.client, keys, { id: requestId, territoryId }))
  return request ? ` pour ${householdName(request)}` : ''
}
