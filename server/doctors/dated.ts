import type { Db } from '../db.ts'
import { takenSince } from './candidates.ts'
import type { EntryChange } from './changes.ts'
import { figuresDated } from './left.ts'

/**
 * A form or a file that dates the confirmation anew takes off what households took, where it gives the figures as they
 * were. The figures of any other change are left as they are.
 */
export async function datedAnew(
  tx: Db,
  territoryId: string,
  change: EntryChange,
): Promise<EntryChange> {
  const { entry, before, after } = change
  const confirmedAt = after.availability.confirmedAt ?? NEVER
  if (confirmedAt.getTime() === (entry.confirmedAt ?? NEVER).getTime()) return change
  const whose = { territoryId, availabilityId: entry.id }
  const taken = {
    before: await takenSince(tx, whose),
    after: await takenSince(tx, { ...whose, confirmedAt }),
  }
  const figures = figuresDated({ before: before.availability, said: after.availability, taken })
  return { ...change, after: { ...after, availability: { ...after.availability, ...figures } } }
}

/** Before anybody was told of a doctor. */
const NEVER = new Date(0)
