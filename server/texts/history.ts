import type { Edits } from './edited.ts'
import type { Change } from './store.ts'

/** One save: who, when, and the parts that it changed. */
export type Save = { version: number; changedBy: string; at: Date; parts: string[] }

/** The version of a message: 0 until somebody changes it. */
export function versionOf(changes: readonly Change[]): number {
  return changes.reduce((latest, { version }) => Math.max(latest, version), 0)
}

/** The texts of a message as they were at a version; those in our words are left out. `changes` oldest first. */
export function editsAt(changes: readonly Change[], version: number): Edits {
  const latest = new Map<string, string | null>()
  for (const change of changes) if (change.version <= version) latest.set(change.part, change.text)
  return Object.fromEntries(
    [...latest].filter((each): each is [string, string] => each[1] !== null),
  )
}

/** Every save of a message, the last first. */
export function savesOf(changes: readonly Change[]): Save[] {
  const saves = new Map<number, Save>()
  for (const { version, changedBy, at, part } of changes) {
    const save = saves.get(version) ?? { version, changedBy, at, parts: [] }
    saves.set(version, { ...save, parts: [...save.parts, part] })
  }
  return [...saves.values()].sort((a, b) => b.version - a.version)
}

/** Parts that differ from one state to another, with their text there: null for our words. */
export function changedParts(before: Edits, after: Edits): { part: string; text: string | null }[] {
  const parts = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...parts]
    .filter((part) => before[part] !== after[part])
    .map((part) => ({ part, text: after[part] ?? null }))
}
