import type { ProposalStatus, RequestStatus } from '../../prisma/generated/enums.ts'
import { type Day, dayOfDateColumn } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import type { EndedWhy, Medium } from './rules.ts'

/** One doctor asked about one household, as it stands. */
export type Proposal = {
  id: string
  territoryId: string
  requestId: string
  availabilityId: string
  doctorId: string
  roundId: string | null
  status: ProposalStatus
  medium: Medium
  km: number | null
  placesHeld: number
  homeVisitHeld: number
  askedAt: Date
  expiresAt: Date
  answeredAt: Date | null
  answeredBy: string | null
  declineReason: string | null
  fewerPeople: number | null
  laterFrom: Day | null
  endedWhy: string | null
  offeredAt: Date | null
  offerExpiresAt: Date | null
  householdAnswer: string | null
  householdAnsweredAt: Date | null
}

const SELECTED = {
  id: true,
  territoryId: true,
  requestId: true,
  availabilityId: true,
  roundId: true,
  status: true,
  medium: true,
  km: true,
  placesHeld: true,
  homeVisitHeld: true,
  askedAt: true,
  expiresAt: true,
  answeredAt: true,
  answeredBy: true,
  declineReason: true,
  fewerPeople: true,
  laterFrom: true,
  endedWhy: true,
  offeredAt: true,
  offerExpiresAt: true,
  householdAnswer: true,
  householdAnsweredAt: true,
  availability: { select: { doctorId: true } },
} as const

export async function findProposal(
  db: Db,
  { id, territoryId }: { id: string; territoryId: string },
): Promise<Proposal | null> {
  const row = await db.proposal.findFirst({ where: { id, territoryId }, select: SELECTED })
  return row && toProposal(row)
}

type OfRequest = { requestId: string; territoryId: string }

/** Every proposal about a request, oldest first. */
export async function listProposals(db: Db, where: OfRequest): Promise<Proposal[]> {
  const rows = await db.proposal.findMany({
    where,
    orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
    select: SELECTED,
  })
  return rows.map(toProposal)
}

/** The proposal about a request that waits for its doctor, or that its doctor accepted; null when there is none. */
export async function findLiving(db: Db, where: OfRequest): Promise<Proposal | null> {
  const row = await db.proposal.findFirst({
    where: { ...where, status: { in: ['pending', 'accepted'] } },
    orderBy: [{ askedAt: 'desc' }, { id: 'asc' }],
    select: SELECTED,
  })
  return row && toProposal(row)
}

/** Which of these requests have a doctor who said yes. */
export async function listAccepted(
  db: Db,
  { territoryId, requestIds }: { territoryId: string; requestIds: readonly string[] },
): Promise<ReadonlySet<string>> {
  const rows = await db.proposal.findMany({
    where: { territoryId, requestId: { in: [...requestIds] }, status: 'accepted' },
    select: { requestId: true },
  })
  return new Set(rows.map(({ requestId }) => requestId))
}

/** Proposals to a doctor that wait for an answer at `now`, oldest first. */
export async function listWaiting(
  db: Db,
  { doctorId, territoryId }: { doctorId: string; territoryId: string },
  now: Date,
): Promise<Proposal[]> {
  const rows = await db.proposal.findMany({
    where: {
      territoryId,
      availability: { doctorId },
      status: 'pending',
      expiresAt: { gt: now },
      request: { status: 'proposed' },
    },
    orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
    select: SELECTED,
  })
  return rows.map(toProposal)
}

/** Households that agreed to a doctor since an instant and were not seen yet. */
export function countExpected(
  db: Db,
  { doctorId, territoryId }: { doctorId: string; territoryId: string },
  since: Date,
): Promise<number> {
  return db.proposal.count({
    where: {
      territoryId,
      availability: { doctorId },
      status: 'accepted',
      householdAnsweredAt: { gte: since },
      request: { status: 'agreed' },
    },
  })
}

export type ProposalChange = {
  status?: ProposalStatus
  answeredAt?: Date
  answeredBy?: string
  declineReason?: string
  fewerPeople?: number
  laterFrom?: Date
  endedWhy?: EndedWhy
  offeredAt?: Date
  offerExpiresAt?: Date
  householdAnswer?: 'agreed' | 'refused' | 'silent'
  householdAnsweredAt?: Date
  placesHeld?: number
  homeVisitHeld?: number
}

/** Changes a proposal if it still is in `from`; false when somebody was faster. */
export async function changeProposal(
  db: Db,
  { id, territoryId, from }: { id: string; territoryId: string; from: ProposalStatus },
  change: ProposalChange,
): Promise<boolean> {
  const { count } = await db.proposal.updateMany({
    where: { id, territoryId, status: from },
    data: { ...change, version: { increment: 1 } },
  })
  return count === 1
}

/** Where proposals that may need care are looked for. */
export type Care = {
  status: 'pending' | 'accepted'
  requestStatus: RequestStatus[]
  expiredAt?: Date
  offerExpiredAt?: Date
  /** Of that territory, answered before that instant. */
  answered?: { territoryId: string; before: Date }
  /** Of doctors who left; with `today`, of stays that are over too. */
  gone?: { today: Date | null }
}

/** Proposals of every territory that fit, by id. */
export async function listForCare(db: Db, care: Care): Promise<Proposal[]> {
  const { status, requestStatus, expiredAt, offerExpiredAt, answered, gone } = care
  const rows = await db.proposal.findMany({
    where: {
      status,
      request: { status: { in: requestStatus } },
      ...(expiredAt ? { expiresAt: { lte: expiredAt } } : {}),
      ...(offerExpiredAt ? { offerExpiresAt: { lte: offerExpiredAt } } : {}),
      ...(answered
        ? { territoryId: answered.territoryId, answeredAt: { lte: answered.before } }
        : {}),
      ...(gone ? { availability: { OR: goneWhere(gone.today) } } : {}),
    },
    orderBy: { id: 'asc' },
    select: SELECTED,
  })
  return rows.map(toProposal)
}

function goneWhere(today: Date | null) {
  const left = { doctor: { OR: [{ withdrawnAt: { not: null } }, { coordinationAgreedAt: null }] } }
  return today ? [left, { endsOn: { lt: today } }] : [left]
}

type Row = Omit<Proposal, 'doctorId' | 'laterFrom' | 'medium'> & {
  medium: string
  laterFrom: Date | null
  availability: { doctorId: string }
}

function toProposal({ availability, laterFrom, medium, ...row }: Row): Proposal {
  return {
    ...row,
    doctorId: availability.doctorId,
    medium: medium as Medium,
    laterFrom: laterFrom && dayOfDateColumn(laterFrom),
  }
}
