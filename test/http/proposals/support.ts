import { randomUUID } from 'node:crypto'
import type { Database } from '../../../server/db.ts'
import { loadOf } from '../../../server/doctors/candidates.ts'
import type { Hold } from '../../../server/proposals/rules.ts'
import { holdPlaces } from '../../../server/proposals/service.ts'

export const now = new Date('2026-11-24T09:00:00Z')

/** An instant so many hours after `now`. */
export function hoursLater(hours: number): Date {
  return new Date(now.getTime() + hours * 3_600_000)
}

let references = 0

/** A household of four about which doctors are asked, with nothing sealed in it; its id. */
export async function aRequest(database: Database, territoryId: string): Promise<string> {
  references += 1
  const { id } = await database.client.orientationRequest.create({
    data: {
      territoryId,
      reference: `GL-ESSAI-${references}`,
      status: 'proposed',
      filledBy: 'moi',
      channel: 'phone',
      registeredAt: now,
      peopleCount: 4,
      contactSealed: '',
      homeSealed: '',
      wishesSealed: '',
    },
    select: { id: true },
  })
  return id
}

export function aHold(hold: Partial<Hold> & Pick<Hold, 'territoryId' | 'availabilityId'>): Hold {
  return { requestId: randomUUID(), people: 1, homeVisits: 0, expiresAt: hoursLater(48), ...hold }
}

/** Holds in a transaction of its own, as a coordinator's press does. */
export function hold(database: Database, wanted: Hold, at = now): Promise<string> {
  return database.transaction((tx) => holdPlaces(tx, wanted, at))
}

/** People held with a doctor at a practice. */
export async function heldBy(
  database: Database,
  whose: { territoryId: string; availabilityId: string },
  at = now,
): Promise<number> {
  return (await loadOf(database.client, whose, at)).held
}
