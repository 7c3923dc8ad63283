import { type Actor, writeAudit } from '../audit/service.ts'
import type { Deps } from '../deps.ts'
import { NotFound, StaleVersion } from '../errors.ts'
import { parsePhone } from '../phone.ts'
import { findTerritory } from '../territory/service.ts'
import { changedSettings, type Settings } from './rules.ts'
import { findSettingsVersion, type StoredSettings, updateSettings } from './store.ts'

/** The settings of a territory, with who changed them last. @throws NotFound */
export async function readSettings(
  deps: Pick<Deps, 'database'>,
  territoryId: string,
): Promise<StoredSettings & { settings: Settings; isBrokered: boolean }> {
  const settings = await findTerritory(deps, territoryId)
  const stored = await findSettingsVersion(deps.database.client, territoryId)
  if (!stored) throw new NotFound()
  return { ...stored, settings, isBrokered: settings.mode === 'brokered' }
}

/**
 * Changes the settings of a territory; the audit names those that changed, never their values. Nothing changed, nothing
 * is written.
 * @throws StaleVersion when somebody else changed them since they were read.
 */
export async function changeSettings(
  deps: Pick<Deps, 'database'>,
  { territoryId, version, actor }: { territoryId: string; version: number; actor: Actor },
  settings: Settings,
  now: Date,
): Promise<void> {
  const before = await findTerritory(deps, territoryId)
  const contactPhone = parsePhone(before.contactPhone) ?? before.contactPhone
  const changed = changedSettings({ ...before, contactPhone }, settings)
  if (changed.length === 0) return
  await deps.database.transaction(async (tx) => {
    const by = actor.name ?? actor.kind
    if (!(await updateSettings(tx, { territoryId, version, by }, settings, now))) {
      const stored = await findSettingsVersion(tx, territoryId)
      throw new StaleVersion(stored?.changedBy ?? null, stored?.changedAt ?? now)
    }
    const subject = { kind: 'territory', id: territoryId }
    const facts = { settings: changed.join(' ') }
    await writeAudit(tx, { territoryId, actor, action: 'update', subject, facts }, now)
  })
}
