import type { Prisma } from '../../prisma/generated/client.ts'
import { writeAudit } from '../audit/service.ts'
import type { Database } from '../db.ts'
import { eraseContacts, eraseDoctors } from '../doctors/erasing.ts'
import { deleteAlerts } from '../refusals/acceptance.ts'
import { retention } from './retention.ts'
import {
  deleteAuditEntries,
  deleteDrafts,
  deleteIdempotencyKeys,
  deleteLocalMessages,
  deleteRateLimits,
  deleteRequest,
  deleteSessions,
  requestsOver,
} from './store.ts'

const DAY_MS = 86_400_000
/** Requests erased in one transaction: a few hundred milliseconds. */
const BATCH = 50

const SYSTEM = { kind: 'system', id: null } as const

/** Rows that a purge removed, by what they were; `doctorContacts` were emptied. */
export type Purged = {
  requests: number
  drafts: number
  sessions: number
  rateLimits: number
  idempotencyKeys: number
  localMessages: number
  auditEntries: number
  doctorContacts: number
  doctors: number
  acceptanceAlerts: number
}

/** Deletes everything that the retention table keeps no longer at `now`. Each request and doctor erased leaves a line of audit. */
export async function purgeExpired(database: Database, now: Date): Promise<Purged> {
  const { client } = database
  return {
    requests: await purgeRequests(database, now),
    drafts: await deleteDrafts(client, limitOf('Draft', now)),
    sessions: await deleteSessions(client, limitOf('Session', now)),
    rateLimits: await deleteRateLimits(client, limitOf('RateLimit', now)),
    idempotencyKeys: await deleteIdempotencyKeys(client, limitOf('IdempotencyKey', now)),
    localMessages: await deleteLocalMessages(client, limitOf('LocalMessage', now)),
    auditEntries: await deleteAuditEntries(client, limitOf('AuditEntry', now)),
    doctorContacts: await eraseContacts(database, limitOf('Doctor', now), now),
    doctors: await eraseDoctors(database, limitOf('Doctor', now), now),
    acceptanceAlerts: await deleteAlerts(client, limitOf('AcceptanceAlert', now)),
  }
}

async function purgeRequests(database: Database, now: Date): Promise<number> {
  const limit = limitOf('OrientationRequest', now)
  for (let purged = 0; ; ) {
    const erased = await database.transaction(async (tx) => {
      const requests = await requestsOver(tx, limit, BATCH)
      for (const { id, territoryId } of requests) {
        await deleteRequest(tx, { id, territoryId })
        const subject = { kind: 'orientation_request', id }
        await writeAudit(tx, { territoryId, actor: SYSTEM, action: 'erase', subject }, now)
      }
      return requests.length
    })
    purged += erased
    if (erased < BATCH) return purged
  }
}

function limitOf(model: Prisma.ModelName, now: Date): Date {
  return new Date(now.getTime() - (retention[model].keepDays ?? 0) * DAY_MS)
}
