import { describe, expect, onTestFinished, test } from 'vitest'
import type { OnSettled } from '../../../server/messaging/receipt-service.ts'
import type { SendResult } from '../../../server/messaging/rules.ts'
import { deliverDue, LANES } from '../../../server/messaging/worker.ts'
import { aDatabase } from '../../support/database.ts'
import {
  ACCEPTED,
  aTerritory,
  delivery,
  later,
  log,
  messageOf,
  now,
  queue,
  type Sent,
  senders,
} from './outbox.ts'

const database = await aDatabase()
const { client } = database

/** Something that happens once, and those who wait for it. */
function anEvent() {
  let happen = () => {}
  const happened = new Promise<void>((resolve) => {
    happen = resolve
  })
  return { happen, happened }
}

/** What nobody catches has been told to the process by the end of this turn. */
const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('an outcome that cannot be written', () => {
  test('ends neither the process nor the message that another lane still has with its provider', async () => {
    const territoryId = await aTerritory(database)
    const [lost, slow] = [await queue(database, territoryId), await queue(database, territoryId)]
    const { happen, happened } = anEvent()
    const transaction: typeof database.transaction = (work) =>
      database.transaction(work).catch((error) => {
        happen()
        throw error
      })
    const onSettled: OnSettled = async (_tx, { id }) => {
      if (id === lost) throw new Error('refused')
    }
    const sent: Sent = []
    const { email, ...others } = senders(sent)
    const send: typeof email.send = async (outgoing, message, at) => {
      if (message.id === slow) await happened.then(turn)
      return email.send(outgoing, message, at)
    }
    const orders = delivery({ senders: { ...others, email: { ...email, send } }, onSettled })
    const uncaught: unknown[] = []
    const note = (error: unknown) => uncaught.push(error)
    process.on('unhandledRejection', note)
    onTestFinished(() => void process.off('unhandledRejection', note))
    const delivering = deliverDue({ database: { ...database, transaction }, log }, orders, now)
    await expect(delivering).rejects.toThrow('refused')
    expect(uncaught).toEqual([])
    expect(await messageOf(database, slow)).toMatchObject({ status: 'accepted' })
    expect(await messageOf(database, lost)).toMatchObject({
      status: 'sending',
      leasedBy: /^worker/,
    })
    await deliverDue({ database, log }, delivery({ senders: senders(sent) }), later(121))
    expect(await messageOf(database, lost)).toMatchObject({ status: 'uncertain' })
    expect(sent.map(({ id }) => id).sort()).toEqual([lost, slow].sort())
  })
})

describe('messages taken in advance that cannot be put back', () => {
  const AWAY: SendResult = {
    kind: 'retry',
    reason: { code: 'ECONNECTION', words: 'coupé' },
    isOutage: true,
  }

  /** All lanes but one wait for their provider until a putting back failed; the other one's second message meets an outage. */
  async function anOutage({ isWritten }: { isWritten: boolean }) {
    const territoryId = await aTerritory(database)
    for (let n = 0; n < 2 * LANES; n += 1) await queue(database, territoryId)
    const { happen, happened } = anEvent()
    const cut = { isOn: true }
    const cutClient = client.$extends({
      query: {
        $executeRaw: async ({ args, query }) => {
          if (!cut.isOn) return query(args)
          if (isWritten) await query(args)
          happen()
          throw new Error('connection reset')
        },
      },
    }) as unknown as typeof client
    const sent: Sent = []
    const answer = async () => {
      const rank = sent.length
      if (rank < LANES) await happened.then(turn)
      return rank === LANES + 1 ? AWAY : ACCEPTED
    }
    const orders = delivery({ senders: senders(sent, answer) })
    const deps = { database: { ...database, client: cutClient }, log }
    await expect(deliverDue(deps, orders, now)).rejects.toThrow('connection reset')
    cut.isOn = false
    const tried = sent.map(({ id }) => id)
    return {
      tried,
      met: tried[LANES] ?? '',
      sent,
      again: () => deliverDue(deps, orders, later(121)),
    }
  }

  test('do not lose the answer that told of the outage', async () => {
    const { tried, met } = await anOutage({ isWritten: false })
    expect(tried).toHaveLength(LANES + 1)
    expect(await messageOf(database, met)).toMatchObject({ status: 'failed_temporary' })
    expect(await client.sendAttempt.findMany({ where: { messageId: met } })).toMatchObject([
      { provider: 'stub', answer: 'retry' },
    ])
  })

  test.each([
    ['are not back', false],
    ['are back all the same', true],
  ])('and %s, leave in the end, each once, none uncertain', async (_what, isWritten) => {
    const { met, sent, again } = await anOutage({ isWritten })
    await again()
    const others = await client.message.findMany({ where: { id: { not: met } } })
    expect(others.map(({ status, attempts }) => [status, attempts])).toEqual(
      Array.from({ length: 2 * LANES - 1 }, () => ['accepted', 1]),
    )
    const handedOver = sent.map(({ id }) => id).filter((id) => id !== met)
    expect(handedOver.sort()).toEqual(others.map(({ id }) => id).sort())
  })
})
