import { type Words, wordsFor } from '../../web/words/words.ts'
import { type Actor, writeAudit } from '../audit/service.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { StaleVersion } from '../errors.ts'
import { type Act, claimKey, fingerprintOf, subjectOf } from '../idempotency/service.ts'
import type { Template } from '../messaging/rules.ts'
import { type About, type Edits, editedWords } from './edited.ts'
import { changedParts, editsAt, type Save, savesOf, versionOf } from './history.ts'
import { partsOf } from './parts.ts'
import { allChanges, type Change, changesOf, insertChanges, lockTexts } from './store.ts'

type Context = Pick<Deps, 'database' | 'keys'>

/** The texts of a message in a territory, with every save of them. */
export type StoredTexts = { version: number; edits: Edits; saves: Save[] }

/** The words in which a territory says one message by one channel, as they are when it leaves. */
export async function wordsIn(db: Db, territoryId: string, about: About): Promise<Words> {
  const changes = await changesOf(db, { territoryId, template: about.template })
  return editedWords(wordsFor('fr'), about, editsAt(changes, versionOf(changes)))
}

/** What a territory changed in one message. */
export async function readTexts(
  { database }: Pick<Deps, 'database'>,
  key: { territoryId: string; template: Template },
): Promise<StoredTexts> {
  return stored(await changesOf(database.client, key))
}

/** The messages that a territory says in its own words, each with its last save. */
export async function editedTemplates(
  { database }: Pick<Deps, 'database'>,
  territoryId: string,
): Promise<Map<string, Save>> {
  const changes = await allChanges(database.client, territoryId)
  const templates = [...new Set(changes.map(({ template }) => template))]
  return new Map(
    templates.flatMap((template) => {
      const { edits, saves } = stored(changes.filter((change) => change.template === template))
      const [last] = saves
      return last && Object.keys(edits).length > 0 ? [[template, last] as const] : []
    }),
  )
}

export type TextTarget = {
  territoryId: string
  template: Template
  /** What was on the page when it was changed. */
  version: number
  key: string
  actor: Actor
}

/**
 * Replaces the texts of a message; those in our own words are no change. The audit names the parts, never their words.
 * @throws StaleVersion when somebody else changed them since they were read, SameKeyOtherContent
 */
export function saveTexts(
  deps: Context,
  target: TextTarget,
  edits: Edits,
  now: Date,
): Promise<void> {
  const originals = new Map(partsOf(target.template).map(({ id, original }) => [id, original]))
  const own = Object.entries(edits).filter(
    ([id, text]) => originals.has(id) && originals.get(id) !== text,
  )
  return change(deps, target, { act: 'save', to: () => Object.fromEntries(own) }, now)
}

/** Says a message in our words again. @throws StaleVersion */
export function restoreOriginal(deps: Context, target: TextTarget, now: Date): Promise<void> {
  return change(deps, target, { act: 'original', to: () => ({}) }, now)
}

/** Says a message as before its last save. @throws StaleVersion */
export function undoLast(deps: Context, target: TextTarget, now: Date): Promise<void> {
  const to = (changes: readonly Change[]) => editsAt(changes, versionOf(changes) - 1)
  return change(deps, target, { act: 'undo', to }, now)
}

type Changing = { act: string; to: (changes: readonly Change[]) => Edits }

async function change(
  deps: Context,
  target: TextTarget,
  { act, to }: Changing,
  now: Date,
): Promise<void> {
  const { territoryId, template, actor } = target
  await deps.database.transaction(async (tx) => {
    await lockTexts(tx, territoryId)
    const pressed = actOf(deps, target, { act, edits: act === 'save' ? to([]) : {} })
    if (await subjectOf(tx, pressed)) return
    const changes = await changesOf(tx, { territoryId, template })
    const { version, edits, saves } = stored(changes)
    const changed = changedParts(edits, to(changes))
    if (changed.length === 0) return
    if (version !== target.version)
      throw new StaleVersion(saves[0]?.changedBy ?? null, saves[0]?.at ?? now)
    const told = { version: version + 1, changedBy: actor.name ?? actor.kind, at: now }
    await insertChanges(
      tx,
      { territoryId, template },
      changed.map((part) => ({ ...part, ...told })),
    )
    await claimKey(tx, pressed, territoryId, now)
    const subject = { kind: 'text', id: territoryId }
    const facts = { template, act, version: told.version, parts: changed.length }
    await writeAudit(tx, { territoryId, actor, action: 'update', subject, facts }, now)
  })
}

function actOf(
  { keys }: Context,
  { territoryId, template, key }: TextTarget,
  content: { act: string; edits: Edits },
): Act {
  const fingerprint = fingerprintOf(keys, { template, ...content })
  return { territoryId, scope: 'text', key, fingerprint }
}

function stored(changes: readonly Change[]): StoredTexts {
  const version = versionOf(changes)
  return { version, edits: editsAt(changes, version), saves: savesOf(changes) }
}
