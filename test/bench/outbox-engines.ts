import { type Database, openServer } from '../../server/db.ts'
import type { Deps } from '../../server/deps.ts'
import { composeMessage } from '../../server/letters/compose.ts'
import { afterSettling } from '../../server/letters/settled.ts'
import { createLog } from '../../server/log.ts'
import { mayLeaveAt } from '../../server/messaging/leaving.ts'
import type { MessageKey, Outgoing, Senders, SendResult } from '../../server/messaging/rules.ts'
import { type Delivery, deliverDue } from '../../server/messaging/worker.ts'
import { findTerritory } from '../../server/territory/service.ts'
import { aDeps } from '../support/app.ts'
import { aTerritory } from '../support/people.ts'
import { dropOwn } from '../support/server-database.ts'
import type { Engine } from './bench.ts'
import { createDurable } from './durable.ts'
import { drained } from './outbox-drain.ts'
import { formsOf, type Place, plainMessages, submitForms } from './outbox-inputs.ts'

/** One message of so many is refused for good: it must undo none of those that leave beside it. */
const REFUSED_EVERY = 500
export const ACCEPTED: SendResult = { kind: 'accepted', ref: 'local', delivered: false }
const REFUSED: SendResult = { kind: 'permanent', reason: { code: '550', words: 'refusé' } }

/** A text made at once. */
export const plainMail: Outgoing = {
  channel: 'email',
  to: 'foyer@example.org',
  fromName: 'CPTS',
  replyTo: null,
  subject: 'Sujet',
  text: 'Bonjour',
  html: '<p>Bonjour</p>',
}

/** Where the outbox is, and what it is given. */
type Given = { server: string; n: number; seed: number }

/** Messages of a text made at once, all to one household: what taking them and writing what became of them costs. */
export function plainOutbox(given: Given, engine = 'outbox'): Engine {
  const compose = async () => plainMail
  return outbox(engine, given, () => ({
    compose,
    queue: async ({ deps, territory, requestId }, first) => {
      const to = { territoryId: territory.id, requestId }
      const messages = plainMessages(given, first).map((message) => ({ ...message, ...to }))
      const now = deps.now()
      const times = { deliverAfter: now, createdAt: now }
      const data = messages.map((message) => ({ ...message, ...times }))
      await deps.database.client.message.createMany({ data })
    },
  }))
}

/** Acknowledgements of stored requests, each read, opened and written out as it leaves, with a private link of its own. */
export function composedOutbox(given: Given): Engine {
  return outbox('outbox, composed', given, (deps) => ({
    compose: (message, now) => composeMessage(deps, message, now),
    queue: async (place, first) => {
      await submitForms(place, formsOf(given, first))
    },
  }))
}

type Queued = {
  compose: Delivery['compose']
  /** Puts the messages of a round in the outbox, from the given number on. */
  queue: (place: Place & { requestId: string }, first: number) => Promise<void>
}

function outbox(engine: string, { server, n, seed }: Given, over: (deps: Deps) => Queued): Engine {
  const build = async () => {
    const own = await createDurable(server)
    const database = await openServer(own, () => {})
    const deps = { ...aDeps(database), log: createLog('silent'), now: () => new Date() }
    const territory = await findTerritory(deps, await aTerritory(deps))
    const place = { deps, territory }
    const { compose, queue } = over(deps)
    const onSettled = afterSettling(deps)
    const markOf = (text: string) => text
    const delivery = { compose, mayLeaveAt, onSettled, markOf, workerId: 'bench', limit: n }
    // Its own acknowledgement leaves first, out of counted time.
    const [requestId = ''] = await submitForms(place, formsOf({ n: 1, seed }, 0))
    const calls = new Map<string, number>()
    const refused = new Set<string>()
    const send = async (sent: () => void) => {
      const senders = sendersThat(answering(sent, { calls, refused }))
      await deliverDue(deps, { ...delivery, senders }, new Date())
    }
    await send(() => {})
    let first = 1
    const round = async () => {
      await queue({ ...place, requestId }, first)
      first += n
      return drained(n, send)
    }
    const isRight = () => isAsAnswered(database, { all: first, calls, refused })
    const close = async () => {
      await database.close()
      await dropOwn(server, own)
    }
    return { round, isRight, close }
  }
  return { engine, n, build }
}

type Called = { calls: Map<string, number>; refused: Set<string> }

function answering(sent: () => void, { calls, refused }: Called) {
  let count = 0
  return ({ id }: MessageKey): SendResult => {
    sent()
    calls.set(id, (calls.get(id) ?? 0) + 1)
    count += 1
    if (count % REFUSED_EVERY !== 0) return ACCEPTED
    refused.add(id)
    return REFUSED
  }
}

/** A provider that answers at once. */
export function sendersThat(answer: (message: MessageKey) => SendResult): Senders {
  const send = async (_: unknown, message: MessageKey) => answer(message)
  const email = { provider: 'local', send, close: () => {} }
  return { email, secure: email, sms: { provider: 'local', send } }
}

/** Was each message given once to its provider and written as it answered, and each refusal told in the timeline? */
async function isAsAnswered(
  { client }: Database,
  { all, calls, refused }: Called & { all: number },
): Promise<boolean> {
  const written = await client.message.findMany({ select: { id: true, status: true } })
  const tries = await client.sendAttempt.count()
  const told = await client.requestEvent.count({ where: { kind: 'message_failed' } })
  const isSo = written.every(
    ({ id, status }) =>
      calls.get(id) === 1 && status === (refused.has(id) ? 'failed_permanent' : 'accepted'),
  )
  return isSo && [written.length, tries].every((count) => count === all) && told === refused.size
}
