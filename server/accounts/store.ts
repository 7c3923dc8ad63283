import type { Role } from '../../prisma/generated/enums.ts'
import type { Db } from '../db.ts'
import type { Standing } from './rules.ts'

export type Account = {
  id: string
  email: string
  name: string
  passwordHash: string | null
  totpSecretSealed: string | null
  activationExpiresAt: Date | null
  disabledAt: Date | null
  isDemo: boolean
}

const ACCOUNT = {
  id: true,
  email: true,
  name: true,
  passwordHash: true,
  totpSecretSealed: true,
  activationExpiresAt: true,
  disabledAt: true,
  isDemo: true,
} as const

export type AccountKey = { id: string } | { email: string } | { activationHash: string }

/** One query and no relation, so that an account that exists takes no longer to look for than one that does not. */
export function findAccount(db: Db, where: AccountKey): Promise<Account | null> {
  return db.account.findUnique({ where, select: ACCOUNT })
}

export type Membership = { territoryId: string; slug: string; territoryName: string; role: Role }

/** The territories of an account, the oldest first. */
export function findMemberships(db: Db, accountId: string): Promise<Membership[]> {
  return db.$queryRaw<Membership[]>`
    select territory.id::text as "territoryId", territory.slug, territory.name as "territoryName",
      membership.role::text as role
    from membership join territory on territory.id = membership.territory_id
    where membership.account_id = ${accountId}::uuid
    order by territory.created_at, territory.slug`
}

export type Member = { role: Role; name: string; email: string; isDemo: boolean }

/** Who this account is in this territory, unless it was disabled or has no role there. */
export async function findMember(
  db: Db,
  { accountId, territoryId }: { accountId: string; territoryId: string },
): Promise<Member | null> {
  const [member] = await db.$queryRaw<Member[]>`
    select membership.role::text as role, account.name, account.email, account.is_demo as "isDemo"
    from membership join account on account.id = membership.account_id and account.disabled_at is null
    where membership.account_id = ${accountId}::uuid and membership.territory_id = ${territoryId}::uuid`
  return member ?? null
}

/** Marks a step of the clock as used. False when it, or a later one, was used already. */
export async function takeTotpStep(db: Db, accountId: string, step: number): Promise<boolean> {
  const { count } = await db.account.updateMany({
    where: { id: accountId, OR: [{ lastTotpStep: null }, { lastTotpStep: { lt: step } }] },
    data: { lastTotpStep: step },
  })
  return count === 1
}

type Activation = {
  passwordHash: string
  totpSecretSealed: string
  lastTotpStep: number
  secrecyAgreedAt: Date
}

/** Spends the link. False when somebody spent it first. */
export async function activateAccount(
  db: Db,
  activationHash: string,
  activation: Activation,
): Promise<boolean> {
  const { count } = await db.account.updateMany({
    where: { activationHash, disabledAt: null },
    data: { ...activation, activationHash: null, activationExpiresAt: null },
  })
  return count === 1
}

type Invitation = {
  id: string
  email: string
  name: string | undefined
  activationHash: string
  activationExpiresAt: Date
  createdAt: Date
}

/** Makes the account, or gives the one that exists a new link; the link before it is dead. Returns its id. */
export async function inviteAccount(db: Db, invitation: Invitation): Promise<string> {
  const { id, email, name, createdAt, ...link } = invitation
  const named = name === undefined ? {} : { name }
  const account = await db.account.upsert({
    where: { email },
    create: { id, email, createdAt, ...named, ...link },
    update: { ...named, ...link, disabledAt: null },
    select: { id: true },
  })
  return account.id
}

/** Links that open an account and are not over at `now` end earlier by so many milliseconds. */
export async function advanceActivations(db: Db, byMs: number, now: Date): Promise<void> {
  await db.$executeRaw`
    update account set activation_expires_at = activation_expires_at - ${byMs}::float8 * interval '1 millisecond'
    where activation_expires_at > ${now}::timestamptz`
}

