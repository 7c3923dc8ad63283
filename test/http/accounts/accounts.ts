import { activate, findInvited } from '../../../server/accounts/activation.ts'
import { type Invitation, invite } from '../../../server/accounts/invitation.ts'
import { codeAt } from '../../../server/accounts/totp.ts'
import type { Deps } from '../../../server/deps.ts'
import { anEmail, type Visitor } from './support.ts'

export const PASSWORD = 'cerf volant miel escabeau'

export type Opened = { email: string; password: string; secret: string; accountId: string }

/** An account that has activated its link, and the secret its phone holds. */
export async function anAccount(deps: Deps, invitation: Partial<Invitation> = {}): Promise<Opened> {
  const email = invitation.email ?? anEmail()
  const { token } = await aLink(deps, { ...invitation, email })
  const invited = await findInvited(deps, token)
  if (!invited) throw new Error('the link opens nothing')
  const now = deps.now()
  await activate(deps, invited, { password: PASSWORD, code: codeAt(invited.secret, now), now })
  return { email, password: PASSWORD, secret: invited.secret, accountId: invited.accountId }
}

/** A fresh activation link: its whole address, and its token. */
export async function aLink(deps: Deps, invitation: Partial<Invitation> & { email: string }) {
  const link = await invite(deps, { role: 'coordinator', ...invitation }, deps.now())
  return { path: new URL(link).pathname, token: link.split('/').at(-1) ?? '' }
}

/** Both steps of the log-in, with the code of the next thirty seconds, since the last one was used to activate. */
export async function signIn(visitor: Visitor, deps: Deps, account: Opened) {
  await visitor.post('/connexion', { courriel: account.email, mot_de_passe: account.password })
  return visitor.post('/connexion/code', { code: nextCode(account.secret, deps.now()) })
}

/** The code of the step after this one: good already, and not used yet. */
export function nextCode(secret: string, now: Date): string {
  return codeAt(secret, new Date(now.getTime() + 30_000))
}
