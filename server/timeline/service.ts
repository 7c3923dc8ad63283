import { randomUUID } from 'node:crypto'
import type { Keys } from '../crypto/keys.ts'
import { seal, unseal } from '../crypto/seal.ts'
import type { Insert } from '../database/insert-rows.ts'
import type { Db } from '../db.ts'

/** What can happen to a request, each a line of its timeline. */
export type EventKind =
  | 'registered'
  | 'told_registered'
  | 'completed'
  | 'kept_apart'
  | 'located'
  | 'to_locate'
  | 'verdict'
  | 'moved'
  | 'corrected'
  | 'opened'
  | 'list_prepared'
  | 'list_cancelled'
  | 'list_given'
  | 'told_by_phone'
  | 'message_failed'
  | 'outcome'
  | 'doctor_asked'
  | 'doctor_answered'
  | 'doctor_called'
  | 'proposal_ended'
  | 'solution_told'
  | 'household_answered'
  | 'rung'
  | 'taken_from_list'
  | 'member_added'
  | 'member_removed'
  | 'paused'
  | 'resumed'
  | 'sms_stopped'
  | 'sms_resumed'
  | 'still_searching'
  | 'settled'
  | 'survey_stopped'
  | 'closed'
  | 'reopened'

export type EventFacts = Record<string, string | number | boolean | null>

export type TimelineEvent = {
  id: string
  at: Date
  kind: EventKind
  /** Name of the person of the staff, or `patient`, `system`. */
  actor: string
  facts: EventFacts
  note: string | null
}

export type NewEvent = {
  territoryId: string
  requestId: string
  kind: EventKind
  actor: string
  facts?: EventFacts
  /** Free text, sealed. */
  note?: string
}

/** Adds a line to a request's timeline, which nothing ever changes or removes but the erasure of the request. */
export async function appendEvent(db: Db, keys: Keys, event: NewEvent, now: Date): Promise<void> {
  await db.requestEvent.create({ data: rowOf(keys, event, now), select: { id: true } })
}

/** Several lines, of one request or more, in their order, to be inserted with other rows. */
export function newEvents(keys: Keys, events: readonly NewEvent[], now: Date): Insert {
  return { table: 'request_event', rows: events.map((event) => rowOf(keys, event, now)) }
}

function rowOf(keys: Keys, event: NewEvent, at: Date) {
  const id = randomUUID()
  return {
    id,
    territoryId: event.territoryId,
    requestId: event.requestId,
    at,
    kind: event.kind,
    actor: event.actor,
    facts: event.facts ?? {},
    noteSealed: event.note ? seal(keys, placeOf(id), event.note) : null,
  }
}

/** The timeline of a request, oldest first. */
export async function listEvents(
  db: Db,
  keys: Keys,
  { requestId, territoryId }: { requestId: string; territoryId: string },
): Promise<TimelineEvent[]> {
  const rows = await db.requestEvent.findMany({
    where: { requestId, territoryId },
    orderBy: { sequence: 'asc' },
    select: { id: true, at: true, kind: true, actor: true, facts: true, noteSealed: true },
  })
  return rows.map(({ noteSealed, kind, facts, ...row }) => ({
    ...row,
    kind: kind as EventKind,
    facts: facts as EventFacts,
    note: noteSealed ? unseal<string>(keys, placeOf(row.id), noteSealed) : null,
  }))
}

function placeOf(row: string) {
  return { table: 'request_event', column: 'note_sealed', row }
}
