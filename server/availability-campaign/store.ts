import type { Channel, MessageStatus } from '../../prisma/generated/enums.ts'
import { addDays, type Day, dayOfDateColumn } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import { FALLBACK } from '../messaging/rules.ts'
import type { AskedAvailability } from './periods.ts'
import type { FormerMessage } from './rules.ts'

/** A doctor as the register and the outbox tell of them, before anybody asks whether they can be reached. */
export type StoredDoctor = {
  id: string
  territoryId: string
  lastName: string
  firstName: string
  phone: string | null
  mobile: string | null
  email: string | null
  preferred: Channel
  availabilities: AskedAvailability[]
  messages: FormerMessage[]
}

type Question = {
  /** Null for every territory. */
  territoryId: string | null
  /** Doctors who confirmed everything since then, whom no patient doubts, and for whom no end is near, have nothing to be asked. */
  confirmedBefore: Date
  /** Ends from `today` to that day are near. */
  today: Day
  endsBefore: Day
}

/** Volunteers who may have to be asked, by id, with what was sent to them: three queries, however many they are. */
export async function listToAsk(
  db: Db,
  { territoryId, confirmedBefore, today, endsBefore }: Question,
): Promise<StoredDoctor[]> {
  const rows = await db.doctor.findMany({
    where: {
      ...VOLUNTEERS,
      ...(territoryId ? { territoryId } : {}),
      availabilities: {
        some: {
          OR: [
            { confirmedAt: null },
            { confirmedAt: { lt: confirmedBefore } },
            { loweredAt: { not: null } },
            { endsOn: { gte: dateColumn(today), lte: dateColumn(endsBefore) } },
          ],
        },
      },
    },
    orderBy: { id: 'asc' },
    select: SELECTED,
  })
  return withMessages(db, rows)
}

/** One doctor who still volunteers; null otherwise. */
export async function findToAsk(
  db: Db,
  { id, territoryId }: { id: string; territoryId: string },
): Promise<StoredDoctor | null> {
  const row = await db.doctor.findFirst({
    where: { id, territoryId, ...VOLUNTEERS },
    select: SELECTED,
  })
  const [doctor] = row ? await withMessages(db, [row]) : []
  return doctor ?? null
}

const VOLUNTEERS = {
  volunteerSince: { not: null },
  withdrawnAt: null,
  coordinationAgreedAt: { not: null },
} as const

const SELECTED = {
  id: true,
  territoryId: true,
  lastName: true,
  firstName: true,
  phone: true,
  mobile: true,
  email: true,
  channel: true,
  departures: { where: { cancelledAt: null }, select: { leavesOn: true }, take: 1 },
  availabilities: {
    orderBy: { id: 'asc' },
    select: {
      id: true,
      confirmedAt: true,
      createdAt: true,
      loweredAt: true,
      pausedUntil: true,
      endsOn: true,
    },
  },
} as const

type Row = NonNullable<Awaited<ReturnType<typeof oneRow>>>

function oneRow(db: Db) {
  return db.doctor.findFirst({ select: SELECTED })
}

/** Messages that the doctor asked for do not count: they are answers. */
const ASKED_FOR = ['doctor_link', 'doctor_code']

async function withMessages(db: Db, rows: readonly Row[]): Promise<StoredDoctor[]> {
  if (rows.length === 0) return []
  const sent = await db.message.findMany({
    where: {
      doctorId: { in: rows.map(({ id }) => id) },
      territoryId: { in: [...new Set(rows.map(({ territoryId }) => territoryId))] },
      template: { notIn: ASKED_FOR },
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: {
      doctorId: true,
      uniqueKey: true,
      ids: true,
      status: true,
      createdAt: true,
      deliverAfter: true,
      acceptedAt: true,
    },
  })
  const byDoctor = new Map<string | null, FormerMessage[]>()
  // The e-mail that says what an SMS could not is that same message, as far as asking goes.
  const statusOf = new Map(sent.map(({ uniqueKey, status }) => [uniqueKey, status]))
  for (const { doctorId, ...row } of sent) {
    if (row.uniqueKey.endsWith(FALLBACK)) continue
    const status = statusOf.get(`${row.uniqueKey}${FALLBACK}`) ?? row.status
    byDoctor.set(doctorId, [...(byDoctor.get(doctorId) ?? []), formerMessage({ ...row, status })])
  }
  return rows.map(({ channel, availabilities, departures, ...doctor }) => ({
    ...doctor,
    preferred: channel,
    availabilities: availabilities.map((each) => asked(each, dayOf(departures[0]?.leavesOn))),
    messages: byDoctor.get(doctor.id) ?? [],
  }))
}

function asked(
  { pausedUntil, endsOn, ...row }: Row['availabilities'][number],
  leavesOn: Day | null,
): AskedAvailability {
  const lastDay = dayOf(endsOn)
  const isLeaving = leavesOn !== null && lastDay === addDays(leavesOn, -1)
  return { ...row, pausedUntil: dayOf(pausedUntil), endsOn: lastDay, isLeaving }
}

type MessageRow = {
  uniqueKey: string
  ids: unknown
  status: MessageStatus
  createdAt: Date
  deliverAfter: Date
  acceptedAt: Date | null
}

function formerMessage(row: MessageRow): FormerMessage {
  const { uniqueKey, ids, status, createdAt, deliverAfter, acceptedAt } = row
  return {
    key: uniqueKey,
    about: periodsOf(ids),
    createdAt,
    leavesAt: acceptedAt && acceptedAt > deliverAfter ? acceptedAt : deliverAfter,
    status: STATES[status] ?? 'done',
  }
}

const STATES: Partial<Record<MessageStatus, FormerMessage['status']>> = {
  draft: 'waiting',
  queued: 'waiting',
  sending: 'waiting',
  failed_temporary: 'waiting',
  cancelled: 'cancelled',
  failed_permanent: 'failed',
}

/** What `ids` says of availabilities: the rest of it has names, not ids. */
function periodsOf(ids: unknown): Record<string, Day> {
  const entries = Object.entries((ids ?? {}) as Record<string, string>)
  return Object.fromEntries(entries.filter(([name]) => name.length === UUID_LENGTH))
}

const UUID_LENGTH = 36

function dayOf(value: Date | null | undefined): Day | null {
  return value ? dayOfDateColumn(value) : null
}

function dateColumn(day: Day): Date {
  return new Date(`${day}T00:00:00Z`)
}
