import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { BanRow } from '../../server/geocoding/offline/ban-row.ts'
import { ShardBuilder } from '../../server/geocoding/offline/builder.ts'
import { importBan } from '../../server/geocoding/offline/import.ts'
import { openIndex } from '../../server/geocoding/offline/open.ts'
import { searchIndex } from '../../server/geocoding/offline/search.ts'
import { suggestIn } from '../../server/geocoding/offline/suggest.ts'
import { inventRows, noisyQueries, toCsv } from './invented-addresses.ts'

/**
 * Prints, as one JSON line, how the offline geocoder fares on invented addresses in real communes (1,100,000 by
 * default, `--size N`): import, memory, queries and suggestions. Times are of the wall clock: run it alone.
 */
const { values } = parseArgs({ options: { size: { type: 'string', default: '1100000' } } })
const size = Number(values.size)
const folder = await mkdtemp(join(tmpdir(), 'scale-'))
try {
  const file = join(folder, 'adresses.csv')
  await pipeline(Readable.from(toCsv(inventRows(size))), createWriteStream(file))
  const laidOut = layOutMs()
  const [importMs, report] = await timed(() =>
    importBan({ files: [file], dataDir: folder, now: new Date() }),
  )
  const importRssMb = process.memoryUsage().rss / 1e6
  const before = heldBytes()
  const [openMs, { index }] = await timed(() => openIndex(folder))
  const openBytes = (heldBytes() - before) / report.addresses
  const queries = [...noisyQueries(inventRows(size), 4000)]
  for (const { text } of queries.slice(0, 500)) searchIndex(index, { text })
  const answers = queries.map(({ text, row }) => {
    const started = performance.now()
    const answer = searchIndex(index, { text })
    return { us: (performance.now() - started) * 1000, answer, row }
  })
  const typing = queries.flatMap(({ row }) => {
    const line = `${row.number} ${row.street} ${row.commune}`
    return [6, 10, 16].map((length) => clock(() => suggestIn(index, line.slice(0, length), 6)))
  })
  const trusted = answers.filter(({ answer }) => answer.status === 'ok')
  const wrong = trusted.filter(({ answer, row }) => answer.inseeCode !== row.inseeCode)
  const times = answers.map(({ us }) => us)
  const figures = {
    addresses: report.addresses,
    importMs: Math.round(importMs),
    onceParsedMs: Math.round(laidOut),
    importRssMb: Math.round(importRssMb),
    openMs: Math.round(openMs),
    bytesPerAddress: Math.round(openBytes),
    perSecond: Math.round(1e6 / (times.reduce((sum, us) => sum + us, 0) / times.length)),
    p50us: percentile(times, 50),
    p99us: percentile(times, 99),
    trusted: trusted.length / answers.length,
    trustedInAnotherCommune: wrong.length / answers.length,
    suggestP99us: percentile(typing.slice(30), 99),
  }
  process.stdout.write(`${JSON.stringify(figures)}\n`)
} finally {
  await rm(folder, { recursive: true })
}

/** Collecting rows already read, sorting them and indexing their names: the import without its parsing. */
function layOutMs(): number {
  const rows: BanRow[] = [...inventRows(size)]
  return (
    clock(() => {
      const builder = new ShardBuilder('scale')
      for (const row of rows) builder.add(row)
      builder.build()
    }) / 1000
  )
}

async function timed<T>(work: () => Promise<T>): Promise<[ms: number, result: T]> {
  const started = performance.now()
  const result = await work()
  return [performance.now() - started, result]
}

/** Bytes in use once garbage is collected: objects, strings and columns. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** Microseconds. */
function clock(work: () => unknown): number {
  const started = performance.now()
  work()
  return (performance.now() - started) * 1000
}

function percentile(values: readonly number[], rank: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return Math.round(sorted[Math.floor((sorted.length * rank) / 100)] ?? 0)
}
