import type { Keys } from '../crypto/keys.ts'
import { unseal } from '../crypto/seal.ts'
import type { Db } from '../db.ts'

type Key = { requestId: string; territoryId: string }

/** More than any request is ever read; the latest are shown. */
const TRACES_SHOWN = 500

/**
 * Every row kept about a household, in every column, its sealed notes opened: nothing is selected, so that what is kept
 * tomorrow is shown too. Null when there is no such request.
 */
export async function readEverything(db: Db, keys: Keys, key: Key) {
  const { requestId: id, territoryId } = key
  const request = await db.orientationRequest.findFirst({ where: { id, territoryId } })
  if (!request) return null
  const where = key
  const at = { orderBy: { createdAt: 'asc' } } as const
  const messages = await db.message.findMany({ where, ...at, include: { tries: true } })
  const [referral] = await db.referral.findMany({
    where,
    include: { organisation: true, profession: true },
  })
  return {
    request: opened(keys, 'orientation_request', request, ['verdictReasonSealed']),
    members: await db.member.findMany({ where, orderBy: { position: 'asc' } }),
    referral: referral && opened(keys, 'referral', referral, ['wishedDoctorSealed']),
    lists: (
      await db.shortlist.findMany({
        where,
        orderBy: { decidedAt: 'asc' },
        include: { entries: { orderBy: { position: 'asc' } } },
      })
    ).map((row) => opened(keys, 'shortlist', row, ['exceptionSealed'])),
    rounds: (await db.proposalRound.findMany({ where, orderBy: { startedAt: 'asc' } })).map((row) =>
      opened(keys, 'proposal_round', row, ['exceptionSealed']),
    ),
    proposals: await db.proposal.findMany({ where, orderBy: { askedAt: 'asc' } }),
    ladders: await db.ladder.findMany({ where }),
    outcomes: (await db.outcome.findMany({ where, orderBy: { at: 'asc' } })).map((row) =>
      opened(keys, 'outcome', row, ['noteSealed']),
    ),
    messages,
    texts: (
      await db.localMessage.findMany({
        where: { territoryId, messageId: { in: messages.map((message) => message.id) } },
      })
    ).map((row) => opened(keys, 'local_message', row, ['contentSealed'])),
    events: (await db.requestEvent.findMany({ where, orderBy: { sequence: 'asc' } })).map((row) =>
      opened(keys, 'request_event', row, ['noteSealed']),
    ),
    todos: await db.todo.findMany({ where, ...at }),
    links: await db.privateLink.findMany({ where, ...at }),
    surveys: await db.surveyLink.findMany({ where }),
    traces: await db.auditEntry.findMany({
      where: { subjectKind: 'orientation_request', subjectId: id },
      orderBy: { sequence: 'desc' },
      take: TRACES_SHOWN,
    }),
  }
}

export type Everything = NonNullable<Awaited<ReturnType<typeof readEverything>>>

/** A row with these of its columns opened. */
function opened<T extends { id: string }>(
  keys: Keys,
  table: string,
  row: T,
  columns: readonly (keyof T & string)[],
): T {
  const clear = columns.flatMap((name) => {
    const sealed = row[name]
    if (typeof sealed !== 'string' || sealed === '') return []
    const column = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    return [[name, unseal<unknown>(keys, { table, column, row: row.id }, sealed)] as const]
  })
  return { ...row, ...Object.fromEntries(clear) }
}
