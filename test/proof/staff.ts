import { activate, findInvited } from '../../server/accounts/activation.ts'
import { invite } from '../../server/accounts/invitation.ts'
import { codeAt } from '../../server/accounts/totp.ts'
import type { Deps } from '../../server/deps.ts'
import type { Browser } from './browser.ts'

const PASSWORD = 'cerf volant miel escabeau'

/** Who coordinates a territory, as they sign in. */
export type Coordinator = { email: string; secret: string }

type Asked = { email: string; territory: string }

/** Where the account of a new coordinator is opened, from the root of our pages. */
export async function anActivation(deps: Deps, asked: Asked): Promise<string> {
  const role = 'coordinator' as const
  const link = await invite(deps, { ...asked, role, name: 'Inès Belgrain' }, deps.now())
  return new URL(link).pathname
}

/** A coordinator whose account is open. */
export async function aCoordinator(deps: Deps, asked: Asked): Promise<Coordinator> {
  const path = await anActivation(deps, asked)
  const invited = await findInvited(deps, path.split('/').at(-1) ?? '')
  if (!invited) throw new Error('the activation link opens nothing')
  const now = deps.now()
  await activate(deps, invited, { password: PASSWORD, code: codeAt(invited.secret, now), now })
  return { email: asked.email, secret: invited.secret }
}

/**
 * Signs in with both factors where the clock says `now`; the code is the next one, since activation used the present
 * one.
 */
export async function signInWith(
  browser: Browser,
  { email, secret }: Coordinator,
  now = new Date(),
): Promise<void> {
  await browser.post('/connexion', { courriel: email, mot_de_passe: PASSWORD })
  const code = codeAt(secret, new Date(now.getTime() + 30_000))
  const { status, location } = await browser.post('/connexion/code', { code })
  if (status !== 303) throw new Error(`signing in answered ${status} ${location}`)
}
