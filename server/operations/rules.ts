/** One table as the database describes it. `sequence` numbers the column by itself. */
export type Table = { name: string; columns: Column[] }
export type Column = { name: string; type: string; sequence: string | null }

/** `child` holds a foreign key to `parent`. */
export type Reference = { child: string; parent: string }

/** Said to the person who runs the command: nothing was written. */
export class BackupRefused extends Error {}

/**
 * What stays out of a backup: who is signed in, who tried too often, when each job last ran.
 * A restored service asks people to sign in again, and runs its jobs at once.
 */
export const LEFT_OUT: readonly string[] = [
  '_prisma_migrations',
  'session',
  'rate_limit',
  'job_run',
]

/** Tables ordered so that each comes after those it refers to; among equals, as they were given. */
export function inDependencyOrder(
  tables: readonly Table[],
  references: readonly Reference[],
): Table[] {
  const ordered: Table[] = []
  const waiting = [...tables]
  while (waiting.length > 0) {
    const isFree = ({ name }: Table) =>
      references.every(
        ({ child, parent }) =>
          child !== name || parent === name || !waiting.some((other) => other.name === parent),
      )
    const next = waiting.findIndex(isFree)
    const [table] = next < 0 ? [] : waiting.splice(next, 1)
    if (!table) throw new Error('tables refer to one another in a circle')
    ordered.push(table)
  }
  return ordered
}
