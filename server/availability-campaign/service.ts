import { addDays, type Day, parisDay } from '../calendar/rules.ts'
import type { Config } from '../config.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { channelFor } from '../doctor-links/rules.ts'
import type { SentChannel } from '../messaging/rules.ts'
import { carriedChannels } from '../messaging/senders.ts'
import { enqueueAll } from '../messaging/service.ts'
import { ASK_DAYS_BEFORE, endAskedOf, goneOn, periodOf, WEEK_DAYS } from './periods.ts'
import {
  type AskedDoctor,
  type CallReason,
  callDue,
  isStillAsked,
  messageDue,
  newsTime,
  nextQuestionOn,
} from './rules.ts'
import { findToAsk, listToAsk, type StoredDoctor } from './store.ts'

/** Fewer days than the shortest six months, less the time by which asking comes before their end. */
const NEVER_ASKED_DAYS = 138

/** Messages queued and doctors left to phone, over every territory. */
export type CampaignCounts = { asked: number; reminded: number; toCall: number }

/**
 * Queues what is due to each doctor at `now` (rule 5 of server/README.md). It is computed from what is stored, so it may
 * be run again at any time, by any process: nothing is said twice and nobody is skipped.
 */
export function runCampaign(
  { database, config }: Pick<Deps, 'database' | 'config'>,
  now: Date,
  whom: 'all' | 'doubted' = 'all',
): Promise<CampaignCounts> {
  return database.transaction(async (tx) => {
    const found = await toAsk(tx, null, now)
    const doctors = whom === 'all' ? found : found.filter(isDoubted)
    const due = doctors.flatMap((doctor) => queuedFor(doctor, askedOf(doctor, config), now))
    const reminders = due.filter(({ template }) => template === 'availability_reminder')
    const asks = due.filter(({ template }) => template === 'availability_ask')
    return {
      asked: await enqueueAll(tx, asks, now),
      reminded: await enqueueAll(tx, reminders, now),
      toCall: doctors.filter((doctor) => callDue(askedOf(doctor, config), now)).length,
    }
  })
}

/** A doctor whom a person is to phone, on their private mobile for want of another. `since`: day of the first message left without an answer. */
export type DoctorToCall = {
  doctorId: string
  lastName: string
  firstName: string
  phone: string | null
  reason: CallReason
  since: Day | null
  isDoubted: boolean
}

/** The doctors of a territory to phone at `now`, by name. */
export async function doctorsToCall(
  { database, config }: Pick<Deps, 'database' | 'config'>,
  territoryId: string,
  now: Date,
): Promise<DoctorToCall[]> {
  const doctors = await toAsk(database.client, territoryId, now)
  return doctors
    .flatMap((doctor) => {
      const call = callDue(askedOf(doctor, config), now)
      const { id: doctorId, lastName, firstName, mobile } = doctor
      const phone = doctor.phone ?? mobile
      return call
        ? [{ doctorId, lastName, firstName, phone, ...call, isDoubted: isDoubted(doctor) }]
        : []
    })
    .sort(
      (a, b) => a.lastName.localeCompare(b.lastName, 'fr') || (a.doctorId < b.doctorId ? -1 : 1),
    )
}

/** How and when a doctor may be told something new; `isWaiting`: a message already queued will say it too. */
export type NewsTime = { channel: SentChannel; at: Date; isWaiting: boolean }

/** Never more than one message a week; null when no message reaches the doctor, or they left. */
export async function newsTimeFor(
  db: Db,
  config: Config,
  { doctorId, territoryId }: Whom,
  now: Date,
): Promise<NewsTime | null> {
  const doctor = await findToAsk(db, { id: doctorId, territoryId })
  const channel = doctor && askedOf(doctor, config).channel
  return channel ? { channel, ...newsTime(doctor.messages, now) } : null
}

