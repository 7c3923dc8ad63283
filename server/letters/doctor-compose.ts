import { wordsFor } from '../../web/words/words.ts'
import { type Addressed, addressed, stillAsked } from '../availability-campaign/service.ts'
import { type Day, parisDay } from '../calendar/rules.ts'
import type { Deps } from '../deps.ts'
import { smsNumberOf } from '../doctor-links/rules.ts'
import { drawDoctorCode, mintDoctorLink } from '../doctor-links/service.ts'
import { calendarFile } from '../messaging/doctor-calendar.ts'
import type { DoctorLetter } from '../messaging/doctor-rules.ts'
import { codeSms, doctorEmail, doctorSms } from '../messaging/doctor-templates.ts'
import type { Attachment, ClaimedMessage, Outgoing } from '../messaging/rules.ts'
import { newsOf } from '../proposals/service.ts'
import { findTerritory, type Territory } from '../territory/service.ts'
import { wordsIn } from '../texts/service.ts'
import { composeExpected } from './secure-compose.ts'

/** A message that is for a doctor of the register. */
export type DoctorMessage = ClaimedMessage & { doctorId: string }

/**
 * The text of a message to a doctor at the moment it leaves; its link is made for it alone and kills the former ones.
 * Null when there is nothing to say any more: they answered, left, or have no such address.
 */
export async function composeDoctorMessage(
  deps: Deps,
  message: DoctorMessage,
  now: Date,
): Promise<Outgoing | null> {
  const territory = await findTerritory(deps, message.territoryId)
  const composing = { message, territory }
  if (message.template === 'doctor_code') return composeCode(deps, composing, now)
  if (message.template === 'doctor_link') return composeLink(deps, composing, now)
  if (message.template === 'household_expected') return composeExpected(deps, composing)
  if (message.template === 'doctor_news') return composeNews(deps, composing, now)
  return composeAsk(deps, composing, now)
}

type Composing = { message: DoctorMessage; territory: Territory }

/** The six-monthly question; a doctor who answered meanwhile is told what else waits, if anything does. */
async function composeAsk(
  deps: Deps,
  { message, territory }: Composing,
  now: Date,
): Promise<Outgoing | null> {
  const { rank, ...about } = message.ids
  const doctor = await stillAsked(deps.database.client, { ...message, about }, now)
  if (!doctor) return composeNews(deps, { message, territory }, now)
  const to = addressFor(message, doctor)
  if (!to) return null
  const { lastName, confirmedOn, isDoubted, endsOn, period, goneOn } = doctor
  const template = rank === '1' ? 'availability_ask' : 'availability_reminder'
  const link = await newLink(deps, message, now)
  const today = parisDay(now)
  const nextDate = [period, goneOn].find((day) => day && day > today) ?? null
  const letter: DoctorLetter = {
    template,
    team: territory,
    lastName,
    link,
    rank: Number(rank),
    confirmedOn,
    isDoubted,
    endsOn,
    nextDate,
    goneOn: goneOn && goneOn > today ? goneOn : null,
    ...(await newsOf(deps.database.client, message, now)),
  }
  const attachments = nextDate ? [dateFile(deps, { doctor, territory, day: nextDate }, now)] : []
  const unsubscribeUrl = `${link}/quitter`
  return outgoing(deps, letter, { message, territory, to, attachments, unsubscribeUrl })
}

async function composeLink(
  deps: Deps,
  { message, territory }: Composing,
  now: Date,
): Promise<Outgoing | null> {
  const doctor = await addressed(deps.database.client, message)
  const to = doctor && addressFor(message, doctor)
  if (!to) return null
  const letter: DoctorLetter = {
    template: 'doctor_link',
    team: territory,
    lastName: doctor.lastName,
    link: await newLink(deps, message, now),
  }
  return outgoing(deps, letter, { message, territory, to })
}

/** What waits on the doctor's page when the message leaves; nothing waits any more: nothing to say. */
async function composeNews(
  deps: Deps,
  { message, territory }: Composing,
  now: Date,
): Promise<Outgoing | null> {
  const { client } = deps.database
  const doctor = await addressed(client, message)
  const to = doctor && addressFor(message, doctor)
  if (!to) return null
  const news = await newsOf(client, message, now)
  if (!news.waiting && news.expected === 0) return null
  const letter: DoctorLetter = {
    template: 'doctor_news',
    team: territory,
    lastName: doctor.lastName,
    link: await newLink(deps, message, now),
    ...news,
  }
  return outgoing(deps, letter, { message, territory, to })
}

async function composeCode(
  { database, keys }: Deps,
  { message, territory }: Composing,
  now: Date,
): Promise<Outgoing | null> {
  const { client } = database
  const { ids, territoryId, channel } = message
  const doctor = await addressed(client, message)
  const to = doctor && smsNumberOf(doctor)
  if (!to || !ids.linkId || channel !== 'sms') return null
  const code = await drawDoctorCode(client, keys, { linkId: ids.linkId, territoryId }, now)
  return code === null ? null : { channel, to, text: codeSms(wordsFor('fr'), territory, code) }
}

async function newLink({ database, config }: Deps, message: DoctorMessage, now: Date) {
  const { id: messageId, territoryId, doctorId } = message
  const path = await database.transaction((tx) =>
    mintDoctorLink(tx, { territoryId, doctorId, messageId }, now),
  )
  return `${config.publicUrl}${path}`
}

function addressFor({ channel }: DoctorMessage, doctor: Addressed): string | null {
  return channel === 'sms' ? smsNumberOf(doctor) : doctor.email
}

type Sealed = {
  message: ClaimedMessage
  territory: Territory
  to: string
  attachments?: readonly Attachment[]
  /** Absent for what the doctor asked for or waits for. */
  unsubscribeUrl?: string
}

/** A letter as its channel carries it; a file goes with an e-mail only. */
export async function outgoing(
  { database }: Deps,
  letter: DoctorLetter,
  { message: { channel }, territory, to, attachments = [], unsubscribeUrl }: Sealed,
): Promise<Outgoing> {
  const { template } = letter
  const about = { template, channel, team: territory }
  const words = await wordsIn(database.client, territory.id, about)
  if (channel === 'sms') return { channel, to, text: doctorSms(words, letter) }
  return {
    channel,
    to,
    fromName: territory.name,
    replyTo: territory.contactEmail,
    ...doctorEmail(words, letter),
    attachments,
    ...(unsubscribeUrl ? { unsubscribeUrl } : {}),
  }
}

type DateToKeep = { doctor: Addressed; territory: Territory; day: Day }

function dateFile({ config }: Deps, { doctor, territory, day }: DateToKeep, now: Date): Attachment {
  const { calendar } = wordsFor('fr').doctorMessages
  const uid = `disponibilites-${doctor.id}-${day}@${new URL(config.publicUrl).hostname}`
  const text = doctor.endsOn ? calendar.endText(territory) : calendar.text(territory)
  const kept = { uid, day, title: calendar.title(territory), text }
  return {
    filename: calendar.file,
    contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
    content: calendarFile(kept, now),
  }
}
