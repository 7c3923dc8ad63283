import { randomUUID } from 'node:crypto'
import { findInvited } from '../../../server/accounts/activation.ts'
import { totpPlace } from '../../../server/accounts/service.ts'
import { codeAt } from '../../../server/accounts/totp.ts'
import { unseal } from '../../../server/crypto/seal.ts'
import type { Deps } from '../../../server/deps.ts'
import { composeMessage } from '../../../server/letters/compose.ts'
import type { ClaimedMessage, Outgoing } from '../../../server/messaging/rules.ts'
import { anApp, type Visitor } from '../../support/app.ts'
import { signIn } from '../../support/people.ts'

export const LIST = '/coordination/adresseurs'
export const PASSWORD = 'cerf volant miel escabeau'

/** The invitation form, for a pharmacist unless told otherwise. */
export async function anInvitation(
  deps: Deps,
  fields: Record<string, string> = {},
  profession = 'pharmacien',
): Promise<Record<string, string>> {
  const { id } = await deps.database.client.profession.findFirstOrThrow({
    where: { code: profession, territory: { slug: 'grand-lille' } },
  })
  return {
    cle: randomUUID(),
    nom: 'Lise Amblard',
    courriel: 'lise@example.org',
    role: 'referrer',
    profession: id,
    organisation_nom: 'Pharmacie de la Halle',
    organisation_type: 'pharmacie',
    ...fields,
  }
}

/** The activation link that a page shows; empty when it shows none. */
export function linkIn(page: string): string {
  return /\/activation\/[A-Za-z0-9_-]{43}/.exec(page)?.[0] ?? ''
}

/** Opens the account of an activation link in a browser, up to its home. */
export async function activateIn(deps: Deps, visitor: Visitor, path: string): Promise<string> {
  const invited = await findInvited(deps, path.split('/').at(-1) ?? '')
  if (!invited) throw new Error('the activation link opens nothing')
  const code = codeAt(invited.secret, deps.now())
  const answer = await visitor
    .post(path, { mot_de_passe: PASSWORD, code, secret_professionnel: 'oui' })
    .expect(303)
  return String(answer.headers.location)
}

type Invitee = { fields?: Record<string, string>; profession?: string }

/** A referrer invited by a coordinator and signed in: their browser and their account. */
export async function aReferrer(
  deps: Deps,
  { fields = {}, profession = 'pharmacien' }: Invitee = {},
): Promise<{ visitor: Visitor; accountId: string; email: string }> {
  const { visitor } = anApp(deps)
  const coordinator = visitor()
  await signIn(deps, coordinator)
  const email = `${randomUUID()}@example.org`
  const form = await anInvitation(deps, { courriel: email, ...fields }, profession)
  const { text } = await coordinator.post(LIST, form).expect(201)
  const own = visitor()
  await activateIn(deps, own, linkIn(text))
  const { id } = await deps.database.client.account.findUniqueOrThrow({ where: { email } })
  return { visitor: own, accountId: id, email }
}

/** The invitation that waits in the outbox, as it leaves now; null when nothing does. */
export async function theInvitation(deps: Deps): Promise<Outgoing | null> {
  const message = await deps.database.client.message.findFirstOrThrow({
    where: { template: 'account_invited' },
    orderBy: { createdAt: 'desc' },
  })
  const letter = await composeMessage(deps, message as unknown as ClaimedMessage, deps.now())
  return letter?.channel ? letter : null
}

/** The six digits of an account at this time. */
export async function codeOf({ database, keys, now }: Deps, email: string): Promise<string> {
  const { id, totpSecretSealed } = await database.client.account.findUniqueOrThrow({
    where: { email },
  })
  return codeAt(unseal<string>(keys, totpPlace(id), totpSecretSealed ?? ''), now())
}
