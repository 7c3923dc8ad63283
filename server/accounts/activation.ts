import type { Role } from '../../prisma/generated/enums.ts'
import { writeAudit } from '../audit/service.ts'
import { seal } from '../crypto/seal.ts'
import { tokenHash } from '../crypto/tokens.ts'
import type { Deps } from '../deps.ts'
import { LinkExpired } from '../errors.ts'
import { forgiveTries } from '../http/limits.ts'
import { hashPassword } from './passwords.ts'
import type { Standing } from './rules.ts'
import { totpPlace } from './service.ts'
import { activateAccount, deleteSessionsOf, findAccount, findMemberships } from './store.ts'
import { secretOfLink, stepOfCode } from './totp.ts'

/** Who holds an activation link, and the second factor it offers. */
export type Invited = { accountId: string; email: string; secret: string; activationHash: string }

/**
 * The account that a link opens. Looking changes nothing. Null for a link that never was, or was used or replaced.
 * @throws LinkExpired
 */
export async function findInvited(deps: Deps, token: string): Promise<Invited | null> {
  const activationHash = tokenHash(token)
  const account = await findAccount(deps.database.client, { activationHash })
  if (!account?.activationExpiresAt || account.disabledAt) return null
  if (account.activationExpiresAt <= deps.now()) throw new LinkExpired()
  const { id: accountId, email } = account
  return { accountId, email, secret: secretOfLink(deps.keys, token), activationHash }
}

export type Activation = { password: string; code: string }

/**
 * Opens the account: new password, new second factor, undertaking of secrecy dated, every earlier session dead.
 * Both factors being proven, the account is signed in: nobody can shut its owner out by guessing at its log-in.
 * Null when the code is not the one shown by the phone.
 * @throws LinkExpired when the link was used meanwhile, or the account has no role any more.
 */
export async function activate(
  deps: Deps,
  invited: Invited,
  { password, code, now }: Activation & { now: Date },
): Promise<{ standing: Standing; role: Role } | null> {
  const { accountId, email, secret, activationHash } = invited
  const lastTotpStep = stepOfCode(secret, code, now)
  if (lastTotpStep === null) return null
  const passwordHash = await hashPassword(password)
  const totpSecretSealed = seal(deps.keys, totpPlace(accountId), secret)
  const { territoryId, role } = await deps.database.transaction(async (tx) => {
    const factors = { passwordHash, totpSecretSealed, lastTotpStep, secrecyAgreedAt: now }
    const [membership] = await findMemberships(tx, accountId)
    if (!membership || !(await activateAccount(tx, activationHash, factors)))
      throw new LinkExpired()
    await deleteSessionsOf(tx, accountId)
    const actor = { kind: 'staff', id: accountId } as const
    const subject = { kind: 'account', id: accountId }
    const { territoryId } = membership
    await writeAudit(tx, { territoryId, actor, action: 'update', subject }, now)
    await writeAudit(tx, { territoryId, actor, action: 'sign_in', subject }, now)
    return membership
  })
  await forgiveTries(deps, { accountId, email })
  return { standing: { stage: 'in', accountId, territoryId, startedAt: now }, role }
}
