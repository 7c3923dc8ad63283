import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline as pipe, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type AuditLine, writeAudit } from '../audit/service.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { endLine, headerLine, tableLine } from './dump.ts'
import { encrypted } from './encryption.ts'
import { readMigrations, readRows, readSequences, readTables, seeOneMoment } from './store.ts'

/** Long enough for a million rows; a server goes on answering meanwhile. */
export const LONG_TRANSACTION = { maxWait: 20_000, timeout: 3_600_000 }
const ROWS_AT_ONCE = 500

export type BackupDeps = Pick<Deps, 'database' | 'keys'>
export type BackupCounts = { tables: number; rows: number }

/**
 * Writes one moment of the whole database to `file`: JSON lines, compressed, encrypted with age, mode 0600.
 * The file appears whole or not at all. Of either home: it may be restored into the other.
 */
export async function backUp(deps: BackupDeps, file: string, now: Date): Promise<BackupCounts> {
  const { database, keys } = deps
  await database.transaction((tx) => writeAudit(tx, backupLine('export'), now))
  const partial = `${file}.${process.pid}`
  const counts = { tables: 0, rows: 0 }
  try {
    await database.client.$transaction(async (tx) => {
      const clear = pipe(Readable.from(dumpLines(tx, counts, now)), createGzip(), () => {})
      const options = { flags: 'wx', mode: 0o600, flush: true }
      await pipeline(await encrypted(clear, keys), createWriteStream(partial, options))
    }, LONG_TRANSACTION)
    await rename(partial, file)
  } finally {
    await rm(partial, { force: true })
  }
  return counts
}

/** What the audit keeps of a backup made or restored. */
export function backupLine(
  action: 'export' | 'import',
  facts: Record<string, number> = {},
): AuditLine {
  const actor = { kind: 'system', id: null } as const
  return { territoryId: null, actor, action, subject: { kind: 'backup', id: null }, facts }
}

async function* dumpLines(tx: Db, counts: BackupCounts, now: Date): AsyncGenerator<string> {
  await seeOneMoment(tx)
  const tables = await readTables(tx)
  yield headerLine(now, await readMigrations(tx))
  for (const table of tables) {
    const columns = table.columns.map(({ name }) => name)
    yield tableLine(table.name, columns)
    for await (const rows of readRows(tx, table, ROWS_AT_ONCE)) {
      counts.rows += rows.length
      yield `${rows.join('\n')}\n`
    }
  }
  counts.tables = tables.length
  yield endLine({ rows: counts.rows, sequences: await readSequences(tx, tables) })
}
