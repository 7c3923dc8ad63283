import { randomUUID } from 'node:crypto'
import type { Deps } from '../../server/deps.ts'
import { claimKeys } from '../../server/idempotency/service.ts'
import { composeMessage } from '../../server/letters/compose.ts'
import { afterSettling } from '../../server/letters/settled.ts'
import { newLinks } from '../../server/links/service.ts'
import { mayLeaveAt } from '../../server/messaging/leaving.ts'
import { localEmailSender, localSmsSender } from '../../server/messaging/local.ts'
import { markWith } from '../../server/messaging/reconcile.ts'
import { deliverDue } from '../../server/messaging/worker.ts'
import { createRequests } from '../../server/orientation/create.ts'
import { placeHome } from '../../server/orientation/placing.ts'
import { findRequest } from '../../server/orientation/service.ts'
import { submitQuestionnaire } from '../../server/orientation/submit.ts'
import { checkQuestionnaire } from '../../server/questionnaire/check.ts'
import { choiceFor } from '../../server/shortlists/choice.ts'
import { locateHome, type Territory } from '../../server/territory/service.ts'
import { inventedForm } from './invented-households.ts'

export type World = {
  deps: Deps
  territory: Territory
  seed: number
  /** Availabilities of the doctors, nearest first: all of them can take any of the households. */
  nearestFirst: readonly string[]
}

/** Times one piece of work, and keeps whether what it made is right. */
export type Timed = <T>(
  step: Step,
  work: () => T | Promise<T>,
  isRight: (made: T) => boolean,
) => Promise<T>

export const STEPS = ['check', 'geocode', 'territory', 'store', 'rank', 'send'] as const
export type Step = (typeof STEPS)[number]

const actor = { kind: 'public', id: null } as const

/** The n-th household from its form to its mail. True when it is placed, ranked as it must be and written to. */
export async function whole(world: World, n: number): Promise<boolean> {
  const { deps, territory } = world
  const now = deps.now()
  const form = formOf(world, n, now)
  const { requestId } = await submitQuestionnaire(deps, { territory, form, actor }, now)
  const ranked = await rank(world, requestId)
  return isNearestFirst(world, ranked) && (await send(deps)) === 1
}

/** The same for another household, step by step, each alone. */
export async function parts(world: World, n: number, timed: Timed): Promise<void> {
  const { deps, territory } = world
  const now = deps.now()
  const form = await timed(
    'check',
    () => formOf(world, n, now),
    ({ key }) => key === inventedForm(n, world.seed).cle,
  )
  const { address, ...town } = form.address
  const answer = await timed(
    'geocode',
    () => deps.geocoder.search({ text: address, ...town }),
    ({ status, precision, inseeCode }) =>
      status === 'ok' && precision === 'housenumber' && inseeCode === '59350',
  )
  await timed(
    'territory',
    () => locateHome(deps, territory.id, answer),
    ({ verdict }) => verdict === 'inside',
  )
  const placed = await placeHome(deps, territory.id, form.address)
  const id = randomUUID()
  const act = { territoryId: territory.id, scope: 'questionnaire', key: form.key, fingerprint: id }
  await timed(
    'store',
    () =>
      deps.database.transaction(async (tx) => {
        await claimKeys(tx, [{ act, subjectId: id }], now)
        const { insert } = newLinks([{ requestId: id, territoryId: territory.id }], now)
        const creations = [{ id, territory, form, actor, placed }]
        await createRequests(tx, deps, { creations, others: [insert] }, now)
      }),
    // The next two steps read what it wrote.
    () => true,
  )
  await timed(
    'rank',
    () => rank(world, id),
    (ranked) => isNearestFirst(world, ranked),
  )
  await timed(
    'send',
    () => send(deps),
    (sent) => sent === 1,
  )
}

/** @throws Error when the form of an invented household is refused */
function formOf({ seed }: World, n: number, now: Date) {
  const form = checkQuestionnaire(inventedForm(n, seed), { assisted: false, now })
  if (!form.ok) throw new Error('an invented household is refused')
  return form.value
}

/** The availabilities ranked for a request; none while it is not placed, or not there. */
async function rank({ deps, territory }: World, id: string): Promise<string[]> {
  const { client } = deps.database
  const request = await findRequest(client, deps.keys, { id, territoryId: territory.id })
  const choice = request && (await choiceFor(client, { request, territory }, deps.now()))
  return choice?.ranking.ranked.map(({ id }) => id) ?? []
}

function isNearestFirst({ nearestFirst }: World, ranked: readonly string[]): boolean {
  return ranked.join() === nearestFirst.join()
}

async function send(deps: Deps): Promise<number> {
  const email = localEmailSender(deps)
  const senders = { email, secure: email, sms: localSmsSender(deps) }
  const compose: Parameters<typeof deliverDue>[1]['compose'] = (message, now) =>
    composeMessage(deps, message, now)
  const told = { mayLeaveAt, onSettled: afterSettling(deps), markOf: markWith(deps.keys) }
  const orders = { compose, senders, ...told, workerId: 'bench', limit: 1 }
  return (await deliverDue(deps, orders, deps.now())).delivered
}