/** Who a message to a doctor is for, and what their word is worth on the day it leaves. */
export type Addressed = {
  id: string
  lastName: string
  phone: string | null
  mobile: string | null
  email: string | null
  /** The day of their last word about what is asked; null: never. */
  confirmedOn: Day | null
  /** The day their word stops being true, and the first day without anybody sent; null when never confirmed. */
  period: Day | null
  goneOn: Day | null
  /** The end that they gave, when it is all that is asked about; else null. */
  endsOn: Day | null
  isDoubted: boolean
}

type Whom = { doctorId: string; territoryId: string }

/** A doctor who still volunteers; null when they left, so that nothing more is written to them. */
export async function addressed(
  db: Db,
  { doctorId, territoryId }: Whom,
): Promise<Addressed | null> {
  const doctor = await findToAsk(db, { id: doctorId, territoryId })
  return doctor && addressedOf(doctor, doctor.availabilities)
}

/** The same when the doctor has not answered since the message `about` these periods was queued; null otherwise. */
export async function stillAsked(
  db: Db,
  { doctorId, territoryId, about }: Whom & { about: Readonly<Record<string, Day>> },
  now: Date,
): Promise<Addressed | null> {
  const doctor = await findToAsk(db, { id: doctorId, territoryId })
  if (!doctor || !isStillAsked(doctor, about, now)) return null
  return addressedOf(
    doctor,
    doctor.availabilities.filter((each) => about[each.id] === periodOf(each)),
  )
}

/** The day a doctor who says nothing more is asked again; null when not within the year, or when they left. */
export async function nextQuestion(
  { database, config }: Pick<Deps, 'database' | 'config'>,
  { doctorId, territoryId }: Whom,
  now: Date,
): Promise<Day | null> {
  const doctor = await findToAsk(database.client, { id: doctorId, territoryId })
  return doctor && nextQuestionOn(askedOf(doctor, config), now)
}

function toAsk(db: Db, territoryId: string | null, now: Date): Promise<StoredDoctor[]> {
  const today = parisDay(now)
  const confirmedBefore = new Date(`${addDays(today, -NEVER_ASKED_DAYS)}T00:00:00Z`)
  const endsBefore = addDays(today, ASK_DAYS_BEFORE + WEEK_DAYS)
  return listToAsk(db, { territoryId, confirmedBefore, today, endsBefore })
}

/** Only the channels that this deployment carries reach a doctor. */
function askedOf(doctor: StoredDoctor, config: Config): AskedDoctor {
  const carried = carriedChannels(config)
  const { preferred: channel, email, phone, mobile } = doctor
  const phones = carried.sms ? { phone, mobile } : { phone: null, mobile: null }
  const reach = { channel, email: carried.email ? email : null, ...phones }
  return { ...doctor, channel: channelFor(reach) }
}

function queuedFor({ territoryId }: StoredDoctor, doctor: AskedDoctor, now: Date) {
  const due = messageDue(doctor, now)
  if (!due) return []
  const { key, channel, rank, about, deliverAfter } = due
  const template = rank === 1 ? ('availability_ask' as const) : ('availability_reminder' as const)
  const ids = { ...about, rank: String(rank) }
  return [
    { territoryId, doctorId: doctor.id, channel, template, ids, uniqueKey: key, deliverAfter },
  ]
}

function addressedOf(doctor: StoredDoctor, asked: StoredDoctor['availabilities']): Addressed {
  const { id, lastName, phone, mobile, email } = doctor
  const [oldest] = [...asked].sort((a, b) => (periodOf(a) < periodOf(b) ? -1 : 1))
  const confirmedOn = oldest?.confirmedAt ? parisDay(oldest.confirmedAt) : null
  const areEnds = asked.every((each) => endAskedOf(each) !== null)
  return {
    id,
    lastName,
    phone,
    mobile,
    email,
    confirmedOn,
    period: oldest && confirmedOn ? periodOf(oldest) : null,
    goneOn: oldest ? goneOn(oldest) : null,
    endsOn: oldest && areEnds ? endAskedOf(oldest) : null,
    isDoubted: asked.some(({ loweredAt }) => loweredAt !== null),
  }
}

function isDoubted({ availabilities }: StoredDoctor): boolean {
  return availabilities.some(({ loweredAt }) => loweredAt !== null)
}
