import { createHmac, randomUUID } from 'node:crypto'
import type { Role } from '../../prisma/generated/enums.ts'
import { type Actor, writeAudit } from '../audit/service.ts'
import type { Keys } from '../crypto/keys.ts'
import { newToken, tokenHash } from '../crypto/tokens.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import {
  deleteSessionsOf,
  disableAccount,
  findAccount,
  findTerritories,
  giveRole,
  inviteAccount,
} from './store.ts'

/** A week to read one's mail; a new link is one command away. */
const LINK_DAYS = 7
const DAY_MS = 86_400_000

/** Typed at the command line by whoever runs the server. */
const OPERATOR: Actor = { kind: 'system', id: null }

/** Why an account was not made or changed: a sentence to read at the command line. */
export class AccountRefused extends Error {}

export type Invitation = {
  email: string
  role: Role
  /** Slug; without it, the only territory there is, or all of them for an administrator. */
  territory?: string | undefined
  name?: string | undefined
}

type InvitationDeps = Pick<Deps, 'database' | 'config'>

/**
 * Makes an account, or gives one that exists a role and a new link, and answers the link's address.
 * The link replaces the one before it; until it is used the old password and second factor still open the account,
 * but every session is closed. An account that was disabled is opened again.
 * @throws AccountRefused
 */
export async function invite(
  { database, config }: InvitationDeps,
  { email, role, territory, name }: Invitation,
  now: Date,
): Promise<string> {
  const token = newToken()
  await database.transaction(async (tx) => {
    if ((await findAccount(tx, { email }))?.isDemo)
      throw new AccountRefused(`${email} est le compte de la démonstration : il ne change pas.`)
    const territoryIds = await territoriesFor(tx, role, territory)
    const invited = { email, name, role, territoryIds, token }
    const accountId = await writeInvitation(tx, invited, now)
    const facts = { role, territories: territoryIds.length }
    const subject = { kind: 'account', id: accountId }
    const line = { territoryId: null, actor: OPERATOR, action: 'create', subject, facts } as const
    await writeAudit(tx, line, now)
  })
  return activationAddress(config, token)
}

/** The whole address that an activation link opens. */
export function activationAddress({ publicUrl }: Pick<Deps['config'], 'publicUrl'>, token: string) {
  return `${publicUrl}/activation/${token}`
}

/**
 * The token of an invitation that is both shown and sent by e-mail: drawn from its identifier with our key, so that
 * the message makes the same link as it leaves and nothing stored opens the account.
 */
export function invitationToken(keys: Keys, invitationId: string): string {
  return createHmac('sha256', keys.index).update(`activation\0${invitationId}`).digest('base64url')
}

type Written = {
  email: string
  name: string | undefined
  role: Role
  territoryIds: readonly string[]
  token: string
}

/** Gives an account its role and its link, in the transaction of whoever decides it and audits it; its identifier. */
export async function writeInvitation(
  tx: Db,
  { email, name, role, territoryIds, token }: Written,
  now: Date,
): Promise<string> {
  const accountId = await inviteAccount(tx, {
    id: randomUUID(),
    email,
    name,
    activationHash: tokenHash(token),
    activationExpiresAt: new Date(now.getTime() + LINK_DAYS * DAY_MS),
    createdAt: now,
  })
  await giveRole(tx, accountId, { role, territoryIds })
  await deleteSessionsOf(tx, accountId)
  return accountId
}

/**
 * Shuts an account at once: sessions closed, link dead.
 * @throws AccountRefused when nobody has this e-mail.
 */
export async function disable(
  { database }: Pick<Deps, 'database'>,
  email: string,
  now: Date,
): Promise<void> {
  await database.transaction(async (tx) => {
    const account = await findAccount(tx, { email })
    if (!account) throw new AccountRefused(`Aucun compte n’a l’adresse ${email}.`)
    await disableAccount(tx, account.id, now)
    await deleteSessionsOf(tx, account.id)
    const subject = { kind: 'account', id: account.id }
    const facts = { disabled: true }
    await writeAudit(
      tx,
      { territoryId: null, actor: OPERATOR, action: 'update', subject, facts },
      now,
    )
  })
}

async function territoriesFor(tx: Db, role: Role, slug: string | undefined): Promise<string[]> {
  const all = await findTerritories(tx)
  if (all.length === 0)
    throw new AccountRefused('Aucun territoire : importez-en un d’abord (npm run territory).')
  const slugs = all.map((territory) => territory.slug).join(', ')
  const named = slug === undefined ? all : all.filter((territory) => territory.slug === slug)
  if (named.length === 0)
    throw new AccountRefused(`Aucun territoire ne s’appelle ${slug}. Il y a : ${slugs}.`)
  if (named.length > 1 && role !== 'administrator')
    throw new AccountRefused(`Dites lequel avec --territory. Il y a : ${slugs}.`)
  return named.map(({ id }) => id)
}
