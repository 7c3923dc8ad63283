import pg from 'pg'

/** Rows that a questionnaire of one person adds to each table, and the column that names its request. */
const OF_EACH = [
  { table: 'member', column: 'request_id', rows: 1 },
  { table: 'request_event', column: 'request_id', rows: 2 },
  { table: 'message', column: 'request_id', rows: 1 },
  { table: 'private_link', column: 'request_id', rows: 1 },
  { table: 'audit_entry', column: 'subject_id', rows: 1 },
] as const

/**
 * Questionnaires of one person of which everything is in the database: key, request, person, timeline, message, private
 * link, audit. Counted table by table: of tables just filled, the server has no statistics to join them by.
 */
export async function storedWhole(url: string): Promise<number> {
  const client = new pg.Client(url)
  await client.connect()
  const { rows: requests } = await client.query<{ id: string }>(
    `select subject_id as id from idempotency_key where scope = 'questionnaire'
     intersect select id::text from orientation_request where people_count = 1`,
  )
  const whole = new Set(requests.map(({ id }) => id))
  for (const { table, column, rows } of OF_EACH) {
    const found = await client.query<{ id: string }>(
      `select ${column}::text as id from ${table} group by 1 having count(*) = ${rows}`,
    )
    const complete = new Set(found.rows.map(({ id }) => id))
    for (const id of whole) if (!complete.has(id)) whole.delete(id)
  }
  await client.end()
  return whole.size
}
