import { activationAddress, invitationToken, writeInvitation } from '../accounts/invitation.ts'
import { invitedBy, type KnownAccount, knownAccount, openTerritory } from '../accounts/standing.ts'
import { type Actor, writeAudit } from '../audit/service.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { type Act, claimKey, fingerprintOf, subjectOf } from '../idempotency/service.ts'
import { enqueue } from '../messaging/service.ts'
import { organisationOf, postOf } from './post.ts'
import { isReferrerRole } from './rules.ts'
import type { InvitationForm } from './schema.ts'
import { saveProfile } from './store.ts'

export type Inviting = {
  territoryId: string
  actor: Actor
  /** Drawn with the form: the same press again gives the same link. */
  key: string
  form: InvitationForm
}

/** What came of an invitation. `link` is null for an account that works elsewhere: it signs in as before. */
export type Invited =
  | { ok: true; name: string; email: string; link: string | null }
  | { ok: false; errors: Record<string, string> }

/**
 * Invites a professional, the CPAM or a partner: account, role, where they work, and a link that is both shown and sent
 * by e-mail. A coordinator can neither change a member of the team nor be shown the link of an account that opens
 * another territory: it would open that one too.
 */
export async function inviteReferrer(
  deps: Deps,
  { territoryId, actor, key, form }: Inviting,
  now: Date,
): Promise<Invited> {
  const { database, keys } = deps
  const act = { territoryId, scope: 'invite', key, fingerprint: fingerprintOf(keys, form) }
  return database.transaction(async (tx) => {
    if (await subjectOf(tx, act)) return shown(tx, deps, { key, form }, now)
    const known = await knownAccount(tx, { email: form.courriel })
    const post = await postOf(tx, territoryId, form)
    const errors = { ...accountErrors(known, territoryId), ...post.errors }
    if (Object.keys(errors).length > 0) return { ok: false as const, errors }
    const organisationId = await organisationOf(tx, { territoryId, form }, now)
    const reused = opensElsewhere(known, territoryId) ? known : null
    const accountId = await giveAccess(tx, { deps, act, actor, form, reused }, now)
    const { professionId, doctorId } = post
    const profile = { accountId, territoryId, role: form.role, professionId, doctorId }
    await saveProfile(tx, { ...profile, organisationId }, now)
    return shown(tx, deps, { key, form }, now)
  })
}

type Giving = {
  deps: Deps
  act: Act
  actor: Actor
  form: InvitationForm
  /** The account that works elsewhere: it keeps its password, and no link is made. */
  reused: KnownAccount | null
}

async function giveAccess(
  tx: Db,
  { deps, act, actor, form, reused }: Giving,
  now: Date,
): Promise<string> {
  const { territoryId, key } = act
  const { role, courriel: email, nom: name } = form
  const token = invitationToken(deps.keys, key)
  const written = { email, name, role, territoryIds: [territoryId], token }
  const accountId = reused?.id ?? (await writeInvitation(tx, written, now))
  if (reused) await openTerritory(tx, { accountId, territoryId }, role)
  else await sendLink(tx, { territoryId, invitationId: key }, now)
  await claimKey(tx, act, accountId, now)
  const subject = { kind: 'account', id: accountId }
  await writeAudit(tx, { territoryId, actor, action: 'create', subject, facts: { role } }, now)
  return accountId
}

/** Puts the link of an invitation in the outbox: its text and its token are made as it leaves. */
export async function sendLink(
  tx: Db,
  { territoryId, invitationId }: { territoryId: string; invitationId: string },
  now: Date,
): Promise<void> {
  const message = {
    territoryId,
    channel: 'email',
    template: 'account_invited',
    ids: { invitationId },
    uniqueKey: `invited:${invitationId}`,
    deliverAfter: now,
  } as const
  await enqueue(tx, message, now)
}

/** The link while it is good: it is not made for an account that works elsewhere, and dies once used. */
async function shown(
  tx: Db,
  { config, keys }: Deps,
  { key, form: { nom: name, courriel: email } }: Pick<Inviting, 'key' | 'form'>,
  now: Date,
): Promise<Invited> {
  const token = invitationToken(keys, key)
  const invited = await invitedBy(tx, token, now)
  return { ok: true, name, email, link: invited ? activationAddress(config, token) : null }
}

/** Whether an account has a role in another territory than this one. */
export function opensElsewhere(known: KnownAccount | null, territoryId: string): boolean {
  return known?.roles.some((one) => one.territoryId !== territoryId) ?? false
}

function accountErrors(known: KnownAccount | null, territoryId: string): Record<string, string> {
  if (!known) return {}
  if (known.isDemo) return { courriel: 'Ce compte sert à la démonstration : il ne change pas.' }
  const here = known.roles.find((one) => one.territoryId === territoryId)
  if (here && !isReferrerRole(here.role))
    return { courriel: 'Cette adresse est celle d’une personne de l’équipe. Prenez-en une autre.' }
  return known.isShut && known.roles.length > 0
    ? { courriel: 'L’administration a fermé ce compte : demandez-lui de le rouvrir.' }
    : {}
}
