import { type Actor, writeAudit } from '../audit/service.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { doctorsNamed, type NamedDoctor } from '../doctors/candidates.ts'
import type { MonthFigures } from '../indicators/rules.ts'
import { countAllMonths } from '../indicators/service.ts'
import type { Person } from '../orientation/household.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import { type LastList, lastLists, listOutcomes, listRequests, type OutcomeFacts } from './store.ts'

/** Who takes the file away, and from which territory. */
export type Exporter = { territoryId: string; actor: Actor }

/** One person of one request. `number` is their place in the household, from 1; `list` the last one given to it. */
export type PersonLine = {
  request: OrientationRequest
  member: Person
  number: number
  list: LastList | null
}

/** One thing said of one request. `doctor` is null when no doctor in particular was meant. */
export type OutcomeLine = OutcomeFacts & { doctor: NamedDoctor | null }

/** The answers of everybody in the territory (B9): one line for each person, in the order the requests came. */
export function exportPeople(deps: Deps, exporter: Exporter, now: Date): Promise<PersonLine[]> {
  const { territoryId } = exporter
  return exported(deps, { exporter, file: 'demandes', now }, async (tx) => {
    const requests = await listRequests(tx, deps.keys, territoryId)
    const lists = await lastLists(tx, territoryId)
    return requests.flatMap((request) =>
      request.members.map((member, i) => ({
        request,
        member,
        number: i + 1,
        list: lists.get(request.id) ?? null,
      })),
    )
  })
}

/** What became of the requests, as it was told, oldest first (B9). */
export function exportOutcomes(deps: Deps, exporter: Exporter, now: Date): Promise<OutcomeLine[]> {
  const { territoryId } = exporter
  return exported(deps, { exporter, file: 'suites', now }, async (tx) => {
    const outcomes = await listOutcomes(tx, territoryId)
    const ids = outcomes.flatMap(({ availabilityId }) => availabilityId ?? [])
    const doctors = await doctorsNamed(tx, territoryId, [...new Set(ids)])
    const byId = new Map(doctors.map((doctor) => [doctor.id, doctor]))
    return outcomes.map((outcome) => ({
      ...outcome,
      doctor: byId.get(outcome.availabilityId ?? '') ?? null,
    }))
  })
}

/** The figures of every month since the first request (B11). */
export function exportMonths(deps: Deps, exporter: Exporter, now: Date): Promise<MonthFigures[]> {
  return exported(deps, { exporter, file: 'indicateurs', now }, (tx) =>
    countAllMonths(tx, exporter.territoryId, now),
  )
}

type Exporting = { exporter: Exporter; file: string; now: Date }

/** Reads the lines of a file; who took how many is in the audit, in the same transaction. */
function exported<Line>(
  { database }: Deps,
  { exporter: { territoryId, actor }, file, now }: Exporting,
  read: (tx: Db) => Promise<Line[]>,
): Promise<Line[]> {
  return database.transaction(async (tx) => {
    const lines = await read(tx)
    const subject = { kind: 'export', id: file }
    const facts = { rows: lines.length }
    await writeAudit(tx, { territoryId, actor, action: 'export', subject, facts }, now)
    return lines
  })
}
