import { randomUUID } from 'node:crypto'
import type { Actor } from '../../server/audit/service.ts'
import type { Deps } from '../../server/deps.ts'
import type { Answer } from '../../server/followup/rules.ts'
import { recordAnswer } from '../../server/followup/service.ts'
import { composeMessage } from '../../server/letters/compose.ts'
import { localEmailSender, localSmsSender } from '../../server/messaging/local.ts'
import { markWith } from '../../server/messaging/reconcile.ts'
import { deliverDue } from '../../server/messaging/worker.ts'
import { closeRequest, findRequest, type Target } from '../../server/orientation/service.ts'
import { submitQuestionnaire } from '../../server/orientation/submit.ts'
import { checkQuestionnaire } from '../../server/questionnaire/check.ts'
import { choiceFor } from '../../server/shortlists/choice.ts'
import { findOpenShortlist, sendShortlist } from '../../server/shortlists/service.ts'
import type { Territory } from '../../server/territory/service.ts'
import type { Reach } from './household-cases.ts'
import type { DemoHousehold } from './households.ts'

const PATIENT: Actor = { kind: 'public', id: null, name: 'Foyer' }
export const COORDINATION: Actor = { kind: 'staff', id: null, name: 'Coordination Exemple' }

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** Days from the registration to each step that the demonstration plays. */
const LISTED_AFTER = 4
const REFUSED_AFTER = 9
const ANSWERED_AFTER = 16
/** Names given at once, as a coordinator would choose from the top of the ranking. */
const DOCTORS_ON_A_LIST = 3
/** More than one household ever has waiting. */
const MESSAGES_AT_ONCE = 20

/** What the household answers, in the states where it has. */
const ANSWERS: Partial<Record<Reach, Answer>> = { seen: 'seen', declared: 'declared' }

/**
 * Registers an invented household and takes it where the demonstration shows it, through the use cases of a patient
 * and of a coordinator, at the dates when they would have done so. Its messages stay in the local outbox. Where doctors
 * are asked first, the request is left ready for `loadSolution`.
 */
export async function loadHousehold(
  deps: Deps,
  territory: Territory,
  household: DemoHousehold,
): Promise<Target> {
  const { key, values, assisted, registeredAt, reach } = household
  const checked = checkQuestionnaire(values, { assisted, now: registeredAt })
  if (!checked.ok) throw new Error(`example household refused: ${Object.keys(checked.errors)}`)
  const submission = { territory, form: checked.value, actor: assisted ? COORDINATION : PATIENT }
  const { requestId } = await submitQuestionnaire(deps, submission, registeredAt)
  const target = { id: requestId, territoryId: territory.id, actor: COORDINATION }
  const later = (days: number) => new Date(registeredAt.getTime() + days * DAY_MS)
  const answer = ANSWERS[reach]
  await deliver(deps, registeredAt)
  if (reach === 'shortlisted' || answer)
    await giveList(deps, { territory, target, key }, later(LISTED_AFTER))
  if (answer) {
    const household = { ...target, actor: PATIENT }
    await sayFull(deps, household, later(REFUSED_AFTER))
    const told = { key, answer, availabilityId: null, memberIds: [] }
    await recordAnswer(deps, household, told, later(ANSWERED_AFTER))
  }
  if (reach === 'closed')
    await closeRequest(deps, target, { reason: 'found_alone' }, later(ANSWERED_AFTER))
  if (answer || reach === 'closed') await deliver(deps, later(ANSWERED_AFTER + 1))
  return target
}

/** The first doctor of the list had no place left. */
async function sayFull(deps: Deps, household: Target, at: Date): Promise<void> {
  const { id: requestId, territoryId } = household
  const list = await findOpenShortlist(deps.database.client, deps.keys, { requestId, territoryId })
  const [first] = list?.entries ?? []
  if (!first) throw new Error('example household without a list')
  const { availabilityId } = first
  const told = { key: randomUUID(), answer: 'full' as const, availabilityId, memberIds: [] }
  await recordAnswer(deps, household, told, at)
}

type Listing = { territory: Territory; target: Target; key: string }

async function giveList(deps: Deps, { territory, target, key }: Listing, at: Date): Promise<void> {
  const { client } = deps.database
  const request = await findRequest(client, deps.keys, target)
  const choice = request && (await choiceFor(client, { request, territory }, at))
  if (!choice) throw new Error('example household without a place')
  const availabilityIds = choice.ranking.ranked.slice(0, DOCTORS_ON_A_LIST).map(({ id }) => id)
  const { channel } = request
  const decision = { key, availabilityIds, channel, km: choice.km, exception: null }
  await sendShortlist(deps, target, decision, at)
  await deliver(deps, at)
}

/** What waited leaves a minute later, for the page of the messages only: invented people receive nothing. */
export async function deliver(deps: Deps, at: Date): Promise<void> {
  const delivery = {
    compose: (message: Parameters<typeof composeMessage>[1], now: Date) =>
      composeMessage(deps, message, now),
    senders: {
      email: localEmailSender(deps),
      secure: localEmailSender(deps),
      sms: localSmsSender(deps),
    },
    markOf: markWith(deps.keys),
    workerId: 'demonstration',
    limit: MESSAGES_AT_ONCE,
  }
  await deliverDue(deps, delivery, new Date(at.getTime() + MINUTE_MS))
}
