import { Prisma } from '../../prisma/generated/client.ts'
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

/** Volunteers who may have to be asked, by id, with what was sent to them: two queries, however many they are. */
export function listToAsk(
  db: Db,
  { territoryId, confirmedBefore, today, endsBefore }: Question,
): Promise<StoredDoctor[]> {
  return volunteers(
    db,
    // An array is found before the doctors are looked at: of thousands, few have to be asked.
    Prisma.sql`doctor.id = any(array(
      select doctor_id from availability
      where (${territoryId}::uuid is null or territory_id = ${territoryId}::uuid)
        and (confirmed_at is null or confirmed_at < ${confirmedBefore}::timestamptz or lowered_at is not null
          or ends_on between ${today}::date and ${endsBefore}::date)
    ))`,
  )
}

/** One doctor who still volunteers; null otherwise. */
export async function findToAsk(
  db: Db,
  { id, territoryId }: { id: string; territoryId: string },
): Promise<StoredDoctor | null> {
  const [doctor] = await volunteers(
    db,
    Prisma.sql`doctor.id = ${id}::uuid and doctor.territory_id = ${territoryId}::uuid`,
  )
  return doctor ?? null
}

type Row = Omit<StoredDoctor, 'availabilities' | 'messages'> & {
  leavesOn: Date | null
  availabilities: AvailabilityRow[]
}

/** As JSON tells it: days as they are, instants as text. */
type AvailabilityRow = {
  id: string
  confirmedAt: string | null
  createdAt: string
  loweredAt: string | null
  pausedUntil: Day | null
  endsOn: Day | null
}

async function volunteers(db: Db, condition: Prisma.Sql): Promise<StoredDoctor[]> {
  const rows = await db.$queryRaw<Row[]>`
    select doctor.id::text, doctor.territory_id::text as "territoryId", doctor.last_name as "lastName",
      doctor.first_name as "firstName", doctor.phone, doctor.mobile, doctor.email,
      doctor.channel::text as preferred,
      (select leaves_on from departure
        where doctor_id = doctor.id and cancelled_at is null limit 1) as "leavesOn",
      (select coalesce(json_agg(json_build_object('id', id, 'confirmedAt', confirmed_at, 'createdAt', created_at,
          'loweredAt', lowered_at, 'pausedUntil', paused_until, 'endsOn', ends_on) order by id), '[]')
        from availability where doctor_id = doctor.id) as availabilities
    from doctor
    where doctor.volunteer_since is not null and doctor.withdrawn_at is null
      and doctor.coordination_agreed_at is not null and ${condition}
    order by doctor.id`
  return withMessages(db, rows)
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
  return rows.map(({ availabilities, leavesOn, ...doctor }) => ({
    ...doctor,
    availabilities: availabilities.map((each) =>
      asked(each, leavesOn && dayOfDateColumn(leavesOn)),
    ),
    messages: byDoctor.get(doctor.id) ?? [],
  }))
}

function asked(
  { id, confirmedAt, createdAt, loweredAt, pausedUntil, endsOn }: AvailabilityRow,
  leavesOn: Day | null,
): AskedAvailability {
  return {
    id,
    confirmedAt: instantOf(confirmedAt),
    createdAt: new Date(createdAt),
    loweredAt: instantOf(loweredAt),
    pausedUntil,
    endsOn,
    isLeaving: leavesOn !== null && endsOn === addDays(leavesOn, -1),
  }
}

function instantOf(text: string | null): Date | null {
  return text === null ? null : new Date(text)
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
