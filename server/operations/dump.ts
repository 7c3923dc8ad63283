import * as z from 'zod'
import { BackupRefused } from './rules.ts'

const FORMAT = 'trait-d-union-backup'
const VERSION = 1
const BATCH = 500

const Header = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  takenAt: z.iso.datetime(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
})
const TableLine = z.object({ table: z.string(), columns: z.array(z.string()) })
const EndLine = z.object({
  rows: z.number(),
  sequences: z.array(
    z.object({ table: z.string(), column: z.string(), value: z.string(), called: z.boolean() }),
  ),
})
const After = z.union([TableLine, EndLine])

export type DumpHeader = z.infer<typeof Header>
export type DumpEnd = z.infer<typeof EndLine>
type DumpLine = DumpHeader | DumpEnd | z.infer<typeof TableLine>
/** Rows of one table, each a JSON array of texts and nulls in the order of `columns`. */
export type DumpRows = { table: string; columns: string[]; rows: string[] }

export const damaged = 'Cette sauvegarde est incomplète ou abîmée : rien n’a été écrit.'

/** First line of a dump: one object; then for each table one object and its rows, one array a line; one object to end. */
export function headerLine(takenAt: Date, migrations: DumpHeader['migrations']): string {
  const header: DumpHeader = {
    format: FORMAT,
    version: VERSION,
    takenAt: takenAt.toISOString(),
    migrations,
  }
  return `${JSON.stringify(header)}\n`
}

export function tableLine(table: string, columns: readonly string[]): string {
  return `${JSON.stringify({ table, columns })}\n`
}

export function endLine(end: DumpEnd): string {
  return `${JSON.stringify(end)}\n`
}

/**
 * Reads a dump line by line: its header, then rows in batches, then its end.
 * @throws BackupRefused when it is not one, or stops before its end.
 */
export async function* readDump(
  lines: AsyncIterable<string>,
): AsyncGenerator<DumpHeader | DumpRows | DumpEnd> {
  let section: { table: string; columns: string[] } | null = null
  let rows: string[] = []
  let last: DumpHeader | DumpEnd | null = null
  for await (const line of lines) {
    if (last && 'sequences' in last) throw new BackupRefused(damaged)
    const isRow = section !== null && line.startsWith('[')
    if (isRow) rows.push(line)
    if (section && rows.length > 0 && (!isRow || rows.length === BATCH)) {
      yield { ...section, rows }
      rows = []
    }
    if (isRow) continue
    const object: DumpLine = last ? objectOf(After, line) : objectOf(Header, line)
    section = 'table' in object ? object : null
    if ('table' in object) continue
    yield object
    last = object
  }
  if (!last || !('sequences' in last)) throw new BackupRefused(damaged)
}

/** Lines of a text that arrives in pieces, without their ends. */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const piece of bytes) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

function objectOf<T>(schema: z.ZodType<T>, line: string): T {
  try {
    return schema.parse(JSON.parse(line))
  } catch {
    throw new BackupRefused(damaged)
  }
}
