import { randomUUID } from 'node:crypto'
import { type Actor, writeAudit } from '../audit/service.ts'
import { parisDay } from '../calendar/rules.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { type Act, claimKey, fingerprintOf, subjectOf } from '../idempotency/service.ts'
import { mintLink } from '../links/service.ts'
import type { Questionnaire } from '../questionnaire/check.ts'
import type { Territory } from '../territory/service.ts'
import { appendEvent } from '../timeline/service.ts'
import { type PlacedHome, placeHome } from './placing.ts'
import { firstStatus } from './rules.ts'
import { insertRequest } from './store.ts'
import { acknowledge } from './telling.ts'

/** `link` is the path of a private page, new each time. */
export type Submitted = { requestId: string; link: string }

export type Submission = {
  territory: Territory
  form: Questionnaire
  actor: Actor
  /** Written with the request, in its transaction, the first time only. */
  also?: (tx: Db, created: Created, now: Date) => Promise<void>
}

/** `isTold`: a message says that it is registered; without one, a person must. */
export type Created = { requestId: string; isTold: boolean }

/** Submissions of one content that arrive together share one piece of work, so that the geocoder is asked once. */
const underWay = new Map<string, Promise<string>>()

/**
 * Stores a questionnaire, whatever the geocoder says of its address, and gives a private link to it.
 * The same key with the same answers always gives the same request, however often it is sent (rule 10).
 * @throws SameKeyOtherContent when the key was used for other answers.
 */
export async function submitQuestionnaire(
  deps: Deps,
  submission: Submission,
  now: Date,
): Promise<Submitted> {
  const { territory, form } = submission
  const fingerprint = fingerprintOf(deps.keys, form)
  const act = { territoryId: territory.id, scope: 'questionnaire', key: form.key, fingerprint }
  const requestId = await shared(`${territory.id} ${form.key} ${fingerprint}`, () =>
    findOrCreate(deps, { ...submission, act }, now),
  )
  const link = await mintLink(deps.database.client, { requestId, territoryId: territory.id }, now)
  return { requestId, link }
}

type Work = Submission & { act: Act }

async function findOrCreate(deps: Deps, work: Work, now: Date): Promise<string> {
  const { client, transaction } = deps.database
  const known = await subjectOf(client, work.act)
  if (known) return known
  const placed = await placeHome(deps, work.territory.id, work.form.address)
  const id = randomUUID()
  const isFirst = await transaction(async (tx) => {
    if (!(await claimKey(tx, work.act, id, now))) return false
    await createRequest(tx, deps, { ...work, id, placed }, now)
    return true
  })
  return isFirst ? id : ((await subjectOf(client, work.act)) ?? id)
}

/** A questionnaire whose home was asked for, about to be stored under `id`. */
export type Creation = Submission & { id: string; placed: PlacedHome }

/** Stores a request, its first lines of timeline and its acknowledgement, in the transaction given. */
export async function createRequest(
  tx: Db,
  deps: Pick<Deps, 'keys'>,
  creation: Creation,
  now: Date,
): Promise<void> {
  const { id, territory, form, actor, placed } = creation
  const { alreadyFollowed } = form.wishes
  const status = firstStatus({ alreadyFollowed, placed: placed.placed, verdict: placed.verdict })
  const target = { territoryId: territory.id, requestId: id }
  await insertRequest(
    tx,
    deps.keys,
    { id, status, nextStepOn: nextStepOn(territory, now), ...rowOf(creation) },
    now,
  )
  const facts = { channel: form.filledBy, source: form.source, people: form.members.length }
  await appendEvent(
    tx,
    deps.keys,
    { ...target, kind: 'registered', actor: actor.name ?? actor.kind, facts },
    now,
  )
  const found = status === 'to_locate' ? 'to_locate' : 'located'
  await appendEvent(
    tx,
    deps.keys,
    { ...target, kind: found, actor: 'system', facts: { verdict: placed.verdict, status } },
    now,
  )
  const told = { id, territoryId: territory.id, channel: form.channel, contact: form.contact }
  const template = status === 'outside' ? 'request_outside' : 'request_received'
  const isTold = await acknowledge(tx, told, template, now)
  await creation.also?.(tx, { requestId: id, isTold }, now)
  const subject = { kind: 'orientation_request', id }
  await writeAudit(tx, { territoryId: territory.id, actor, action: 'create', subject }, now)
}

function rowOf({ territory, form, placed }: Creation) {
  return {
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

/** The day by which the patient is told something, printed on their page. */
function nextStepOn(territory: Territory, now: Date) {
  return addWorkingDays(parisDay(now), territory.answerWorkingDays)
}

function shared(key: string, work: () => Promise<string>): Promise<string> {
  const running = underWay.get(key)
  if (running) return running
  const started = work().finally(() => underWay.delete(key))
  underWay.set(key, started)
  return started
}
