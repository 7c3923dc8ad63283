import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { parse } from 'csv-parse'
import { stringify } from 'csv-stringify'
import { delimiterOf } from '../csv-delimiter.ts'
import type { Deps } from '../deps.ts'
import type { LonLat } from '../geo.ts'
import { locateHome } from './service.ts'

export type Counts = { rows: number; inside: number; outside: number; to_verify: number }

/**
 * Reads a CSV with `lon` and `lat` columns (`,` or `;`), writes it again with `citycode` and `verdict` added. Order
 * and columns are kept; a row without a readable position is `to_verify`.
 */
export async function locateFile(
  deps: Pick<Deps, 'database'>,
  { territoryId, input, output }: { territoryId: string; input: string; output: string },
): Promise<Counts> {
  const counts: Counts = { rows: 0, inside: 0, outside: 0, to_verify: 0 }
  const delimiter = await delimiterOf(input)
  await pipeline(
    createReadStream(input),
    parse({ delimiter, bom: true, columns: true, relax_column_count: true }),
    async function* (rows: AsyncIterable<Record<string, string>>) {
      for await (const row of rows) {
        const position = positionOf(row)
        const { citycode, verdict } = await locateHome(deps, territoryId, { position })
        counts.rows += 1
        counts[verdict] += 1
        yield { ...row, citycode: citycode ?? '', verdict }
      }
    },
    stringify({ delimiter, header: true }),
    createWriteStream(output),
  )
  return counts
}

function positionOf({ lon = '', lat = '' }: Record<string, string>): LonLat | null {
  const position = [Number(lon), Number(lat)] as const
  const isRead = lon.trim() !== '' && lat.trim() !== '' && position.every(Number.isFinite)
  return isRead ? position : null
}
