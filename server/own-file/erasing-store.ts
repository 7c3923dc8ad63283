import type { Keys } from '../crypto/keys.ts'
import type { Db } from '../db.ts'
import type { Home, Wishes } from '../orientation/household.ts'
import { NO_LONGER_SEALED, sealColumn, searchIndexOf } from '../orientation/sealed.ts'

type Key = { id: string; territoryId: string }

/** Nothing of a household is left in these: every page that opens a request still opens them. */
const NOBODY = { phone: null, email: null, canOpenLink: false }
const NOWHERE: Home = {
  address: '',
  postalCode: '',
  commune: '',
  label: null,
  position: null,
  oldInseeCode: null,
  placedBy: null,
  doubts: [],
  candidates: [],
}
const NO_WISHES: Wishes = {
  language: 'fr',
  wheelchair: false,
  transport: null,
  maxKm: 0,
  reason: null,
  alreadyFollowed: false,
}

export type Emptied = Key & { reference: string; closedAt: Date; inseeCode: string | null }

/** Empties a request of what says who it is, and closes it: its dates, counts and reference stay. */
export async function emptyRequest(
  db: Db,
  keys: Keys,
  { id, territoryId, reference, closedAt, inseeCode }: Emptied,
  now: Date,
): Promise<void> {
  await db.orientationRequest.updateMany({
    where: { id, territoryId },
    data: {
      status: 'closed',
      closeReason: 'erased',
      closedAt,
      inseeCode,
      contactSealed: sealColumn(keys, 'orientation_request.contact_sealed', id, NOBODY),
      homeSealed: sealColumn(keys, 'orientation_request.home_sealed', id, NOWHERE),
      wishesSealed: sealColumn(keys, 'orientation_request.wishes_sealed', id, NO_WISHES),
      searchIndex: searchIndexOf(keys, { reference, contact: NOBODY, people: [] }),
      verdictReasonSealed: null,
      verdictBy: null,
      nextStepOn: null,
      surveyAgreedAt: null,
      pausedFrom: null,
      pausedUntil: null,
      smsStoppedAt: null,
      smsStoppedBy: null,
      version: { increment: 1 },
      updatedAt: now,
      updatedBy: null,
    },
  })
}

/** What a request must be known by while it is emptied; null when it is not there. */
export function findToEmpty(db: Db, { id, territoryId }: Key) {
  return db.orientationRequest.findFirst({
    where: { id, territoryId },
    select: { reference: true, status: true, closeReason: true, closedAt: true, inseeCode: true },
  })
}

/** Requests of a commune that still say whose they are, this one left out. */
export function countNeighbours(db: Db, { id, territoryId }: Key, inseeCode: string) {
  return db.orientationRequest.count({
    where: {
      territoryId,
      inseeCode,
      id: { not: id },
      OR: [{ closeReason: null }, { closeReason: { not: 'erased' } }],
    },
  })
}

/** People stay as dates alone, by which those seen and declared are counted. */
export async function emptyMembers(db: Db, { id: requestId, territoryId }: Key): Promise<void> {
  await db.member.updateMany({
    where: { requestId, territoryId },
    data: {
      identitySealed: NO_LONGER_SEALED,
      careSealed: NO_LONGER_SEALED,
      identityIndex: null,
    },
  })
}

/** By these a doctor still reads that a household they know by its reference will not come. */
const KEPT_EVENTS = ['household_answered', 'proposal_ended']

/** Removes what was written about a household: notes, things to do, steps of its way, the reasons of a ranking. */
export async function removeWords(db: Db, { id: requestId, territoryId }: Key): Promise<void> {
  const where = { requestId, territoryId }
  await db.requestEvent.deleteMany({ where: { ...where, kind: { notIn: KEPT_EVENTS } } })
  await db.requestEvent.updateMany({ where, data: { noteSealed: null } })
  await db.todo.deleteMany({ where })
  await db.ladder.deleteMany({ where })
  await db.outcome.updateMany({ where, data: { noteSealed: null } })
  await db.shortlist.updateMany({ where, data: { exceptionSealed: null } })
  await db.shortlistEntry.updateMany({
    where: { territoryId, shortlist: { requestId } },
    data: { km: 0, reasons: [] },
  })
  await db.proposalRound.updateMany({ where, data: { exceptionSealed: null } })
  await db.proposal.updateMany({ where, data: { km: null } })
  await db.referral.updateMany({ where, data: { wishedDoctorSealed: null, rowIndex: null } })
}

/** Gives back what doctors hold, ends the open list, and asks nobody any more. */
export async function freePlaces(
  db: Db,
  { id: requestId, territoryId }: Key,
  now: Date,
): Promise<void> {
  const where = { requestId, territoryId }
  const ended = {
    status: 'withdrawn',
    endedWhy: 'request_moved',
    version: { increment: 1 },
  } as const
  await db.proposal.updateMany({
    where: { ...where, status: 'pending' },
    data: { ...ended, answeredAt: now },
  })
  await db.proposal.updateMany({ where: { ...where, status: 'accepted' }, data: ended })
  await db.proposalRound.updateMany({
    where: { ...where, endedAt: null },
    data: { endedAt: now, endedWhy: 'request_moved' },
  })
  await db.shortlist.updateMany({
    where: { ...where, closedAt: null, cancelledAt: null },
    data: { closedAt: now },
  })
}

/**
 * Removes every message, kept text and try; one that is leaving this very second stays, without its text. Those of a
 * campaign stay for its report, which counts them, and do not say any more whom they were for.
 */
export async function removeMessages(db: Db, { id: requestId, territoryId }: Key): Promise<void> {
  const where = { requestId, territoryId }
  const messages = await db.message.findMany({ where, select: { id: true } })
  await db.localMessage.deleteMany({
    where: { territoryId, messageId: { in: messages.map(({ id }) => id) } },
  })
  await leaveCampaigns(db, { id: requestId, territoryId })
  await db.message.deleteMany({ where: { ...where, status: { not: 'sending' } } })
}

async function leaveCampaigns(db: Db, { id: requestId, territoryId }: Key): Promise<void> {
  const where = { requestId, territoryId, campaignId: { not: null } }
  await db.sendAttempt.deleteMany({ where: { territoryId, message: where } })
  await db.message.updateMany({
    where: { ...where, status: { in: ['queued', 'failed_temporary'] } },
    data: { status: 'cancelled', version: { increment: 1 } },
  })
  await db.message.updateMany({ where, data: { requestId: null, reason: null } })
}

/** Kills every private link; their hashes stay, so that an old link is told to be over. A survey not answered goes. */
export async function revokeLinks(
  db: Db,
  { id: requestId, territoryId }: Key,
  now: Date,
): Promise<void> {
  await db.privateLink.updateMany({
    where: { requestId, territoryId, revokedAt: null },
    data: { revokedAt: now },
  })
  await db.surveyLink.deleteMany({ where: { requestId, territoryId } })
}

/** Notes that a request was erased: its id, and nothing else. */
export async function insertErasure(
  db: Db,
  { id: requestId, territoryId }: Key,
  erasedAt: Date,
): Promise<void> {
  await db.erasure.createMany({
    data: [{ requestId, territoryId, erasedAt }],
    skipDuplicates: true,
  })
}
