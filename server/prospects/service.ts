import { type Actor, writeAudit } from '../audit/service.ts'
import { parisDay } from '../calendar/rules.ts'
import { tokenHash } from '../crypto/tokens.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { NotFound } from '../errors.ts'
import { enqueue } from '../messaging/service.ts'
import { objectionPath, objectionToken } from './objection.ts'
import { emailOf, type Informed, type Prospect, prospectName } from './rules.ts'
import {
  changeProspect,
  findByObjectHash,
  findProspect,
  informingMessages,
  listProspects,
  registeredRpps,
  writeObjection,
} from './store.ts'

type Reader = { territoryId: string; actor: Actor }

/** A line of the list: a prospect, and how they were told. */
export type ProspectLine = { prospect: Prospect; informed: Informed }

/** Prospects of a territory by name, and how many objected: the reading is in the audit. */
export async function readProspects(
  deps: Deps,
  { territoryId, actor }: Reader,
  now: Date,
): Promise<{ lines: ProspectLine[]; objected: number }> {
  return deps.database.transaction(async (tx) => {
    const all = await listProspects(tx, territoryId)
    const lines = await linesOf(tx, territoryId, all)
    const subject = { kind: 'prospects', id: null }
    const facts = { rows: lines.length }
    await writeAudit(tx, { territoryId, actor, action: 'read', subject, facts }, now)
    return { lines, objected: all.filter(({ status }) => status === 'objected').length }
  })
}

/** Everybody who is still a prospect, by name, in the transaction of the caller. */
export async function currentLines(db: Db, territoryId: string): Promise<ProspectLine[]> {
  return linesOf(db, territoryId, await listProspects(db, territoryId))
}

/** Who is still a prospect: neither who objected, nor who is in the register of volunteers since. */
async function linesOf(
  db: Db,
  territoryId: string,
  all: readonly Prospect[],
): Promise<ProspectLine[]> {
  const registered = await registeredRpps(db, territoryId)
  const messages = await informingMessages(db, territoryId)
  return all
    .filter(({ status, rpps }) => status !== 'objected' && !registered.has(rpps))
    .map((prospect) => ({
      prospect,
      informed: informedBy(prospect, messages.get(prospect.id) ?? null),
    }))
}

type Message = { status: string; acceptedAt: Date | null }

/** Told means that a message left or that a letter was posted; an invitation pressed is not yet one. */
function informedBy({ invitedAt, informedAt }: Prospect, message: Message | null): Informed {
  if (informedAt) return { how: 'letter', on: parisDay(informedAt) }
  if (!invitedAt) return { how: 'not_yet' }
  if (!message) return { how: 'letter_to_print', on: parisDay(invitedAt) }
  if (message.acceptedAt) return { how: 'email', on: parisDay(message.acceptedAt) }
  const failed = ['failed_permanent', 'cancelled'].includes(message.status)
  return { how: failed ? 'email_failed' : 'email_waits', on: parisDay(invitedAt) }
}

type Invitation = Reader & {
  /** Null: everybody who was not invited yet. */
  ids: readonly string[] | null
}

/**
 * Tells prospects that they were taken from the national directory, invites them to join and lets them object: an
 * e-mail where the directory gives an address, else a letter to print. Who was invited before is left alone.
 */
export async function inviteProspects(
  deps: Deps,
  { territoryId, actor, ids }: Invitation,
  now: Date,
): Promise<{ emails: number; letters: number }> {
  return deps.database.transaction(async (tx) => {
    const lines = await currentLines(tx, territoryId)
    const chosen = lines.filter(({ prospect }) => ids === null || ids.includes(prospect.id))
    const done = { emails: 0, letters: 0 }
    for (const { prospect } of chosen) {
      const sent = await inviteOne(deps, tx, { territoryId, actor, prospect }, now)
      if (sent) done[sent] += 1
    }
    return done
  })
}

