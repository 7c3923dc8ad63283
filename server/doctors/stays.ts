import type { Actor } from '../audit/service.ts'
import { addDays, type Day } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import { staleness } from './entry.ts'
import { listOwnEntries, lockOwn } from './own-store.ts'
import { endedBy } from './rules.ts'
import { lockRegister, updateAvailability } from './writing-store.ts'

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
 * which was `from` before. What that former departure had cut is whole again. In a transaction that locked the doctor
 * and wrote the departure. How many practices changed.
 */
export async function followDeparture(
  tx: Db,
  { territoryId, doctorId, actor }: Leaving,
  { from, to }: { from: Day | null; to: Day | null },
  now: Date,
): Promise<number> {
  const cutOn = from && addDays(from, -1)
  let changed = 0
  for (const entry of await listOwnEntries(tx, { territoryId, doctorId })) {
    const { id, startsOn, endsOn, availabilityVersion: version } = entry
    const whole = { startsOn, endsOn: endsOn === cutOn ? null : endsOn }
    const wanted = endedBy(whole, to ?? undefined)
    if (wanted.endsOn === endsOn) continue
    const key = { id, territoryId, version, actor }
    if (!(await updateAvailability(tx, key, wanted, now))) throw staleness(entry)
    changed += 1
  }
  return changed
}
