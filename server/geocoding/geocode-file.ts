import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { parse } from 'csv-parse'
import { stringify } from 'csv-stringify'
import { delimiterOf } from '../csv-delimiter.ts'
import { type GeocodeAnswer, type Geocoder, GeocoderUnavailable } from './rules.ts'

/** Rows of each status; the file is written whole or not at all. */
export type FileCounts = Record<'rows' | 'ok' | 'to_locate' | 'not-found' | 'error', number>

export type FileRequest = {
  input: string
  output: string
  /** Rows asked at once, and the least time such a batch takes: the service refuses more than 50 a second. */
  batch: number
  batchMs: number
  onRow?: () => void
}

/** The input cannot be read as a CSV file with a column `q`, or the output cannot be written. */
export class FileRefused extends Error {}

const ADDED = [
  'result_status',
  'result_type',
  'result_score',
  'result_label',
  'result_citycode',
  'result_postcode',
  'longitude',
  'latitude',
]

/**
 * Geocodes the column `q` of a CSV file (`;` or `,`, kept in the output), adding columns to its own, in its order.
 * A row whose geocoder is unavailable is marked `error`. @throws FileRefused
 */
export async function geocodeFile(geocoder: Geocoder, request: FileRequest): Promise<FileCounts> {
  const { input, output } = request
  const beside = `${output}.tmp`
  const counts: FileCounts = { rows: 0, ok: 0, to_locate: 0, 'not-found': 0, error: 0 }
  try {
    const delimiter = await delimiterOf(input)
    await pipeline(
      createReadStream(input),
      parse({ delimiter, bom: true, relax_column_count: true, skip_empty_lines: true }),
      (rows: AsyncIterable<string[]>) => geocodeRows(geocoder, rows, { request, counts }),
      stringify({ delimiter }),
      createWriteStream(beside),
    )
    await rename(beside, output)
    return counts
  } catch (error) {
    await rm(beside, { force: true })
    throw error instanceof FileRefused ? error : new FileRefused(reasonOf(error), { cause: error })
  }
}

async function* geocodeRows(
  geocoder: Geocoder,
  rows: AsyncIterable<string[]>,
  { request, counts }: { request: FileRequest; counts: FileCounts },
): AsyncGenerator<string[]> {
  let header: string[] | undefined
  let batch: string[][] = []
  for await (const row of rows) {
    if (!header) {
      header = row
      if (!header.includes('q'))
        throw new FileRefused('la colonne « q » manque dans le fichier à lire')
      yield [...header, ...ADDED]
    } else if (batch.push(row) === request.batch) {
      yield* await geocodeBatch(geocoder, batch, { header, request, counts })
      batch = []
    }
  }
  if (!header) throw new FileRefused('le fichier à lire est vide')
  yield* await geocodeBatch(geocoder, batch, { header, request, counts })
}

async function geocodeBatch(
  geocoder: Geocoder,
  batch: readonly string[][],
  { header, request, counts }: { header: string[]; request: FileRequest; counts: FileCounts },
): Promise<string[][]> {
  const column = header.indexOf('q')
  const pause =
    batch.length === request.batch && request.batchMs > 0 ? wait(request.batchMs) : undefined
  const done = await Promise.all(
    batch.map(async (row) => {
      const answer = await ask(geocoder, row[column] ?? '')
      counts.rows++
      counts[answer?.status ?? 'error']++
      request.onRow?.()
      return [...header.map((_, i) => row[i] ?? ''), ...cellsOf(answer)]
    }),
  )
  await pause
  return done
}

async function ask(geocoder: Geocoder, text: string): Promise<GeocodeAnswer | null> {
  try {
    return await geocoder.search({ text })
  } catch (error) {
    if (error instanceof GeocoderUnavailable) return null
    throw error
  }
}

function cellsOf(answer: GeocodeAnswer | null): string[] {
  if (!answer) return ['error', ...ADDED.slice(1).map(() => '')]
  const { status, precision, score, label, inseeCode, postalCode, position } = answer
  const [lon, lat] = position ?? []
  const cells = [precision, precision ? score : null, label, inseeCode, postalCode, lon, lat]
  return [status, ...cells.map((cell) => (cell === null || cell === undefined ? '' : String(cell)))]
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT') return 'fichier ou dossier introuvable'
  if (code.startsWith('CSV_')) return `le fichier à lire n’est pas un CSV : ${error.message}`
  return error.message
}
