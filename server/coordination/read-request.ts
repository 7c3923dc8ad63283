import type { RequestView } from '../../web/pages/staff/request-view.ts'
import { momentLabel } from '../calendar/labels.ts'
import type { Deps } from '../deps.ts'
import { doctorsNamed } from '../doctors/candidates.ts'
import { registerReading } from '../doctors/kept-register.ts'
import type { StaleVersion } from '../errors.ts'
import type { Staff } from '../http/access.ts'
import { openRequest, type Target } from '../orientation/service.ts'
import { ALL_WHO_CAN, choiceFor, type Wanted } from '../shortlists/choice.ts'
import { findOpenShortlist, listOutcomes } from '../shortlists/service.ts'
import { findTerritory } from '../territory/service.ts'
import { openTodos } from '../todos/service.ts'
import { actorOf } from './frame.ts'
import { mapOf } from './map.ts'
import { referralCard, twinsShown } from './referral-view.ts'
import { wordTodos } from './request-todos.ts'
import { type RequestFacts, requestView } from './request-view.ts'
import { roadsFor } from './roads.ts'
import { doctorsToName, freeKm, readSolution } from './solution-facts.ts'
import { listMessages } from './store.ts'

const TODOS_SHOWN = 10

export type Reading = {
  requestId: string
  who: Staff
  /** Distance to apply instead of the household's. */
  km?: number | undefined
  /** How many doctors are read; absent: whoever can take the household, as what is sent or asked must know. */
  wanted?: Wanted
  form?: RequestView['form']
  stale?: RequestView['stale']
  notice?: string | null
}

/** Reads a request and all that its page shows. @throws NotFound */
export async function readRequest(
  deps: Deps,
  { requestId, who, km, wanted = ALL_WHO_CAN, form, stale, notice }: Reading,
  now: Date,
): Promise<RequestFacts> {
  const { client } = deps.database
  const { territoryId } = who
  const key = { requestId, territoryId }
  const [
    { request, events },
    territory,
    reading,
    list,
    said,
    todos,
    messages,
    map,
    referral,
    twins,
  ] = await Promise.all([
    openRequest(deps, targetOf(requestId, who), now),
    findTerritory(deps, territoryId),
    registerReading(client, territoryId, now),
    findOpenShortlist(client, deps.keys, key),
    listOutcomes(client, key),
    openTodos(client, key, TODOS_SHOWN).then((open) => wordTodos(deps, open)),
    listMessages(client, key),
    mapOf(deps, territoryId),
    referralCard(deps, key),
    twinsShown(deps, key),
  ])
  const solution = await readSolution(deps, { request, territory })
  const listed = [...(list?.entries ?? []), ...said].flatMap(
    ({ availabilityId }) => availabilityId ?? [],
  )
  const ids = new Set([...listed, ...doctorsToName(solution, events)])
  const appliedKm = km ?? (solution ? freeKm(solution, territory) : undefined)
  const [named, choice] = await Promise.all([
    doctorsNamed(client, territoryId, [...ids]),
    choiceFor(client, { request, territory, km: appliedKm, wanted, reading }, now),
  ])
  return {
    request,
    events,
    territory,
    choice,
    solution,
    todos,
    list,
    named: new Map(named.map((doctor) => [doctor.id, doctor])),
    messages,
    map,
    form: form ?? { values: {}, errors: {} },
    stale: stale ?? null,
    notice: notice ?? null,
    said,
    referral,
    twins,
  }
}

/** The view of a request's page. */
export async function viewRequest(deps: Deps, reading: Reading, now: Date): Promise<RequestView> {
  const facts = await readRequest(deps, reading, now)
  return requestView({ ...facts, roads: await roadsFor(deps, facts) }, now)
}

/** What somebody of the staff acts upon; with the version that their form showed. */
export function targetOf(id: string, who: Staff, version?: string): Target {
  const seen = version && /^\d{1,9}$/.test(version) ? { version: Number(version) } : {}
  return { id, territoryId: who.territoryId, actor: actorOf(who), ...seen }
}

export function staleView({
  changedBy,
  changedAt,
}: StaleVersion): NonNullable<RequestView['stale']> {
  return {
    by: changedBy === 'patient' ? 'Le foyer' : changedBy,
    when: `le ${momentLabel(changedAt)}`,
  }
}
