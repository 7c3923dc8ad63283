import { readdir, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { departmentOf } from '../communes/catalogue.ts'
import { type Header, type RowProblem, readHeader, readRow, WrongHeader } from './ban-row.ts'
import { ShardBuilder } from './builder.ts'
import { csvLines, splitCells, UnreadableFile } from './csv-lines.ts'
import {
  indexFolder,
  manifestPath,
  readManifest,
  type ShardEntry,
  withImportLock,
  writeWhole,
} from './manifest.ts'
import { addressCount, streetCount } from './shard.ts'
import { encodeShard } from './shard-file.ts'

/** Files to import together, and where; `onProgress` receives the bytes read since it was last called. */
export type ImportRequest = {
  files: readonly string[]
  dataDir: string
  now: Date
  /** Keep these addresses in one named set instead of one set for each département. */
  setName?: string
  onProgress?: (bytesRead: number) => void
}

/** `row` is the rank of the line in its file, the header being 1. At most 100 problems are kept; `malformed` counts all. */
export type ImportReport = {
  addresses: number
  streets: number
  communes: number
  sets: string[]
  rows: number
  repeated: number
  noPosition: number
  malformed: number
  problems: (RowProblem & { file: string; row: number })[]
}

/** Nothing was imported: the addresses in force before still are. The message names the file and the reason. */
export class ImportRefused extends Error {}

const PROBLEMS_KEPT = 100

/**
 * Reads BAN files into a new generation of index files, and puts it in force at once by renaming the manifest.
 * Each département found replaces the one imported before; the others stay. Streams: the memory used grows with
 * the addresses (16 bytes each), not with the files. O(rows + s log s), s being the distinct streets; addresses are put
 * in order by a counting sort.
 * @throws ImportRefused when a file is not a BAN file, is cut, or no row is usable. @throws ImportRunning
 */
export async function importBan(request: ImportRequest): Promise<ImportReport> {
  return withImportLock(request.dataDir, async () => {
    const report: ImportReport = {
      addresses: 0,
      streets: 0,
      communes: 0,
      sets: [],
      rows: 0,
      repeated: 0,
      noPosition: 0,
      malformed: 0,
      problems: [],
    }
    const builders = new Map<string, ShardBuilder>()
    for (const file of request.files) await readFileInto(file, { request, report, builders })
    if (builders.size === 0)
      throw new ImportRefused('aucune ligne utilisable, rien n’a été importé')
    await publish(request, report, builders)
    return report
  })
}

type Reading = { request: ImportRequest; report: ImportReport; builders: Map<string, ShardBuilder> }

async function readFileInto(file: string, reading: Reading): Promise<void> {
  let header: (Header & { delimiter: string }) | undefined
  let row = 0
  let bytes = 0
  const onBytes = (more: number) => {
    bytes += more
  }
  try {
    for await (const lines of csvLines(file, onBytes)) {
      for (const line of lines) {
        row++
        if (header) addLine(line, header, { ...reading, file, row })
        else header = headerOf(line)
      }
      reading.request.onProgress?.(bytes)
      bytes = 0
    }
  } catch (error) {
    if (error instanceof WrongHeader || error instanceof UnreadableFile)
      throw new ImportRefused(`${basename(file)} : ${error.message}, rien n’a été importé`, {
        cause: error,
      })
    throw error
  }
  if (!header) throw new ImportRefused(`${basename(file)} : fichier vide, rien n’a été importé`)
}

function headerOf(line: string): Header & { delimiter: string } {
  const delimiter = line.split(';').length >= line.split(',').length ? ';' : ','
  return { ...readHeader(splitCells(line, delimiter) ?? []), delimiter }
}

function addLine(
  line: string,
  header: Header & { delimiter: string },
  { request, report, builders, file, row }: Reading & { file: string; row: number },
): void {
  if (line === '' || line === '\r') return
  report.rows++
  const cells = splitCells(line, header.delimiter)
  const verdict = cells
    ? readRow(cells, header)
    : ({
        kind: 'malformed',
        problem: { column: '(ligne)', reason: 'guillemet jamais refermé' },
      } as const)
  if (verdict.kind === 'no_position') report.noPosition++
  if (verdict.kind === 'malformed') {
    report.malformed++
    if (report.problems.length < PROBLEMS_KEPT)
      report.problems.push({ file, row, ...verdict.problem })
  }
  if (verdict.kind === 'address')
    builderOf(builders, request.setName ?? departmentOf(verdict.row.inseeCode)).add(verdict.row)
}

function builderOf(builders: Map<string, ShardBuilder>, name: string): ShardBuilder {
  const known = builders.get(name)
  if (known) return known
  const builder = new ShardBuilder(name)
  builders.set(name, builder)
  return builder
}

async function publish(
  { dataDir, now }: ImportRequest,
  report: ImportReport,
  builders: Map<string, ShardBuilder>,
): Promise<void> {
  const manifest = await readManifest(dataDir)
  const generation = manifest.generation + 1
  const entries: ShardEntry[] = []
  for (const [name, builder] of builders) {
    const { shard, repeated } = builder.build()
    builders.delete(name)
    const file = `${name}-${generation}.idx`
    await writeWhole(join(indexFolder(dataDir), file), encodeShard(shard))
    const [addresses, streets] = [addressCount(shard), streetCount(shard)]
    entries.push({ name, file, addresses, streets, importedAt: now.toISOString() })
    report.addresses += addresses
    report.streets += streets
    report.communes += shard.communes.length
    report.repeated += repeated
    report.sets.push(name)
  }
  const kept = manifest.shards.filter(({ name }) => !report.sets.includes(name))
  const next = { version: 1, generation, shards: [...kept, ...entries] }
  await writeWhole(manifestPath(dataDir), [JSON.stringify(next, null, 2)])
  await removeOldFiles(dataDir, new Set(next.shards.map(({ file }) => file)))
}

/** Files of earlier generations, and those left by an import that was killed. */
async function removeOldFiles(dataDir: string, current: ReadonlySet<string>): Promise<void> {
  const folder = indexFolder(dataDir)
  for (const file of await readdir(folder))
    if (/\.(idx|tmp)$/.test(file) && !current.has(file))
      await rm(join(folder, file), { force: true })
}

/** Bytes on the disk of the files to read, for a progress bar. @throws ImportRefused when one is missing. */
export async function bytesToRead(files: readonly string[]): Promise<number> {
  let bytes = 0
  for (const file of files) {
    const found = await stat(file).catch(() => null)
    if (!found?.isFile()) throw new ImportRefused(`${file} : fichier introuvable`)
    bytes += found.size
  }
  return bytes
}
