import { activationAddress, invitationToken, writeInvitation } from '../accounts/invitation.ts'
import { closeTerritory, invitedBy, knownAccount, openTerritory } from '../accounts/standing.ts'
import { type Actor, writeAudit } from '../audit/service.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { NotFound } from '../errors.ts'
import { type Act, claimKey, fingerprintOf } from '../idempotency/service.ts'
import { type Invited, opensElsewhere, sendLink } from './invite.ts'
import { closeProfile, listReferrers, type ReferrerLine } from './store.ts'

export type ReferrerTarget = { accountId: string; territoryId: string; actor: Actor }

/**
 * A fresh link for somebody invited before: the first one is lost, the phone was changed, or the access was closed.
 * An account that works elsewhere too is only opened here again, as when it was invited.
 * @throws NotFound when nobody of the kind was ever invited here.
 */
export async function inviteAgain(
  deps: Deps,
  { key, ...target }: ReferrerTarget & { key: string },
  now: Date,
): Promise<Invited> {
  const { accountId, territoryId } = target
  const fingerprint = fingerprintOf(deps.keys, accountId)
  const act: Act = { territoryId, scope: 'invite', key, fingerprint }
  const token = invitationToken(deps.keys, key)
  return deps.database.transaction(async (tx) => {
    const line = await lineOf(tx, target)
    if (await claimKey(tx, act, accountId, now)) await reopen(tx, { target, line, act, token }, now)
    const invited = await invitedBy(tx, token, now)
    const link = invited ? activationAddress(deps.config, token) : null
    return { ok: true, name: line.name, email: line.email, link }
  })
}

type Reopening = { target: ReferrerTarget; line: ReferrerLine; act: Act; token: string }

async function reopen(tx: Db, { target, line, act, token }: Reopening, now: Date): Promise<void> {
  const { accountId, territoryId } = target
  const { role, email, name } = line
  const known = await knownAccount(tx, { id: accountId })
  if (opensElsewhere(known, territoryId)) await openTerritory(tx, { accountId, territoryId }, role)
  else {
    await writeInvitation(tx, { email, name, role, territoryIds: [territoryId], token }, now)
    await sendLink(tx, { territoryId, invitationId: act.key }, now)
  }
  await closeProfile(tx, { accountId, territoryId }, null)
  await auditAccess(tx, target, { invited: true }, now)
}

/** Closes an access at once: sessions over, link dead. What they registered stays. @throws NotFound */
export async function closeReferrer(
  { database }: Pick<Deps, 'database'>,
  target: ReferrerTarget,
  now: Date,
): Promise<void> {
  const { accountId, territoryId } = target
  await database.transaction(async (tx) => {
    const { closedAt } = await lineOf(tx, target)
    if (closedAt) return
    await closeTerritory(tx, { accountId, territoryId }, now)
    await closeProfile(tx, { accountId, territoryId }, now)
    await auditAccess(tx, target, { disabled: true }, now)
  })
}

async function lineOf(tx: Db, { accountId, territoryId }: ReferrerTarget): Promise<ReferrerLine> {
  const [line] = await listReferrers(tx, { accountId, territoryId })
  const known = line && (await knownAccount(tx, { id: accountId }))
  const here = known?.roles.find((one) => one.territoryId === territoryId)
  if (!line || known?.isDemo || (here && here.role !== line.role)) throw new NotFound()
  return line
}

function auditAccess(
  tx: Db,
  { territoryId, accountId, actor }: ReferrerTarget,
  facts: Record<string, boolean>,
  now: Date,
): Promise<void> {
  const subject = { kind: 'account', id: accountId }
  return writeAudit(tx, { territoryId, actor, action: 'update', subject, facts }, now)
}
