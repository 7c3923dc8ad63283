import type { Keys } from '../crypto/keys.ts'
import type { Db } from '../db.ts'
import { fingerprintOf } from '../idempotency/service.ts'
import { identityIndexOf } from '../orientation/sealed.ts'
import type { BatchProblem } from './batch-file.ts'
import type { BatchHousehold } from './batch-household.ts'
import { knownPeople, knownRows } from './store.ts'

/** A household of the file, with the fingerprints of its rows and of its people. */
export type Entry = { household: BatchHousehold; index: string; people: readonly string[] }
/** What a file would do: households to register, those sent before, and those left out with the reason. */
export type Plan = {
  toAdd: Entry[]
  unchanged: number
  leftOut: { row: number; reason: string }[]
}

export const NOTHING: Plan = { toAdd: [], unchanged: 0, leftOut: [] }
const REGISTERED = 'déjà inscrite par votre organisme, recherche en cours : ligne laissée de côté'

export function entryOf(keys: Keys, household: BatchHousehold): Entry {
  const { members } = household.registration.questionnaire
  return {
    household,
    index: fingerprintOf(keys, household.content),
    people: members.map((person) => identityIndexOf(keys, person)),
  }
}

/** People who are twice in the file. */
export function twice(entries: readonly Entry[]): BatchProblem[] {
  const first = new Map<string, number>()
  return entries.flatMap(({ household, people }) =>
    people.flatMap((person, i): BatchProblem[] => {
      const row = household.rows[i] ?? household.row
      const former = first.get(person)
      if (former === undefined) {
        first.set(person, row)
        return []
      }
      const reason = `même personne qu’à la ligne ${former} : gardez une seule des deux lignes`
      return [{ row, column: 'nom', code: 'duplicate', reason }]
    }),
  )
}

/** What is new of a file, in the eyes of the organisation that sends it: of itself alone. */
export async function planOf(
  db: Db,
  organisationId: string,
  entries: readonly Entry[],
): Promise<Plan> {
  const rows = await knownRows(
    db,
    organisationId,
    entries.map(({ index }) => index),
  )
  const people = await knownPeople(
    db,
    organisationId,
    entries.flatMap((entry) => entry.people),
  )
  const fresh = entries.filter(({ index }) => !rows.has(index))
  const isKnown = (entry: Entry) => entry.people.some((person) => people.has(person))
  return {
    toAdd: fresh.filter((entry) => !isKnown(entry)),
    unchanged: entries.length - fresh.length,
    leftOut: fresh.filter(isKnown).map(({ household: { row } }) => ({ row, reason: REGISTERED })),
  }
}
