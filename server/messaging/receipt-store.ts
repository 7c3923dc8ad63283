import type { MessageStatus } from '../../prisma/generated/enums.ts'
import type { Db } from '../db.ts'
import type { ReceiptStatus } from './receipts.ts'
import type { ClaimedMessage, MessageKey } from './rules.ts'
import { CLAIMED } from './store.ts'

/** A message as what its provider says afterwards finds it. */
export type ToldMessage = ClaimedMessage & { status: MessageStatus; providerRef: string | null }

/**
 * The SMS that a provider numbered `ref`, locked until the end of the transaction; before we have written its number
 * down, the one that it was given as `messageId`. Null for none of ours.
 */
export async function lockTold(
  tx: Db,
  { ref, messageId }: { ref: string; messageId: string | null },
): Promise<ToldMessage | null> {
  const [told] = await tx.$queryRaw<ToldMessage[]>`
    select ${CLAIMED}, status::text as status, provider_ref as "providerRef"
    from message
    where channel = 'sms'
      and (provider_ref = ${ref} or (provider_ref is null and id = ${messageId}::uuid))
    order by provider_ref nulls last
    limit 1
    for update`
  return told ?? null
}

type Told = { provider: string; ref: string; status: ReceiptStatus; reason: string | null }

/** Writes what a provider said of a message. */
export async function writeTold(
  tx: Db,
  { id, territoryId }: MessageKey,
  { provider, ref, status, reason }: Told,
  now: Date,
): Promise<void> {
  await tx.message.updateMany({
    where: { id, territoryId },
    data: {
      status,
      provider,
      providerRef: ref,
      reason,
      ...(status === 'failed_permanent' ? {} : { acceptedAt: now }),
      ...(status === 'delivered' ? { deliveredAt: now } : {}),
      leaseUntil: null,
      askAfter: null,
      version: { increment: 1 },
    },
  })
}

/** An SMS nobody knows the fate of, to be asked of its provider. */
export type ToAsk = ClaimedMessage & { textMark: string; leftAt: Date; askAfter: Date }

/** Uncertain SMS whose time to be asked about has come, the oldest first. */
export async function listToAsk(db: Db, now: Date, limit: number): Promise<ToAsk[]> {
  const rows = await db.message.findMany({
    where: { status: 'uncertain', channel: 'sms', askAfter: { lte: now } },
    orderBy: [{ askAfter: 'asc' }, { id: 'asc' }],
    take: limit,
    select: {
      id: true,
      territoryId: true,
      requestId: true,
      doctorId: true,
      uniqueKey: true,
      template: true,
      ids: true,
      createdAt: true,
      attempts: true,
      textMark: true,
      leftAt: true,
      askAfter: true,
    },
  })
  return rows.flatMap(({ textMark, leftAt, askAfter, ids, ...row }) =>
    textMark && leftAt && askAfter
      ? [{ ...row, channel: 'sms', ids: ids as Record<string, string>, textMark, leftAt, askAfter }]
      : [],
  )
}

/** Takes the asking about one message for one worker, and sets when to ask again; false when another took it. */
export async function claimAsking(
  db: Db,
  { id, territoryId, askAfter }: Pick<ToAsk, 'id' | 'territoryId' | 'askAfter'>,
  next: Date | null,
): Promise<boolean> {
  const { count } = await db.message.updateMany({
    where: { id, territoryId, status: 'uncertain', askAfter },
    data: { askAfter: next },
  })
  return count === 1
}

/** Which of these numbers of a provider are already those of messages of ours. */
export async function refsTaken(db: Db, refs: readonly string[]): Promise<Set<string>> {
  const rows = await db.message.findMany({
    where: { providerRef: { in: [...refs] } },
    select: { providerRef: true },
  })
  return new Set(rows.flatMap(({ providerRef }) => providerRef ?? []))
}