async function inviteOne(
  { keys }: Deps,
  tx: Db,
  { territoryId, actor, prospect }: Reader & { prospect: Prospect },
  now: Date,
): Promise<'emails' | 'letters' | null> {
  const { id } = prospect
  const objectHash = tokenHash(objectionToken(keys, id))
  const change = { status: 'invited' as const, invitedAt: now, objectHash }
  const target = { id, territoryId, from: ['prospect' as const], change }
  if (!(await changeProspect(tx, target, now))) return null
  const byEmail = emailOf(prospect) !== null
  if (byEmail) {
    const message = { channel: 'email' as const, template: 'prospect_informed' as const }
    const uniqueKey = `prospect_informed:${id}`
    const ids = { prospectId: id }
    await enqueue(tx, { ...message, territoryId, ids, uniqueKey, deliverAfter: now }, now)
  }
  const facts = { by: byEmail ? 'email' : 'letter' }
  const subject = { kind: 'prospect', id }
  await writeAudit(tx, { territoryId, actor, action: 'send', subject, facts }, now)
  return byEmail ? 'emails' : 'letters'
}

/** What the message `prospect_informed` needs as it leaves; null when there is nothing to say any more. */
export async function prospectToInform(
  { database, keys }: Pick<Deps, 'database' | 'keys'>,
  target: { id: string; territoryId: string },
): Promise<{ prospect: Prospect; email: string; objectionPath: string } | null> {
  const prospect = await findProspect(database.client, target)
  const email = prospect && emailOf(prospect)
  if (!prospect || !email || prospect.status === 'objected') return null
  const registered = await registeredRpps(database.client, target.territoryId)
  if (registered.has(prospect.rpps)) return null
  return { prospect, email, objectionPath: objectionPath(keys, prospect.id) }
}

/** Who holds an objection link. */
export type Objector = { id: string; territoryId: string; hasObjected: boolean }

export async function findObjector(deps: Deps, token: string): Promise<Objector | null> {
  const found = await findByObjectHash(deps.database.client, tokenHash(token))
  if (!found) return null
  const { id, territoryId, objectedAt } = found
  return { id, territoryId, hasObjected: objectedAt !== null }
}

type Target = Reader & { id: string }

/** One prospect and how they were told: the reading is in the audit. @throws NotFound */
export async function openProspect(
  deps: Deps,
  { id, territoryId, actor }: Target,
  now: Date,
): Promise<ProspectLine> {
  return deps.database.transaction(async (tx) => {
    const prospect = await findProspect(tx, { id, territoryId })
    const [line] = prospect ? await linesOf(tx, territoryId, [prospect]) : []
    if (!line) throw new NotFound()
    const subject = { kind: 'prospect', id }
    await writeAudit(tx, { territoryId, actor, action: 'read', subject }, now)
    return line
  })
}

/**
 * They object, by their link or to somebody of the team who writes it down: out of the list, and of every later import,
 * for ever. Pressed twice, once.
 * @throws NotFound
 */
export async function object(
  deps: Deps,
  { id, territoryId, actor }: Target,
  now: Date,
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    if (!(await findProspect(tx, { id, territoryId }))) throw new NotFound()
    if (!(await writeObjection(tx, { id, territoryId }, now))) return
    const subject = { kind: 'prospect', id }
    const facts = { objected: true }
    await writeAudit(tx, { territoryId, actor, action: 'erase', subject, facts }, now)
  })
}

/** What the directory says of these RPPS numbers: the doctor's name and where they practise. */
export async function directoryNames(
  { database }: Pick<Deps, 'database'>,
  { territoryId, rpps }: { territoryId: string; rpps: readonly string[] },
): Promise<Map<string, string>> {
  const all = await listProspects(database.client, territoryId)
  const found = all.filter((each) => rpps.includes(each.rpps) && each.status !== 'objected')
  return new Map(found.map((each) => [each.rpps, directoryLine(each)]))
}

function directoryLine(prospect: Prospect): string {
  const communes = new Set(prospect.places.map(({ commune }) => commune))
  return [prospectName(prospect), ...communes].join(', ')
}
