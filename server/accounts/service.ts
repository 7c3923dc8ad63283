import type { Role } from '../../prisma/generated/enums.ts'
import { writeAudit } from '../audit/service.ts'
import { unseal } from '../crypto/seal.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { NotFound } from '../errors.ts'
import type { Staff } from '../http/access.ts'
import { forgiveTries, takeCodeTry, takePasswordTry } from '../http/limits.ts'
import { isPassword } from './passwords.ts'
import type { Standing } from './rules.ts'
import {
  type Account,
  findAccount,
  findMember,
  findMemberships,
  type Membership,
  takeTotpStep,
} from './store.ts'
import { stepOfCode } from './totp.ts'

export type PasswordTry = { email: string; password: string; address: string; back: string }

/**
 * First factor. The standing that awaits the code, or null.
 * Null says nothing of why: unknown, wrong, disabled and not yet activated take the same time and the same steps.
 * @throws TooManyTries
 * @throws Unavailable
 */
export async function tryPassword(
  deps: Deps,
  { email, password, address, back }: PasswordTry,
  now: Date,
): Promise<Standing | null> {
  await takePasswordTry(deps, { email, address })
  const account = await findAccount(deps.database.client, { email })
  const isRight = await isPassword(account?.passwordHash ?? null, password)
  if (account && isRight && mayEnter(deps, account))
    return { stage: 'code', accountId: account.id, back, startedAt: now }
  await auditRefusal(deps, account?.id ?? null, { why: whyRefused(account, isRight), now })
  return null
}

/** Disabled, never activated, or made for demonstrations and asked for elsewhere. */
function mayEnter({ config }: Deps, account: Account): boolean {
  return (
    !account.disabledAt && account.totpSecretSealed !== null && (config.demo || !account.isDemo)
  )
}

function whyRefused(account: Account | null, isRight: boolean): string {
  if (!account) return 'unknown'
  return isRight ? 'closed' : 'password'
}

export type CodeTry = { accountId: string; code: string; address: string }
export type CodeAnswer =
  | { standing: Standing; role: Role }
  | { refused: 'wrong' | 'used' | 'closed' }

/**
 * Second factor. Each code opens once; the account comes in by its oldest territory.
 * `closed` when the account was shut, or lost its last role, since the password was given.
 * @throws TooManyTries
 * @throws Unavailable
 */
export async function tryCode(deps: Deps, attempt: CodeTry, now: Date): Promise<CodeAnswer> {
  const { accountId, code, address } = attempt
  await takeCodeTry(deps, accountId)
  const account = await findAccount(deps.database.client, { id: accountId })
  const [membership] = await findMemberships(deps.database.client, accountId)
  if (!account?.totpSecretSealed || !membership || !mayEnter(deps, account))
    return refuseCode(deps, accountId, { why: 'closed', now })
  const secret = unseal<string>(deps.keys, totpPlace(accountId), account.totpSecretSealed)
  const step = stepOfCode(secret, code, now)
  if (step === null) return refuseCode(deps, accountId, { why: 'wrong', now })
  const { territoryId, role } = membership
  const isFresh = await deps.database.transaction(async (tx) => {
    if (!(await takeTotpStep(tx, accountId, step))) return false
    await auditStaff(tx, { accountId, territoryId, action: 'sign_in' }, now)
    return true
  })
  if (!isFresh) return refuseCode(deps, accountId, { why: 'used', now })
  await forgiveTries(deps, { accountId, email: account.email, address })
  return { standing: { stage: 'in', accountId, territoryId, startedAt: now }, role }
}

async function refuseCode(
  deps: Deps,
  accountId: string,
  { why, now }: { why: 'wrong' | 'used' | 'closed'; now: Date },
): Promise<CodeAnswer> {
  await auditRefusal(deps, accountId, { why: `code ${why}`, now })
  return { refused: why }
}

/** Signing out, written down. The session itself is destroyed by the route. */
export async function signOut({ database }: Deps, staff: Staff, now: Date): Promise<void> {
  await auditStaff(database.client, { ...staff, action: 'sign_out' }, now)
}

/** The territories that this member of the staff may work in, the oldest first. */
export function territoriesOf(deps: Deps, staff: Staff): Promise<Membership[]> {
  return findMemberships(deps.database.client, staff.accountId)
}

/**
 * The same session in another territory, and the role it has there; the twelve hours still run from the sign-in.
 * @throws NotFound when the account has no role there.
 */
export async function moveTo(
  deps: Deps,
  { accountId, startedAt }: Standing,
  territoryId: string,
): Promise<{ standing: Standing; role: Role }> {
  const member = await findMember(deps.database.client, { accountId, territoryId })
  if (!member) throw new NotFound()
  return { standing: { stage: 'in', accountId, territoryId, startedAt }, role: member.role }
}

/** Where the second factor of an account is sealed. */
export function totpPlace(accountId: string) {
  return { table: 'account', column: 'totp_secret_sealed', row: accountId }
}

type StaffAct = { accountId: string; territoryId: string; action: 'sign_in' | 'sign_out' }

function auditStaff(
  tx: Db,
  { accountId, territoryId, action }: StaffAct,
  now: Date,
): Promise<void> {
  const actor = { kind: 'staff', id: accountId } as const
  return writeAudit(
    tx,
    { territoryId, actor, action, subject: { kind: 'account', id: accountId } },
    now,
  )
}

/** A refusal names the account when there is one, never what was typed. */
function auditRefusal(
  { database }: Deps,
  accountId: string | null,
  { why, now }: { why: string; now: Date },
): Promise<void> {
  return writeAudit(
    database.client,
    {
      territoryId: null,
      actor: { kind: 'public', id: null },
      action: 'sign_in_refused',
      subject: { kind: 'account', id: accountId },
      facts: { why },
    },
    now,
  )
}
