import { randomUUID } from 'node:crypto'
import type { Deps } from '../../../server/deps.ts'
import { composeMessage } from '../../../server/letters/compose.ts'
import type { ClaimedMessage, Outgoing } from '../../../server/messaging/rules.ts'

export const NEW = '/signalements/nouveau'
export const OWN = '/signalements'

/** What a referrer fills in for one person of 78, with their agreement, reached by SMS. */
export function aRegistration(fields: Record<string, string> = {}): Record<string, string> {
  return {
    cle: randomUUID(),
    accord: 'oral',
    adresse: '14 rue de la Toile-Bise',
    commune: 'Lille',
    telephone: '06 39 98 12 34',
    canal: 'sms',
    source: 'pharmacie',
    'membres[0][prenom]': 'Rosa',
    'membres[0][nom]': 'Quintavelha',
    'membres[0][naissance_jour]': '27',
    'membres[0][naissance_mois]': '3',
    'membres[0][naissance_annee]': '1948',
    ...fields,
  }
}

/** The last message of the outbox as it leaves now; null when nothing does. */
export async function lastMessage(deps: Deps, template: string): Promise<Outgoing | null> {
  const message = await deps.database.client.message.findFirstOrThrow({
    where: { template },
    orderBy: { createdAt: 'desc' },
  })
  const letter = await composeMessage(deps, message as unknown as ClaimedMessage, deps.now())
  return letter?.channel ? letter : null
}
