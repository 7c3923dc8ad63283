import type { Actor } from '../audit/service.ts'
import { writeAudit } from '../audit/service.ts'
import { parisDay } from '../calendar/rules.ts'
import type { Deps } from '../deps.ts'
import { freeHomeVisits, freePlaces } from '../ranking/places.ts'
import { comparableName } from '../territory/communes.ts'
import { homeVisitsLeft, loadsOf } from './candidates.ts'
import { type AvailabilityState, doctorName, type RegisterEntry, stateOf } from './rules.ts'
import { listEntries } from './store.ts'

/** A line of the register: a doctor at a practice, and where their places stand today. */
export type RegisterLine = {
  entry: RegisterEntry
  freePlaces: number
  /** Part of the free places that may be home visits. */
  freeHomeVisits: number
  state: AvailabilityState
}

export type RegisterFilters = {
  /** Words to find in names, practice, address, commune or RPPS number; empty: all. */
  q: string
  state: AvailabilityState | null
  /** INSEE code of the practice. */
  commune: string | null
}

type Reader = { territoryId: string; actor: Actor; action?: 'read' | 'export' }

/** The whole register of a territory with its places, by name: the reading is in the audit. */
export async function readRegister(
  deps: Deps,
  { territoryId, actor, action = 'read' }: Reader,
  now: Date,
): Promise<RegisterLine[]> {
  const today = parisDay(now)
  return deps.database.transaction(async (tx) => {
    const entries = await listEntries(tx, territoryId)
    const loads = await loadsOf(tx, territoryId, now)
    const subject = { kind: 'doctor_register', id: null }
    const facts = { rows: entries.length }
    await writeAudit(tx, { territoryId, actor, action, subject, facts }, now)
    return entries.map((entry) => {
      const places = {
        placesOffered: entry.conditions.places,
        placesHeld: loads.held.get(entry.id) ?? 0,
        placesTaken: loads.taken.get(entry.id) ?? 0,
        homeVisitPlaces: homeVisitsLeft(loads, entry),
      }
      const free = freePlaces(places)
      const state = stateOf(entry, free, today)
      return { entry, freePlaces: free, freeHomeVisits: freeHomeVisits(places), state }
    })
  })
}

/**
 * Lines that filters keep: those whose practice waits to be placed first, then by name. Who withdrew is shown only
 * when looked for.
 */
export function filterRegister(
  lines: readonly RegisterLine[],
  { q, state, commune }: RegisterFilters,
): RegisterLine[] {
  const words = comparableName(q).split(' ').filter(Boolean)
  const kept = lines.filter(
    (line) =>
      (state === null || line.state === state) &&
      (commune === null || line.entry.practice.inseeCode === commune) &&
      (words.length > 0 || state !== null || line.entry.withdrawnAt === null) &&
      words.every((word) => searched(line).includes(word)),
  )
  const waits = ({ entry }: RegisterLine) => Number(entry.practice.position !== null)
  return kept.sort((a, b) => waits(a) - waits(b))
}

function searched({ entry: { identity, practice } }: RegisterLine): string {
  const { name, address, postalCode, commune } = practice
  return comparableName(
    [doctorName(identity), identity.rpps, name, address, postalCode, commune].join(' '),
  )
}
