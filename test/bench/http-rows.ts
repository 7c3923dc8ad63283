import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { type Round, roundOf } from './bench.ts'
import { eachOf } from './http-load.ts'

type Row = Record<string, unknown>

/** Rows of one submission, by table. */
export type SampleRows = readonly (readonly [table: string, rows: readonly Row[]])[]

/** What one submission writes: how the rows of one request are found, in the order in which they may be written. */
const TABLES = {
  idempotency_key: 'subject_id = $1',
  orientation_request: 'id::text = $1',
  member: 'request_id::text = $1',
  request_event: 'request_id::text = $1',
  message: 'request_id::text = $1',
  private_link: 'request_id::text = $1',
  audit_entry: 'subject_id = $1',
} as const

/** Numbered by the database itself. */
const SEQUENCE = 'sequence'

/** The rows of the first request of a database, by table. */
export async function rowsOfOne(url: string): Promise<SampleRows> {
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query<{ id: string }>('select id from orientation_request limit 1')
  const found: [string, Row[]][] = []
  for (const [table, where] of Object.entries(TABLES)) {
    const one = await client.query<Row>(`select * from ${table} where ${where}`, [rows[0]?.id])
    found.push([table, one.rows])
  }
  await client.end()
  return found
}

/**
 * The same rows written again and again by `pg` alone, each time as another request: one prepared statement that is a
 * transaction of its own, so one round trip and one wait for the disk. What a server that checks, seals and serves nothing
 * would reach without storing several requests at once.
 */
export function bareInserts(url: string, sample: SampleRows, connections: number) {
  const pool = new pg.Pool({ connectionString: url, max: connections })
  const { text, cells } = statementOf(sample)
  const insert = async () => {
    const fresh = freshValues(sample)
    const values = cells.map(({ column, value }) => fresh(column, value))
    await pool.query({ name: 'submission', text, values })
  }
  return {
    insert: async (count: number): Promise<Round> => {
      const waits = new Float64Array(count)
      const started = performance.now()
      await eachOf([...waits.keys()], async (n) => {
        const asked = performance.now()
        await insert()
        waits[n] = (performance.now() - asked) * 1000
      })
      return roundOf(waits, performance.now() - started)
    },
    close: () => pool.end(),
  }
}

/** One statement for all the rows, and the values of its places in their order. */
function statementOf(sample: SampleRows) {
  const cells: { column: string; value: unknown }[] = []
  const inserts = sample.flatMap(([table, rows]) =>
    rows.map((row) => {
      const columns = Object.keys(row).filter((column) => column !== SEQUENCE)
      const places = columns.map((column) => `$${cells.push({ column, value: row[column] })}`)
      return `insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`
    }),
  )
  const named = inserts.map((insert, n) => `row${n} as (${insert})`)
  return { text: `with ${named.join(', ')} select`, cells }
}

/** Values of another request: its id in the place of the first one's, and what must be unique drawn again. */
function freshValues(sample: SampleRows) {
  const former = sample.find(([table]) => table === 'orientation_request')?.[1][0]?.id
  const request = randomUUID()
  return (column: string, value: unknown): unknown => {
    if (value === former) return request
    if (column === 'id') return randomUUID()
    if (column === 'key' || column === 'unique_key') return randomUUID()
    if (column === 'reference') return randomBytes(8).toString('hex')
    if (column === 'token_hash') return randomBytes(32).toString('hex')
    return isJson(value) ? JSON.stringify(value) : value
  }
}

function isJson(value: unknown): boolean {
  return typeof value === 'object' && value?.constructor === Object
}
