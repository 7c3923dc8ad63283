import { randomUUID } from 'node:crypto'
import { newToken, tokenHash } from '../crypto/tokens.ts'
import type { Insert } from '../database/insert-rows.ts'
import type { Db } from '../db.ts'
import { LinkErased, LinkExpired } from '../errors.ts'

/** A patient's private link dies thirty days after the request is closed (rule 11). */
const DAYS_AFTER_CLOSING = 30
const DAY_MS = 86_400_000

/** Who holds a private link. */
export type LinkHolder = { requestId: string; territoryId: string; linkId: string }

type Minted = { requestId: string; territoryId: string; messageId?: string | null }

/** A new link to a request: its path. Only the hash of its token is stored; a patient may hold several. */
export async function mintLink(db: Db, minted: Minted, now: Date): Promise<string> {
  const { path, row } = drawn(minted, now)
  await db.privateLink.create({ data: row, select: { id: true } })
  return path
}

/** The same for several at once, to be inserted with other rows: their paths, in their order. */
export function newLinks(
  minted: readonly Minted[],
  now: Date,
): { paths: string[]; insert: Insert } {
  const links = minted.map((one) => drawn(one, now))
  return {
    paths: links.map(({ path }) => path),
    insert: { table: 'private_link', rows: links.map(({ row }) => row) },
  }
}

function drawn({ requestId, territoryId, messageId = null }: Minted, createdAt: Date) {
  const token = newToken()
  const row = {
    id: randomUUID(),
    requestId,
    territoryId,
    tokenHash: tokenHash(token),
    messageId,
    createdAt,
  }
  return { path: `/suivi/${token}`, row }
}

/**
 * Whose link it is; null for a token that never was.
 * @throws LinkExpired when it was revoked, or its request closed more than thirty days ago, LinkErased.
 */
export async function findLink(db: Db, token: string, now: Date): Promise<LinkHolder | null> {
  const link = await db.privateLink.findUnique({
    where: { tokenHash: tokenHash(token) },
    select: {
      id: true,
      requestId: true,
      territoryId: true,
      revokedAt: true,
      request: { select: { closedAt: true, closeReason: true } },
    },
  })
  if (!link) return null
  const { closedAt, closeReason } = link.request
  if (link.revokedAt && closeReason === 'erased') throw new LinkErased()
  const dead = closedAt && now.getTime() > closedAt.getTime() + DAYS_AFTER_CLOSING * DAY_MS
  if (link.revokedAt || dead) throw new LinkExpired()
  return { requestId: link.requestId, territoryId: link.territoryId, linkId: link.id }
}
