import type { Db } from '../db.ts'
import type { Settings } from './rules.ts'

/** `changedBy` and `changedAt` are null until a person changes something. */
export type StoredSettings = {
  version: number
  changedBy: string | null
  changedAt: Date | null
}

export async function findSettingsVersion(
  db: Db,
  territoryId: string,
): Promise<StoredSettings | null> {
  const row = await db.territory.findUnique({
    where: { id: territoryId },
    select: { settingsVersion: true, settingsChangedBy: true, settingsChangedAt: true },
  })
  return (
    row && {
      version: row.settingsVersion,
      changedBy: row.settingsChangedBy,
      changedAt: row.settingsChangedAt,
    }
  )
}

type Write = { territoryId: string; version: number; by: string }

/** Replaces the settings if they still are at that version; false when somebody was faster. */
export async function updateSettings(
  db: Db,
  { territoryId, version, by }: Write,
  settings: Settings,
  now: Date,
): Promise<boolean> {
  const { count } = await db.territory.updateMany({
    where: { id: territoryId, settingsVersion: version },
    data: {
      ...settings,
      settingsVersion: { increment: 1 },
      settingsChangedAt: now,
      settingsChangedBy: by,
    },
  })
  return count === 1
}
