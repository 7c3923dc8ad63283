import { type Actor, writeAudit } from '../audit/service.ts'
import { startOfDay } from '../calendar/rules.ts'
import type { Deps } from '../deps.ts'
import { type Counted, type RefusalTable, refusalOf, refusalTable } from './rules.ts'
import { listTold, openNeeds } from './store.ts'

type Asking = {
  territoryId: string
  /** A civil year: what is opened to count it is bounded by it. */
  year: number
  actor: Actor
  action: 'read' | 'export'
}

/**
 * The refusals of a civil year, by whose reason and by need band. The bands are read from sealed answers and are kept
 * nowhere; who had them counted, and for how many households, is in the audit.
 */
export function countRefusals(
  { database, keys }: Pick<Deps, 'database' | 'keys'>,
  { territoryId, year, actor, action }: Asking,
  now: Date,
): Promise<RefusalTable> {
  const [from, to] = [startOfDay(`${year}-01-01`), startOfDay(`${year + 1}-01-01`)]
  return database.transaction(async (tx) => {
    const told = await listTold(tx, { territoryId, from, to })
    const refusals = told.flatMap(({ requestId, at, ...said }) => {
      const refusal = refusalOf(said)
      return refusal ? [{ ...refusal, requestId, at }] : []
    })
    const requestIds = refusals.map(({ requestId }) => requestId)
    const needOn = await openNeeds(tx, keys, { territoryId, requestIds })
    const counted = refusals.flatMap(({ at, ...refusal }): Counted[] => {
      const band = needOn(refusal.requestId, at)
      return band ? [{ ...refusal, band }] : []
    })
    const table = refusalTable(counted)
    const subject = { kind: 'refusals', id: null }
    const facts = { year, households: table.households }
    await writeAudit(tx, { territoryId, actor, action, subject, facts }, now)
    return table
  })
}
