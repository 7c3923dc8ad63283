import { randomUUID } from 'node:crypto'
import { todoPage } from '../../server/coordination/todo-groups.ts'
import { confirmDoctor } from '../../server/doctors/moves.ts'
import { UserError } from '../../server/errors.ts'
import { recordAnswer } from '../../server/followup/service.ts'
import { settleDisagreement } from '../../server/followup/settling.ts'
import { recordStillSearching } from '../../server/followup/still-searching.ts'
import { askWider, setOnCommonList } from '../../server/ladder/moving.ts'
import type { Target } from '../../server/orientation/change.ts'
import { closeRequest, findRequest, pinHome } from '../../server/orientation/service.ts'
import { machineChannel } from '../../server/orientation/telling.ts'
import {
  answerProposal,
  askDoctors,
  takeBack,
  tellHousehold,
} from '../../server/proposals/service.ts'
import { choiceFor } from '../../server/shortlists/choice.ts'
import { sendShortlist } from '../../server/shortlists/service.ts'
import { findTerritory } from '../../server/territory/service.ts'
import { finishTodo } from '../../server/todos/service.ts'
import type { Todo } from '../../web/components/staff/todos.ts'
import { COORDINATOR, DOCTOR } from '../support/brokered.ts'
import type { Row } from './year-households.ts'
import type { Place, YearWorld } from './year-world.ts'

const DAY_MS = 86_400_000
/** One call in three reaches somebody. */
const REACHED = 1 / 3
/** A doctor opens the page of a proposal on one day in four, and confirms what they offer on one in ten. */
const OPENS_PAGE = 0.25
const CONFIRMS = 0.1
/** The inbox shows every day who has a usual doctor to ask; a call settles it so rarely. */
const USUAL_CALLED = 0.05
const STALE_AFTER_DAYS = 165
/** A household for whom nobody was found is looked at again two weeks later. */
const TRY_AGAIN_DAYS = 14
const NAMES_IN_A_LIST = 3
const GIVE_UP_AFTER_DAYS = 200

/** Does one act; a refusal meant for a person is counted, and is an answer like another. */
export async function attempt(world: YearWorld, act: () => Promise<unknown>): Promise<void> {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    world.refused.set(error.words, (world.refused.get(error.words) ?? 0) + 1)
  }
}

/** What a coordinator does of a household on a working day. */
export async function coordinate(world: YearWorld, place: Place, row: Row): Promise<void> {
  const { deps, clock, chance } = world
  const target = { id: row.id, territoryId: place.territoryId, actor: COORDINATOR }
  if (row.status === 'to_locate') {
    const position: [number, number] = [3.03 + 0.06 * chance.next(), 50.61 + 0.04 * chance.next()]
    const pin = { position, label: null, inseeCode: '59350', oldInseeCode: null }
    return attempt(world, () => pinHome(deps, target, pin, clock.at))
  }
  if (row.status === 'outside' && chance.isSo(0.2))
    return attempt(world, () => closeRequest(deps, target, { reason: 'handed_over' }, clock.at))
  if (row.status === 'already_followed') {
    world.triedAt.set(row.id, clock.at.getTime())
    if (!chance.isSo(USUAL_CALLED)) return
    const told = { key: randomUUID(), answer: 'declared' as const, availabilityId: null }
    return attempt(world, () => recordAnswer(deps, target, { ...told, memberIds: [] }, clock.at))
  }
  if (row.status === 'ready') return choose(world, place, row)
}

async function choose(world: YearWorld, place: Place, row: Row): Promise<void> {
  const { deps, clock } = world
  const { client } = deps.database
  const last = world.triedAt.get(row.id) ?? 0
  if (clock.at.getTime() - last < TRY_AGAIN_DAYS * DAY_MS) return
  const key = { id: row.id, territoryId: place.territoryId }
  const request = await findRequest(client, deps.keys, key)
  if (!request || (request.pausedUntil && request.pausedUntil >= dayOf(clock.at))) return
  const territory = await findTerritory(deps, place.territoryId)
  const choice = await choiceFor(client, { request, territory }, clock.at)
  const ids = choice?.ranking.ranked.slice(0, NAMES_IN_A_LIST).map(({ id }) => id) ?? []
  const target = { ...key, actor: COORDINATOR }
  if (ids.length === 0) {
    world.triedAt.set(row.id, clock.at.getTime())
    const age = (clock.at.getTime() - row.registeredAt.getTime()) / DAY_MS
    if (age > GIVE_UP_AFTER_DAYS)
      await attempt(world, () => closeRequest(deps, target, { reason: 'no_solution' }, clock.at))
    return
  }
  const km = request.wishes.maxKm
  const chosen = { key: randomUUID(), availabilityIds: ids, km, exception: null }
  await attempt(world, () =>
    place.mode === 'shortlist'
      ? sendShortlist(deps, target, { ...chosen, channel: request.channel }, clock.at)
      : askDoctors(deps, target, { ...chosen, medium: 'link', isNamed: false }, clock.at),
  )
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}