/** Shuts the account and kills its link; keeps its past. */
export async function disableAccount(db: Db, accountId: string, at: Date): Promise<void> {
  await db.account.update({
    where: { id: accountId },
    data: { disabledAt: at, activationHash: null, activationExpiresAt: null },
    select: { id: true },
  })
}

type ReadyAccount = {
  id: string
  email: string
  name: string
  passwordHash: string
  totpSecretSealed: string
  secrecyAgreedAt: Date
  createdAt: Date
}

/** The demonstration account, ready to sign in. */
export async function insertDemoAccount(db: Db, account: ReadyAccount): Promise<void> {
  await db.account.create({ data: { ...account, isDemo: true }, select: { id: true } })
}

/** Gives a role in some territories; a role already held there is replaced. */
export async function giveRole(
  db: Db,
  accountId: string,
  { role, territoryIds }: { role: Role; territoryIds: readonly string[] },
): Promise<void> {
  for (const territoryId of territoryIds)
    await db.membership.upsert({
      where: { accountId_territoryId: { accountId, territoryId } },
      create: { accountId, territoryId, role },
      update: { role },
      select: { role: true },
    })
}

/** Takes a territory from an account; nothing when it had no role there. */
export async function removeMembership(
  db: Db,
  membership: { accountId: string; territoryId: string },
): Promise<void> {
  await db.membership.deleteMany({ where: membership })
}

/** Every territory, the oldest first. */
export function findTerritories(db: Db): Promise<{ id: string; slug: string }[]> {
  return db.territory.findMany({
    select: { id: true, slug: true },
    orderBy: [{ createdAt: 'asc' }, { slug: 'asc' }],
  })
}

export type KeptSession = { standing: Standing; endsAt: Date }

/** The session kept under the hash of its id, alive or not. */
export async function findSession(db: Db, idHash: string): Promise<KeptSession | null> {
  const row = await db.session.findUnique({
    where: { id: idHash },
    select: {
      accountId: true,
      territoryId: true,
      content: true,
      createdAt: true,
      expiresAt: true,
    },
  })
  if (!row?.accountId) return null
  const { accountId, territoryId, createdAt: startedAt, expiresAt: endsAt } = row
  if (territoryId) return { standing: { stage: 'in', accountId, territoryId, startedAt }, endsAt }
  const { back } = row.content as { back: string }
  return { standing: { stage: 'code', accountId, back, startedAt }, endsAt }
}

export async function insertSession(
  db: Db,
  idHash: string,
  { standing, endsAt }: KeptSession,
): Promise<void> {
  await db.session.create({
    data: {
      id: idHash,
      accountId: standing.accountId,
      territoryId: standing.stage === 'in' ? standing.territoryId : null,
      content: standing.stage === 'code' ? { back: standing.back } : {},
      createdAt: standing.startedAt,
      expiresAt: endsAt,
    },
    select: { id: true },
  })
}

/** Puts the end of a session later. One that was killed meanwhile stays dead. */
export async function prolongSession(db: Db, idHash: string, endsAt: Date): Promise<void> {
  await db.session.updateMany({
    where: { id: idHash, expiresAt: { lt: endsAt } },
    data: { expiresAt: endsAt },
  })
}

export async function deleteSession(db: Db, idHash: string): Promise<void> {
  await db.session.deleteMany({ where: { id: idHash } })
}

/** Deletes every session, or those over at `endedBy`; how many. */
export async function deleteSessions(
  db: Db,
  { endedBy }: { endedBy?: Date } = {},
): Promise<number> {
  const where = endedBy ? { expiresAt: { lte: endedBy } } : {}
  const { count } = await db.session.deleteMany({ where })
  return count
}

/** Signs an account out everywhere. */
export async function deleteSessionsOf(db: Db, accountId: string): Promise<void> {
  await db.session.deleteMany({ where: { accountId } })
}
