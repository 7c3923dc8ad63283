import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { writeAudit } from '../audit/service.ts'
import type { Db } from '../db.ts'
import { eraseRestored } from '../own-file/erasing.ts'
import { type BackupDeps, backupLine, LONG_TRANSACTION } from './backup.ts'
import { type DumpEnd, type DumpHeader, type DumpRows, damaged, linesOf, readDump } from './dump.ts'
import { decrypted } from './encryption.ts'
import type { Erased } from './erasures.ts'
import { BackupRefused, type Table } from './rules.ts'
import {
  firstFilled,
  freezeMessages,
  readMigrations,
  readTables,
  restoreRows,
  setSequences,
  takeTheTime,
} from './store.ts'

/** `erased`: requests that the register says were erased, and that the backup still held. */
export type Restored = { takenAt: Date; rows: number; frozen: number; erased: number }

export type RestoreDeps = BackupDeps & {
  /** Requests whose household had them erased, maybe after the backup was made. */
  erasures?: readonly Erased[]
}

/**
 * Fills an empty database from a backup, in one transaction: all of it, or nothing. Messages that still waited are
 * left to a person, since nobody knows which of them left after the backup was made (rule 10 of server/README.md).
 * What was erased since is erased again (rule 12).
 * @throws BackupRefused when the database is not empty, or the file is not a whole backup made with these keys by this version.
 */
export async function restore(
  { database, keys, erasures = [] }: RestoreDeps,
  file: string,
  now: Date,
): Promise<Restored> {
  const clear = await decrypted(createReadStream(file), keys)
  const bytes = pipeline(clear, createGunzip(), () => {})
  try {
    return await database.client.$transaction(async (tx) => {
      const filled = await fill(tx, bytes, now)
      return { ...filled, erased: await eraseAgain(tx, { keys, erasures }, now) }
    }, LONG_TRANSACTION)
  } finally {
    bytes.destroy()
  }
}

async function eraseAgain(
  tx: Db,
  { keys, erasures }: Pick<Required<RestoreDeps>, 'keys' | 'erasures'>,
  now: Date,
): Promise<number> {
  let erased = 0
  for (const { requestId: id, territoryId } of erasures)
    if (await eraseRestored(tx, { keys }, { id, territoryId }, now)) erased += 1
  return erased
}

async function fill(
  tx: Db,
  bytes: AsyncIterable<Uint8Array>,
  now: Date,
): Promise<Omit<Restored, 'erased'>> {
  await takeTheTime(tx)
  const tables = await readTables(tx)
  const filled = await firstFilled(tx, tables)
  if (filled)
    throw new BackupRefused(
      `La base n’est pas vide (table ${filled}) : une sauvegarde ne se restaure que dans une base vide.`,
    )
  const loaded = await load(tx, tables, readDump(linesOf(unbroken(bytes))))
  const frozen = await freezeMessages(tx)
  await writeAudit(tx, backupLine('import', { rows: loaded.rows, frozen }), now)
  return { ...loaded, frozen }
}

type Loaded = { takenAt: Date; rows: number }

async function load(
  tx: Db,
  tables: readonly Table[],
  parts: AsyncIterable<DumpHeader | DumpRows | DumpEnd>,
): Promise<Loaded> {
  const loaded: Loaded = { takenAt: new Date(0), rows: 0 }
  for await (const part of parts) {
    if ('format' in part) {
      loaded.takenAt = new Date(part.takenAt)
      await checkVersion(tx, part)
    } else if ('table' in part) {
      await restoreRows(tx, tableOf(tables, part), part.rows)
      loaded.rows += part.rows.length
    } else {
      if (part.rows !== loaded.rows) throw new BackupRefused(damaged)
      await setSequences(tx, tables, part.sequences)
    }
  }
  return loaded
}

/** Another version of the program has other tables: it restores its own backups, then is updated. */
async function checkVersion(tx: Db, { migrations }: DumpHeader): Promise<void> {
  const here = await readMigrations(tx)
  if (JSON.stringify(here) === JSON.stringify(migrations)) return
  const last = migrations.at(-1)?.name ?? 'aucune migration'
  throw new BackupRefused(
    `Cette sauvegarde vient d’une autre version (${last}) : restaurez-la avec cette version, puis mettez à jour.`,
  )
}

/** The table as it is here, its columns in the order of the dump. */
function tableOf(tables: readonly Table[], { table: name, columns }: DumpRows): Table {
  const here = tables.find((table) => table.name === name)
  return {
    name,
    columns: columns.map((column) => {
      const known = here?.columns.find((one) => one.name === column)
      if (!known) throw new BackupRefused(damaged)
      return known
    }),
  }
}

/** The same bytes; a file that is cut short or altered is refused in words. */
async function* unbroken(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes
  } catch {
    throw new BackupRefused(damaged)
  }
}
