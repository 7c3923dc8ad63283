import type { Words } from '../../web/words/words.ts'
import { parisDay } from '../calendar/rules.ts'
import type { Deps } from '../deps.ts'
import { doctorsNamed, type NamedDoctor } from '../doctors/candidates.ts'
import { isSearched } from '../followup/rules.ts'
import { mintLink } from '../links/service.ts'
import {
  type ClaimedMessage,
  isSurvey,
  type LetterDoctor,
  type LetterFacts,
  type LetterOffer,
  NO_ADDRESS,
  type Outgoing,
  type PatientTemplate,
  SMS_REFUSED,
  type Withheld,
} from '../messaging/rules.ts'
import { emailText, smsText } from '../messaging/templates.ts'
import { WAITS } from '../orientation/news.ts'
import { pauseOn } from '../orientation/rules.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import { findRequest } from '../orientation/service.ts'
import { findProposal } from '../proposals/service.ts'
import { registeredBy } from '../referrals/rules.ts'
import { referralOf } from '../referrals/service.ts'
import { findShortlist } from '../shortlists/service.ts'
import { findTerritory, type Territory } from '../territory/service.ts'
import { wordsIn } from '../texts/service.ts'
import { composeInvitation } from './account-compose.ts'
import { composeDoctorMessage } from './doctor-compose.ts'
import { composeProspectMessage } from './prospect-compose.ts'
import { composeSurvey } from './survey-compose.ts'

/**
 * The text of a message at the moment it leaves, with a private link made for it alone: the outbox itself never
 * holds a text, an address nor a token. Null when there is nothing to say any more.
 */
export async function composeMessage(
  deps: Deps,
  message: ClaimedMessage,
  now: Date,
): Promise<Outgoing | Withheld | null> {
  const { requestId, doctorId, territoryId } = message
  if (doctorId) return composeDoctorMessage(deps, { ...message, doctorId }, now)
  if (message.template === 'prospect_informed') return composeProspectMessage(deps, message)
  if (message.template === 'account_invited') return composeInvitation(deps, message, now)
  if (isSurvey(message.template)) return composeSurvey(deps, message, now)
  if (!requestId) return null
  const territory = await findTerritory(deps, territoryId)
  const request = await findRequest(deps.database.client, deps.keys, { id: requestId, territoryId })
  if (!request || !isStillTrue(message, request, now)) return null
  const doctors = await doctorsOf(deps, message)
  if (message.channel === 'sms' && request.smsStoppedAt) return SMS_REFUSED
  const isAboutDoctor = NAMING.includes(message.template) || message.ids.proposalId !== undefined
  if (isAboutDoctor && doctors.length === 0) return null
  const path = await mintLink(
    deps.database.client,
    { requestId, territoryId, messageId: message.id },
    now,
  )
  const referral = await referralOf(deps.database.client, { requestId, territoryId })
  const facts = {
    ...letterFacts({
      template: message.template as PatientTemplate,
      request,
      territory,
      doctors,
      link: `${deps.config.publicUrl}${path}`,
    }),
    ...(referral ? { registeredBy: registeredBy(referral) } : {}),
  }
  const { channel } = message
  const { template, reference } = facts
  const about = { template, channel, team: territory, reference }
  const words = await wordsIn(deps.database.client, territoryId, about)
  return channel === 'sms'
    ? sms(request, facts, words)
    : email(request, { facts, words, territory })
}

/** Texts that make no sense without a doctor. */
const NAMING: readonly string[] = ['shortlist', 'solution_agreed']

type Statuses = readonly OrientationRequest['status'][]

