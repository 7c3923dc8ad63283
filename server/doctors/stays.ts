import type { Actor } from '../audit/service.ts'
import type { Day } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import { staleness } from './entry.ts'
import { listOwnEntries, lockOwn } from './own-store.ts'
import { cutStay, wholeStay } from './rules.ts'
import { updateStay } from './stays-store.ts'
import { lockRegister } from './writing-store.ts'

type Leaving = { territoryId: string; doctorId: string; actor: Actor }

/** Makes whoever writes of a doctor wait until this transaction ends; false when there is no such doctor. */
export async function lockDoctor(
  tx: Db,
  who: { territoryId: string; doctorId: string },
): Promise<boolean> {
  await lockRegister(tx, who.territoryId)
  return lockOwn(tx, who)
}

/**
 * Brings the last day of a doctor at each practice in line with the day they leave (`to`; null: they stay after all),
 * which was `from` before. What that former departure had cut is given back, unless the doctor said otherwise since. In a
 * transaction that locked the doctor. How many practices end on another day.
 */
export async function followDeparture(
  tx: Db,
  { territoryId, doctorId, actor }: Leaving,
  { from, to }: { from: Day | null; to: Day | null },
  now: Date,
): Promise<number> {
  const by = actor.name ?? actor.kind
  let changed = 0
  for (const entry of await listOwnEntries(tx, { territoryId, doctorId })) {
    const { id, endsOn, endsOnBefore, availabilityVersion: version } = entry
    const stay = cutStay(wholeStay(entry, from), to)
    if (stay.endsOn === endsOn && stay.endsOnBefore === endsOnBefore) continue
    const key = { id, territoryId, version }
    if (!(await updateStay(tx, key, { stay, by }, now))) throw staleness(entry)
    if (stay.endsOn !== endsOn) changed += 1
  }
  return changed
}
