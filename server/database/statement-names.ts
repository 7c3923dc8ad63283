/** What is asked of a server: a text, and its values. */
type Statement = { sql: string; args: readonly unknown[] }

/** Statements with more values are long lists and many rows, with a text for each length: there are too many to keep. */
const MOST_VALUES = 40

/** A connection keeps each named statement: so many at most. */
const MOST_NAMED = 500

/** Means no name to the driver. */
const UNNAMED = ''

/**
 * Names statements, the same text always alike, so that each connection parses them once, and keeps one plan for those
 * where the server finds that it costs no more than a plan for each value: the planning of a long statement takes longer
 * than its answer. Past `MOST_NAMED` texts, and with more than `MOST_VALUES`, none is named.
 */
export function statementNames(): (statement: Statement) => string {
  const names = new Map<string, string>()
  return ({ sql, args }) => {
    const known = names.get(sql)
    if (known) return known
    if (args.length > MOST_VALUES || names.size >= MOST_NAMED) return UNNAMED
    const name = `s${names.size}`
    names.set(sql, name)
    return name
  }
}