/** The statuses in which each of these is worth saying; the request may have moved on since it was queued. */
const WHILE: Partial<Record<string, Statuses>> = {
  request_outside: ['outside'],
  shortlist: ['shortlisted'],
  solution_found: ['offered'],
  solution_reminder: ['offered'],
  solution_agreed: ['agreed'],
  appointment_reminder: ['agreed'],
  solution_gone: ['ready', 'proposed'],
  wider_ask: ['ready'],
  searching: ['ready'],
  request_news: ['to_locate', 'already_followed', 'seen'],
  declared_thanks: ['declared'],
  request_closed: ['closed'],
  followup_10: ['shortlisted', 'agreed'],
  followup_30: ['shortlisted', 'agreed'],
  declared_ask: ['seen'],
  still_waiting: WAITS,
  still_waiting_reminder: WAITS,
  search_paused: WAITS,
}

/** What makes no sense while the household paused its search. */
const SEARCHING: readonly string[] = [
  'searching',
  'followup_10',
  'followup_30',
  'still_waiting',
  'still_waiting_reminder',
]

/** Nothing but its end is said of a request that is closed, and nothing of the search during a pause, nor of a pause after it. */
function isStillTrue(
  { template }: ClaimedMessage,
  request: OrientationRequest,
  now: Date,
): boolean {
  const { status } = request
  const isPaused = pauseOn(request, parisDay(now)) !== null
  if (isPaused && SEARCHING.includes(template)) return false
  if (!isPaused && template === 'search_paused') return false
  return WHILE[template]?.includes(status) ?? status !== 'closed'
}

type Told = {
  template: PatientTemplate
  request: OrientationRequest
  territory: Territory
  doctors: readonly NamedDoctor[]
  link: string | null
  /** In a letter that says a solution was found. */
  offer?: LetterOffer | null
}

/** What a text may know: nothing of the patient but the reference (rule 8). */
export function letterFacts({ template, request, territory, offer, ...told }: Told): LetterFacts {
  const { name, contactName, contactPhone, contactHours, namesInMessages } = territory
  return {
    template,
    reference: request.reference,
    territory: { name, contactName, contactPhone, contactHours },
    link: told.link,
    doctors: told.doctors.map(letterDoctor),
    namesInMessages,
    nextStepOn: isSearched(request.status) ? request.nextStepOn : null,
    offer: offer ?? null,
    outside: {
      name: territory.outsideName,
      phone: territory.outsidePhone,
      advice: territory.outsideAdvice,
    },
  }
}

function letterDoctor(doctor: NamedDoctor): LetterDoctor {
  const { firstName, lastName, practice, address, postalCode, commune, phone, booking } = doctor
  return {
    name: `${firstName} ${lastName}`,
    practice,
    address: `${address}, ${postalCode} ${commune}`,
    phone,
    booking,
  }
}

async function doctorsOf(
  { database, keys }: Deps,
  { ids, territoryId }: ClaimedMessage,
): Promise<NamedDoctor[]> {
  if (ids.proposalId) {
    const key = { id: ids.proposalId, territoryId }
    const proposal = await findProposal(database.client, key)
    if (proposal?.status !== 'accepted') return []
    return doctorsNamed(database.client, territoryId, [proposal.availabilityId])
  }
  if (!ids.shortlistId) return []
  const list = await findShortlist(database.client, keys, { id: ids.shortlistId, territoryId })
  const listed = list?.entries.map(({ availabilityId }) => availabilityId) ?? []
  return doctorsNamed(database.client, territoryId, listed)
}

function sms(
  { contact: { phone } }: OrientationRequest,
  facts: LetterFacts,
  words: Words,
): Outgoing | Withheld {
  return phone ? { channel: 'sms', to: phone, text: smsText(words, facts) } : NO_ADDRESS
}

function email(
  { contact }: OrientationRequest,
  { facts, words, territory }: { facts: LetterFacts; words: Words; territory: Territory },
): Outgoing | Withheld {
  if (!contact.email) return NO_ADDRESS
  return {
    channel: 'email',
    to: contact.email,
    fromName: territory.name,
    replyTo: territory.contactEmail,
    ...emailText(words, facts),
  }
}
