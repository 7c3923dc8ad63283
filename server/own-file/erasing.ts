import { writeAudit } from '../audit/service.ts'
import { dayFrom } from '../calendar/rules.ts'
import type { Keys } from '../crypto/keys.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { NotFound, StaleVersion } from '../errors.ts'
import type { FormValues } from '../http/forms.ts'
import { lockedRequestFor, type Target } from '../orientation/change.ts'
import { identityIndexOf } from '../orientation/sealed.ts'
import { membersOf } from '../questionnaire/schema.ts'
import { appendEvent } from '../timeline/service.ts'
import { openDrafts, removeDrafts, traitsOf } from './drafts-store.ts'
import {
  countNeighbours,
  emptyMembers,
  emptyRequest,
  findToEmpty,
  freePlaces,
  insertErasure,
  removeMessages,
  removeWords,
  revokeLinks,
} from './erasing-store.ts'

/** A commune stays on an erased request only where so many others have it: fewer would point at a home. */
export const SMALLEST_COMMUNE = 5

const SYSTEM = { kind: 'system', id: null } as const

/**
 * Erases what a household told us and all that was written about it, at its request: the search ends, places are free,
 * nothing queued leaves, every link dies. Dates, counts and the reference stay, without identity. Once: asked again,
 * nothing happens; false then.
 * @throws NotFound, StaleVersion
 */
export async function eraseFile(deps: Deps, target: Target, now: Date): Promise<boolean> {
  const { version, ...whole } = target
  const { id, territoryId, actor } = target
  return deps.database.transaction(async (tx) => {
    const request = await lockedRequestFor(tx, deps, whole)
    if (request.closeReason === 'erased') return false
    if (version !== undefined && version !== request.version)
      throw new StaleVersion(request.updatedBy, request.updatedAt)
    await eraseContent(tx, deps, { id, territoryId }, now)
    const subject = { kind: 'orientation_request', id }
    await writeAudit(tx, { territoryId, actor, action: 'erase', subject }, now)
    return true
  })
}

/** The same in the transaction given, whatever became of the request since; what was erased stays so. @throws NotFound */
export async function eraseContent(
  tx: Db,
  { keys }: Pick<Deps, 'keys'>,
  key: { id: string; territoryId: string },
  now: Date,
): Promise<void> {
  const found = await findToEmpty(tx, key)
  if (!found) throw new NotFound()
  const { reference, closedAt, inseeCode } = found
  const isCommon =
    inseeCode !== null && (await countNeighbours(tx, key, inseeCode)) >= SMALLEST_COMMUNE
  await forgetDrafts(tx, keys, key)
  if (found.status !== 'seen' && found.status !== 'declared') await freePlaces(tx, key, now)
  await removeWords(tx, key)
  await removeMessages(tx, key)
  await revokeLinks(tx, key, now)
  await emptyMembers(tx, key)
  const emptied = { ...key, reference, closedAt: closedAt ?? now }
  await emptyRequest(tx, keys, { ...emptied, inseeCode: isCommon ? inseeCode : null }, now)
  await insertErasure(tx, key, now)
  const facts = { reason: 'erased' }
  const { id: requestId, territoryId } = key
  const line = { requestId, territoryId, kind: 'closed', actor: 'system', facts } as const
  await appendEvent(tx, keys, line, now)
}

/** Erases again what a backup brought back; false when there is nothing left of it to erase. */
export async function eraseRestored(
  tx: Db,
  deps: Pick<Deps, 'keys'>,
  key: { id: string; territoryId: string },
  now: Date,
): Promise<boolean> {
  const found = await findToEmpty(tx, key)
  if (!found || found.closeReason === 'erased') return false
  await eraseContent(tx, deps, key, now)
  const subject = { kind: 'orientation_request', id: key.id }
  const line = { territoryId: key.territoryId, actor: SYSTEM, action: 'erase', subject } as const
  await writeAudit(tx, line, now)
  return true
}

/** A questionnaire begun by the same people, or left behind by the one that was sent, goes too. */
async function forgetDrafts(
  tx: Db,
  keys: Keys,
  key: { id: string; territoryId: string },
): Promise<void> {
  const { people, keys: sent } = await traitsOf(tx, key)
  const { territoryId } = key
  const drafts = await openDrafts(tx, keys, territoryId)
  const theirs = drafts.filter(
    ({ values }) =>
      sent.includes(values.cle ?? '') ||
      membersOf(values).some((person) => people.includes(indexOf(keys, person))),
  )
  await removeDrafts(tx, { territoryId, ids: theirs.map(({ id }) => id) })
}

function indexOf(keys: Keys, person: FormValues): string {
  const part = (name: string) => Number(person[name]?.trim() || Number.NaN)
  const birthDate =
    dayFrom(part('naissance_annee'), part('naissance_mois'), part('naissance_jour')) ?? ''
  const { nom: lastName = '', prenom: firstName = '' } = person
  return identityIndexOf(keys, { lastName, firstName, birthDate })
}