/** What the pages of the inbox show to do, one after the other; who does not pick the phone up is for another day. */
export async function doTodos(world: YearWorld, place: Place): Promise<void> {
  for (const todo of await shownTodos(world, place)) await doTodo(world, place, todo)
}

async function shownTodos({ deps, clock }: YearWorld, { territoryId }: Place): Promise<Todo[]> {
  const read = (page: number) => todoPage(deps, { territoryId, page }, clock.at)
  const first = await read(1)
  const shown = [...first.todos]
  for (let page = 2; page <= first.page.last; page += 1) shown.push(...(await read(page)).todos)
  return shown.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

/** All are done the same day: what several lanes of the outbox made at one instant is taken in an order of its own. */
function keyOf({ href, kind }: Todo): string {
  return `${href} ${kind}`
}

async function doTodo(world: YearWorld, place: Place, todo: Todo): Promise<void> {
  const { deps, clock, chance } = world
  const { territoryId } = place
  const [, requestId] = /^\/coordination\/demandes\/([^/?#]+)/.exec(todo.href) ?? []
  if (!requestId) return
  const target = { id: requestId, territoryId, actor: COORDINATOR }
  const key = randomUUID()
  if (todo.kind === 'tell_household') return tell(world, place, requestId)
  if (todo.kind === 'ask_wider')
    return attempt(world, () => askWider(deps, target, { key }, clock.at))
  if (!chance.isSo(REACHED)) return
  if (todo.kind === 'call_doctor') return answerAsked(world, place, requestId)
  if (todo.kind === 'disagreement') return decide(world, target)
  if (todo.kind === 'give_news')
    return attempt(world, () => recordStillSearching(deps, target, { key }, clock.at))
  if (todo.kind === 'household_silent')
    await attempt(world, () => takeBack(deps, target, { key }, clock.at))
  if (todo.kind === 'last_rung')
    await attempt(world, () => setOnCommonList(deps, target, { key, isOn: true }, clock.at))
  const [, id] = /\/a-faire\/([^/]+)$/.exec(todo.finish ?? '') ?? []
  if (!id) return
  const done = { id, territoryId, actor: COORDINATOR }
  await attempt(world, () => finishTodo(deps, done, clock.at))
}

/** Both sides are called, and one of them is right. */
function decide(world: YearWorld, target: Target): Promise<void> {
  const { deps, clock, chance } = world
  const settlement = { key: randomUUID(), isTaken: chance.isSo(0.5) }
  return attempt(world, async () => {
    await settleDisagreement(deps, target, settlement, clock.at)
    world.settled += 1
  })
}

async function tell(world: YearWorld, { territoryId }: Place, requestId: string): Promise<void> {
  const { deps, clock, chance } = world
  const key = { id: requestId, territoryId }
  const request = await findRequest(deps.database.client, deps.keys, key)
  if (!request) return
  const channel = machineChannel(request) ?? ('phone' as const)
  if (channel === 'phone' && !chance.isSo(REACHED)) return
  const telling = { key: randomUUID(), channel }
  const target = { ...key, actor: COORDINATOR }
  await attempt(world, () => tellHousehold(deps, target, telling, clock.at))
}

/** Doctors who open their page that day: what they are asked, and what they still offer. */
export async function doctorsDay(world: YearWorld, place: Place): Promise<void> {
  const { deps, chance, clock } = world
  const { client } = deps.database
  const { territoryId } = place
  const waiting = await client.proposal.findMany({
    where: { territoryId, status: 'pending', medium: 'link' },
    select: { requestId: true },
    orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
  })
  for (const { requestId } of waiting)
    if (chance.isSo(OPENS_PAGE)) await answerAsked(world, place, requestId)
  const before = new Date(clock.at.getTime() - STALE_AFTER_DAYS * DAY_MS)
  const stale = await client.availability.findMany({
    where: { territoryId, OR: [{ confirmedAt: { lt: before } }, { loweredAt: { not: null } }] },
    select: { id: true },
    orderBy: { doctor: { rpps: 'asc' } },
  })
  for (const { id } of stale)
    if (chance.isSo(CONFIRMS))
      await attempt(world, () =>
        confirmDoctor(deps, { id, territoryId, actor: COORDINATOR }, clock.at),
      )
}

/** Half of the doctors asked refuse. */
async function answerAsked(world: YearWorld, place: Place, requestId: string): Promise<void> {
  const { deps, chance, clock } = world
  const proposal = await deps.database.client.proposal.findFirst({
    where: { requestId, status: 'pending' },
  })
  if (!proposal) return
  const isWilling = place.willing.has(proposal.availabilityId)
  const reason = chance.pick(['full', 'other', 'distance'] as const)
  const answer = chance.isSo(isWilling ? 0.9 : 0.1)
    ? { kind: 'yes' as const }
    : { kind: 'no' as const, reason }
  const { territoryId } = place
  const said = { proposalId: proposal.id, territoryId, actor: DOCTOR, key: randomUUID(), answer }
  await attempt(world, () => answerProposal(deps, said, clock.at))
}
