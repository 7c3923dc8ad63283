import { type Actor, newAudits } from '../audit/service.ts'
import { parisDay } from '../calendar/rules.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import { type Insert, insertAll } from '../database/insert-rows.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import type { Questionnaire } from '../questionnaire/check.ts'
import type { Territory } from '../territory/service.ts'
import { type NewEvent, newEvents } from '../timeline/service.ts'
import { type NewRequest, newRequests } from './intake-store.ts'
import type { PlacedHome } from './placing.ts'
import { firstStatus } from './rules.ts'
import { acknowledge } from './telling.ts'

/** `isTold`: a message says that it is registered; without one, a person must. */
export type Created = { requestId: string; isTold: boolean }

/** A questionnaire whose home was asked for, about to be stored under `id`. */
export type Creation = {
  id: string
  territory: Territory
  form: Questionnaire
  actor: Actor
  placed: PlacedHome
  /**
   * Called in the transaction that stores the request, and never for one that was there already. One that fails takes its
   * writes along and may be tried again: it must write through `tx` alone.
   */
  also?: (tx: Db, created: Created, now: Date) => Promise<void>
}

/**
 * Stores requests, their first lines of timeline and their acknowledgements, in the transaction given and by one
 * statement for all of them, `others` included.
 */
export async function createRequests(
  tx: Db,
  { keys }: Pick<Deps, 'keys'>,
  { creations, others = [] }: { creations: readonly Creation[]; others?: readonly Insert[] },
  now: Date,
): Promise<void> {
  const all = creations.map((creation) => ({ ...creation, status: statusOf(creation) }))
  const rows = all.map((creation) => rowOf(creation, now))
  const { told, insert: messages } = acknowledge(tx, all.map(arrivalOf), now)
  await insertAll(tx, [
    ...(await newRequests(tx, keys, rows, now)),
    newEvents(keys, all.flatMap(firstEvents), now),
    messages,
    newAudits(all.map(auditOf), now),
    ...others,
  ])
  for (const [n, { id, also }] of all.entries())
    await also?.(tx, { requestId: id, isTold: told[n] ?? false }, now)
}

type Judged = Creation & { status: NewRequest['status'] }

function statusOf({ form, placed }: Creation): NewRequest['status'] {
  const { alreadyFollowed } = form.wishes
  return firstStatus({ alreadyFollowed, placed: placed.placed, verdict: placed.verdict })
}

function rowOf({ id, status, territory, form, placed }: Judged, now: Date): NewRequest {
  return {
    id,
    status,
    nextStepOn: nextStepOn(territory, now),
    territoryId: territory.id,
    referencePrefix: territory.referencePrefix,
    source: form.source,
    filledBy: form.filledBy,
    channel: form.channel,
    inseeCode: placed.inseeCode,
    contact: form.contact,
    home: placed.home,
    wishes: form.wishes,
    members: form.members,
    verdict: placed.verdict,
    surveyAgreed: form.surveyAgreed,
  }
}

function firstEvents({ id, status, territory, form, actor, placed }: Judged): NewEvent[] {
  const target = { territoryId: territory.id, requestId: id }
  const facts = { channel: form.filledBy, source: form.source, people: form.members.length }
  return [
    { ...target, kind: 'registered', actor: actor.name ?? actor.kind, facts },
    {
      ...target,
      kind: status === 'to_locate' ? 'to_locate' : 'located',
      actor: 'system',
      facts: { verdict: placed.verdict, status },
    },
  ]
}

function arrivalOf({ id, status, territory, form }: Judged) {
  const { channel, contact } = form
  const template = status === 'outside' ? 'request_outside' : 'request_received'
  return { id, territoryId: territory.id, channel, contact, template } as const
}

function auditOf({ id, territory, actor }: Judged) {
  const subject = { kind: 'orientation_request', id }
  return { territoryId: territory.id, actor, action: 'create', subject } as const
}

/** The day by which the patient is told something, printed on their page. */
function nextStepOn(territory: Territory, now: Date) {
  return addWorkingDays(parisDay(now), territory.answerWorkingDays)
}
