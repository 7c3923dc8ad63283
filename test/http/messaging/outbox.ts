import { randomUUID } from 'node:crypto'
import type { Database } from '../../../server/db.ts'
import { createLog } from '../../../server/log.ts'
import type { Outgoing, Senders, SendResult } from '../../../server/messaging/rules.ts'
import { enqueue } from '../../../server/messaging/service.ts'
import type { NewMessage } from '../../../server/messaging/store.ts'
import type { Delivery } from '../../../server/messaging/worker.ts'

export const log = createLog('silent')
export const now = new Date('2026-11-24T09:00:00Z')

/** An instant some seconds after `now`. */
export function later(seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000)
}

/** A territory with the least that its columns ask. */
export async function aTerritory({ client }: Database): Promise<string> {
  const { id } = await client.territory.create({
    data: {
      slug: randomUUID(),
      name: 'CPTS Grand-Lille',
      referencePrefix: 'GL',
      contactName: 'Inès Belgrain',
      contactPhone: '0353010024',
      contactEmail: 'coordination@example.org',
      contactHours: 'du lundi au vendredi',
      outsideName: 'CPTS de la Lys',
      outsidePhone: '0353010077',
      outsideAdvice: '',
    },
    select: { id: true },
  })
  return id
}

/** Puts a message in the outbox in a transaction of its own; its id. */
export function queue(
  { transaction }: Database,
  territoryId: string,
  part: Partial<NewMessage> = {},
): Promise<string> {
  const message: NewMessage = {
    territoryId,
    channel: 'email',
    template: 'link_again',
    ids: {},
    uniqueKey: randomUUID(),
    deliverAfter: now,
    ...part,
  }
  return transaction((tx) => enqueue(tx, message, now))
}

/** What is stored of a message. */
export function messageOf({ client }: Database, id: string) {
  return client.message.findUniqueOrThrow({ where: { id } })
}

/** What senders were given, in order. */
export type Sent = { id: string; outgoing: Outgoing }[]

/** Senders that note what they are given and answer as told. */
export function senders(
  sent: Sent,
  answer: () => SendResult | Promise<SendResult> = () => ACCEPTED,
): Senders {
  const send = async (outgoing: Outgoing, { id }: { id: string }) => {
    sent.push({ id, outgoing })
    return answer()
  }
  return {
    email: { provider: 'stub', send, close: () => {} },
    secure: { provider: 'stub-secure', send, close: () => {} },
    sms: { provider: 'stub', send },
  }
}

export const ACCEPTED: SendResult = { kind: 'accepted', ref: 'q1', delivered: false }

/** A worker's orders, with a text made at once. */
export function delivery(part: Partial<Delivery> & Pick<Delivery, 'senders'>): Delivery {
  return {
    compose: async ({ channel }) =>
      channel === 'sms'
        ? { channel, to: '+33639981234', text: 'Bonjour' }
        : {
            channel,
            to: 'jeanne@example.org',
            fromName: 'CPTS',
            replyTo: null,
            subject: 'Sujet',
            text: 'Bonjour',
            html: '<p>Bonjour</p>',
          },
    markOf: (text) => `mark of ${text}`,
    workerId: 'worker',
    limit: 1000,
    ...part,
  }
}
