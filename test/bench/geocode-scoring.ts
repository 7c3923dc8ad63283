import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import * as z from 'zod'
import { metresBetween } from '../../server/geocoding/nearby.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
export const SHARED_DATA = join(ROOT, '../shared/data')

const Query = z.object({
  id: z.string(),
  q: z.string(),
  kind: z.array(z.string()),
  expect: z.object({
    level: z.enum(['address', 'street', 'commune', 'commune-or-better', 'none', 'ambiguous']),
    code_insee: z.string().optional(),
    nom_voie: z.string().optional(),
    lon: z.number().optional(),
    lat: z.number().optional(),
    tolerance_m: z.number().optional(),
  }),
})
type Query = z.infer<typeof Query>
type Row = Record<string, string>

/** How the queries of one kind were answered. `right`: what may be announced was; `trusted`: status ok. */
export type KindScore = {
  kind: string
  level: string
  n: number
  right: number
  trusted: number
  trustedRight: number
}

/** Imports addresses and geocodes queries with the real commands, offline, in a folder that is removed after. */
export function scoreOffline(addresses: string, queriesFile: string): KindScore[] {
  const queries = z
    .array(Query)
    .parse(JSON.parse(readFileSync(join(SHARED_DATA, queriesFile), 'utf8')))
  const folder = mkdtempSync(join(tmpdir(), 'recall-'))
  try {
    const [input, output] = [join(folder, 'in.csv'), join(folder, 'out.csv')]
    writeFileSync(
      input,
      stringify(
        queries.map(({ id, q }) => ({ id, q })),
        { header: true, delimiter: ';' },
      ),
    )
    run(folder, 'ban', ['import', join(SHARED_DATA, addresses)])
    run(folder, 'geocode', [input, output, '--engine', 'offline'])
    const rows: Row[] = parse(readFileSync(output), { columns: true, delimiter: ';' })
    return scoreKinds(queries, rows)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function run(dataDir: string, command: string, args: string[]): void {
  execFileSync('npx', ['tsx', join(ROOT, `server/commands/${command}.ts`), ...args], {
    cwd: ROOT,
    env: { ...process.env, TU_DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

function scoreKinds(queries: readonly Query[], rows: readonly Row[]): KindScore[] {
  const scores = new Map<string, KindScore>()
  for (const [i, query] of queries.entries()) {
    const row = rows[i]
    if (row?.id !== query.id) throw new Error(`row ${i} is not query ${query.id}`)
    const { level } = query.expect
    const kind = query.kind.slice(1).join(' ')
    const score = scores.get(`${level} ${kind}`) ?? {
      kind,
      level,
      n: 0,
      right: 0,
      trusted: 0,
      trustedRight: 0,
    }
    const [right, trusted] = [isRight(query, row), row.result_status === 'ok']
    score.n++
    score.right += Number(right)
    score.trusted += Number(trusted)
    score.trustedRight += Number(right && trusted)
    scores.set(`${level} ${kind}`, score)
  }
  return [...scores.values()]
}

/** What the level of a query allows to announce with confidence. */
function isRight({ expect }: Query, row: Row): boolean {
  if (expect.level === 'none' || expect.level === 'ambiguous') return row.result_status !== 'ok'
  if (row.result_citycode !== expect.code_insee) return false
  if (expect.level !== 'address') {
    const isStreet =
      expect.level !== 'street' || (row.result_label ?? '').startsWith(expect.nom_voie ?? '')
    return row.result_type !== 'housenumber' && isStreet
  }
  const found = [Number(row.longitude), Number(row.latitude)] as const
  return (
    row.longitude !== '' &&
    metresBetween(found, [expect.lon ?? 0, expect.lat ?? 0]) <= (expect.tolerance_m ?? 0)
  )
}
