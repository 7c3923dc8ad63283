import type { MessageStatus } from '../../prisma/generated/enums.ts'
import type { Keys } from '../crypto/keys.ts'
import type { Db } from '../db.ts'
import { NOT_ERASED, openColumn } from '../orientation/sealed.ts'
import type { SentChannel } from './rules.ts'

/** A message as the staff sees it. */
export type ListedMessage = {
  id: string
  version: number
  status: MessageStatus
  channel: SentChannel
  template: string
  attempts: number
  reason: string | null
  createdAt: Date
  acceptedAt: Date | null
  /** When a person ended its failure. */
  handledAt: Date | null
  /** `name` of the first person of the household. */
  request: { id: string; reference: string; name: string } | null
}

export type ListQuestion = {
  territoryId: string
  /** Null for every state. */
  status: MessageStatus | null
  /** Fingerprints that the request must hold, all of them; empty for no search. */
  terms: readonly string[]
  /** This message alone; null for all. */
  id: string | null
}

export function countMessages(db: Db, question: ListQuestion): Promise<number> {
  return db.message.count({ where: whereOf(question) })
}

/** Some of the messages of a territory, newest first. */
export async function listMessages(
  db: Db,
  keys: Keys,
  question: ListQuestion,
  { skip, take }: { skip: number; take: number },
): Promise<ListedMessage[]> {
  const rows = await db.message.findMany({
    where: whereOf(question),
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    skip,
    take,
    select: SELECTED,
  })
  return rows.map((row) => listed(keys, row))
}

const SELECTED = {
  id: true,
  version: true,
  status: true,
  channel: true,
  template: true,
  attempts: true,
  reason: true,
  createdAt: true,
  acceptedAt: true,
  handledAt: true,
  request: {
    select: {
      id: true,
      reference: true,
      members: {
        select: { id: true, identitySealed: true },
        where: NOT_ERASED,
        orderBy: { position: 'asc' },
        take: 1,
      },
    },
  },
} as const

function whereOf({ territoryId, status, terms, id }: ListQuestion) {
  return {
    territoryId,
    ...(id ? { id } : {}),
    ...(status ? { status } : {}),
    ...(terms.length > 0 ? { request: { searchIndex: { hasEvery: [...terms] } } } : {}),
  }
}

type Row = Awaited<ReturnType<typeof rowsOf>>[number]

function rowsOf(db: Db) {
  return db.message.findMany({ select: SELECTED })
}

function listed(keys: Keys, { channel, request, ...row }: Row): ListedMessage {
  return {
    ...row,
    channel: channel as SentChannel,
    request: request && {
      id: request.id,
      reference: request.reference,
      name: nameOf(keys, request.members[0]),
    },
  }
}

function nameOf(keys: Keys, member: { id: string; identitySealed: string } | undefined): string {
  if (!member) return ''
  const { firstName, lastName } = openColumn(
    keys,
    'member.identity_sealed',
    member.id,
    member.identitySealed,
  )
  return `${firstName} ${lastName}`
}
