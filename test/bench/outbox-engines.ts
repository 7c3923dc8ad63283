import { randomUUID } from 'node:crypto'
import { type Database, openServer } from '../../server/db.ts'
import { composeMessage } from '../../server/letters/compose.ts'
import { createLog } from '../../server/log.ts'
import type { MessageKey, Outgoing, Senders, SendResult } from '../../server/messaging/rules.ts'
import { type Delivery, deliverDue } from '../../server/messaging/worker.ts'
import { submitQuestionnaire } from '../../server/orientation/submit.ts'
import { checkQuestionnaire } from '../../server/questionnaire/check.ts'
import { findTerritory } from '../../server/territory/service.ts'
import { aHousehold } from '../proof/households.ts'
import { aDeps } from '../support/app.ts'
import { aTerritory } from '../support/people.ts'
import { dropOwn } from '../support/server-database.ts'
import type { Engine } from './bench.ts'
import { createDurable } from './durable.ts'
import { drained } from './outbox-drain.ts'

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

/** Messages of a text made at once: what taking them and writing what became of them costs. */
export function plainOutbox(server: string, n: number, engine = 'outbox'): Engine {
  return outbox(engine, { server, n }, (database) => ({
    compose: async () => plainMail,
    queue: (territoryId) => queuePlain(database, territoryId, n),
  }))
}

/** Acknowledgements of stored requests, each read, opened and written out as it leaves, with a private link of its own. */
export function composedOutbox(server: string, n: number): Engine {
  return outbox('outbox, composed', { server, n }, (database) => {
    const deps = { ...aDeps(database), now: () => new Date() }
    let first = 0
    return {
      compose: (message, now) => composeMessage(deps, message, now),
      queue: async (territoryId) => {
        const territory = await findTerritory(deps, territoryId)
        const numbers = Array.from({ length: n }, (_, i) => first + i)
        first += n
        const now = deps.now()
        await Promise.all(
          numbers.map((number) => {
            const form = checkQuestionnaire(aHousehold(number), { assisted: false, now })
            if (!form.ok) throw new Error('an invented household is refused')
            const actor = { kind: 'public', id: null } as const
            return submitQuestionnaire(deps, { territory, form: form.value, actor }, now)
          }),
        )
      },
    }
  })
}

type Queued = {
  compose: Delivery['compose']
  /** Puts the messages of a round in the outbox. */
  queue: (territoryId: string) => Promise<void>
}

function outbox(
  engine: string,
  { server, n }: { server: string; n: number },
  over: (database: Database) => Queued,
): Engine {
  const build = async () => {
    const own = await createDurable(server)
    const database = await openServer(own, () => {})
    const territoryId = await aTerritory(aDeps(database))
    const { compose, queue } = over(database)
    const refused = new Set<string>()
    let rounds = 0
    let isRight = true
    const round = async () => {
      await queue(territoryId)
      rounds += 1
      const answered = await drained(n, async (sent) => {
        const senders = sendersThat(answering(sent, refused))
        const orders = {
          compose,
          senders,
          markOf: (text: string) => text,
          workerId: 'bench',
          limit: n,
        }
        await deliverDue({ database, log: createLog('silent') }, orders, new Date())
      })
      isRight &&= await isAsAnswered(database, { all: rounds * n, refused: refused.size })
      return answered
    }
    const close = async () => {
      await database.close()
      await dropOwn(server, own)
    }
    return { round, isRight: () => isRight, close }
  }
  return { engine, n, build }
}

function answering(sent: () => void, refused: Set<string>): (message: MessageKey) => SendResult {
  let count = 0
  return ({ id }) => {
    sent()
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

async function isAsAnswered({ client }: Database, said: { all: number; refused: number }) {
  const accepted = await client.message.count({ where: { status: 'accepted', attempts: 1 } })
  const failed = await client.message.count({ where: { status: 'failed_permanent', attempts: 1 } })
  const tries = await client.sendAttempt.count()
  return accepted === said.all - said.refused && failed === said.refused && tries === said.all
}

async function queuePlain({ client }: Database, territoryId: string, n: number): Promise<void> {
  const now = new Date()
  const message = { territoryId, channel: 'email', template: 'link_again' } as const
  await client.message.createMany({
    data: Array.from({ length: n }, () => ({
      ...message,
      uniqueKey: randomUUID(),
      deliverAfter: now,
      createdAt: now,
    })),
  })
}
