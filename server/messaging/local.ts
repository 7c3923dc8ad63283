import { randomUUID } from 'node:crypto'
import type { Keys } from '../crypto/keys.ts'
import { seal, unseal } from '../crypto/seal.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { insertLocalMessage, type LocalRow, localMessagesOf } from './local-store.ts'
import type { EmailSender, MessageKey, Outgoing, SendResult, SmsSender } from './rules.ts'

type Local = Pick<Deps, 'database' | 'keys'>

/** A message of the demonstration, whole. `text` of an e-mail is its plain form. */
export type LocalMessage = {
  messageId: string
  at: Date
  to: string
  subject: string | null
  text: string
}

const DELIVERED: SendResult = { kind: 'accepted', ref: null, delivered: true }

/** E-mails that go nowhere: kept sealed, to be read on the page of the messages. */
export function localEmailSender(local: Local): EmailSender {
  return { provider: 'local', send: keep(local), close: () => {} }
}

/** SMS that go nowhere, the same way. */
export function localSmsSender(local: Local): SmsSender {
  return { provider: 'local', send: keep(local) }
}

function keep(local: Local) {
  return async (outgoing: Outgoing, message: MessageKey, now: Date): Promise<SendResult> => {
    await keepCopy(local, { outgoing, message }, now)
    return DELIVERED
  }
}

/** In demonstration, the text of a message that left for good is kept too. */
export async function keepCopy(
  { database, keys }: Local,
  { outgoing, message }: { outgoing: Outgoing; message: MessageKey },
  now: Date,
): Promise<void> {
  const id = randomUUID()
  const { channel, to, text } = outgoing
  const subject = outgoing.channel === 'email' ? outgoing.subject : null
  await insertLocalMessage(database.client, {
    id,
    territoryId: message.territoryId,
    messageId: message.id,
    at: now,
    channel,
    contentSealed: seal(keys, placeOf(id), { to, subject, text }),
  })
}

/** The texts kept of these messages, by the message's id; the last one where it was sent again. */
export async function textsOf(
  db: Db,
  keys: Keys,
  { territoryId, messageIds }: { territoryId: string; messageIds: readonly string[] },
): Promise<Map<string, LocalMessage>> {
  const rows = await localMessagesOf(db, territoryId, messageIds)
  return new Map(rows.map((row) => [row.messageId, opened(keys, row)]))
}

function opened(keys: Keys, { id, messageId, at, contentSealed }: LocalRow): LocalMessage {
  const content = unseal<Pick<LocalMessage, 'to' | 'subject' | 'text'>>(
    keys,
    placeOf(id),
    contentSealed,
  )
  return { messageId, at, ...content }
}

function placeOf(row: string) {
  return { table: 'local_message', column: 'content_sealed', row }
}
