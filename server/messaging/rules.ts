import type { Channel, MessageStatus } from '../../prisma/generated/enums.ts'
import type { Day } from '../calendar/rules.ts'
import type { RegisteredBy } from '../referrals/rules.ts'
import type { Receipt } from './receipts.ts'
import type { PatientTemplate, SurveyTemplate, Template } from './template-names.ts'

export type {
  AccountTemplate,
  DoctorTemplate,
  NewsTemplate,
  PatientTemplate,
  SurveyTemplate,
  Template,
} from './template-names.ts'

/** Channels that a provider carries; a call and a letter are a person's work. */
export type SentChannel = Extract<Channel, 'email' | 'sms'>

/** A doctor as a message may name them (rule 8 of server/README.md). `name` without its title. */
export type LetterDoctor = {
  name: string
  practice: string
  address: string
  phone: string | null
  /** How to book a first appointment: read on the phone and in a letter only. */
  booking: string
}

/** What a doctor who said yes offers a household, before it knows who they are; read on paper only. */
export type LetterOffer = {
  km: number | null
  commune: string
  conditions: readonly ('whole_household' | 'home_visit' | 'step_free')[]
}

/** All that a text may know. Nothing of the patient but the reference. */
export type LetterFacts = {
  template: PatientTemplate
  reference: string
  territory: { name: string; contactName: string; contactPhone: string; contactHours: string }
  /** The whole private address; null in a preview, where it is not made yet. */
  link: string | null
  doctors: readonly LetterDoctor[]
  /** Setting of the territory: false keeps the doctors' names on the private page. */
  namesInMessages: boolean
  nextStepOn: Day | null
  /** The kind of professional who registered the household, with its agreement; absent when it came by itself. */
  registeredBy?: RegisteredBy
  /** Null where no doctor said yes, and in a message that a machine carries. */
  offer: LetterOffer | null
  /** Who follows those who live elsewhere; required by `request_outside`. */
  outside: { name: string; phone: string; advice: string } | null
}

/** One e-mail, ready to leave. Its recipient is an address alone: a name in a header would tell who it is for. */
export type OutgoingEmail = {
  channel: 'email'
  to: string
  /** Shown as the sender's name: the territory's. */
  fromName: string
  /** Where an answer goes: the coordinator. */
  replyTo: string | null
  subject: string
  text: string
  html: string
  attachments?: readonly Attachment[]
  /** Page where its reader stops such mails (RFC 2369): for what nobody asked for, never for news of a request. */
  unsubscribeUrl?: string
}

/** A file that goes with an e-mail, of text alone. */
export type Attachment = { filename: string; contentType: string; content: string }

/** One SMS, ready to leave: `to` in E.164 (`+33639981234`), `text` in the GSM alphabet. */
export type OutgoingSms = { channel: 'sms'; to: string; text: string }

export type Outgoing = OutgoingEmail | OutgoingSms

/** What must not be handed to any provider, and why: it fails for good untried. */
export type Withheld = { channel: null; reason: Reason }

/** What was queued as an SMS before the household said that it wants none is said another way. */
export const SMS_REFUSED: Withheld = {
  channel: null,
  reason: { code: 'refus', words: 'la personne ne veut plus recevoir de SMS' },
}

/** The address it was queued for is gone: it is said another way. */
export const NO_ADDRESS: Withheld = {
  channel: null,
  reason: { code: 'sans adresse', words: 'le foyer n’est plus joignable par ce moyen' },
}

/** Why a provider did not take a message: its code, then a few words of ours; never an address. */
export type Reason = { code: string; words: string }

/**
 * What a provider answered. `retry`: it did not take the message and may later. `permanent`: it never will.
 * `uncertain`: the message had left when the answer was lost, so a person decides. `isOutage`: the provider is in
 * trouble, whatever the message; `optedOut`: the person wants no such message any more.
 */
export type SendResult =
  | { kind: 'accepted'; ref: string | null; delivered: boolean }
  | { kind: 'retry'; reason: Reason; isOutage?: boolean }
  | { kind: 'permanent'; reason: Reason; optedOut?: boolean }
  | { kind: 'uncertain'; reason: Reason; isOutage?: boolean }

/** Ends the key of the e-mail that says what an SMS could not. */
export const FALLBACK = ':fallback'

/** Begins the key of a call to make because a message was lost; its id follows. */
export const CALL_HOUSEHOLD = 'call_household:'

export type MessageKey = { id: string; territoryId: string }

export type EmailSender = {
  readonly provider: string
  send: (email: OutgoingEmail, message: MessageKey, now: Date) => Promise<SendResult>
  close: () => void
}

export type SmsSender = {
  readonly provider: string
  send: (sms: OutgoingSms, message: MessageKey, now: Date) => Promise<SendResult>
  /** What the provider shows of the SMS sent to a number since about then; null when it does not answer. Absent: it cannot be asked. */
  find?: (to: string, since: Date) => Promise<FoundSms[] | null>
}

/** An SMS that the provider shows. */
export type FoundSms = { ref: string; body: string; receipt: Receipt }

/**
 * Who carries what; `emailFallback` is tried when `email` did not take a message. `secure` carries what names people,
 * and nothing else does.
 */
export type Senders = {
  email: EmailSender
  emailFallback?: EmailSender
  secure: EmailSender
  sms: SmsSender
}

/** What one provider answered to one try. */
export type Try = { provider: string; result: SendResult; at: Date }

/** Who carries a message: each has ways of its own, and never takes those of another. */
export type Carrier = SentChannel | 'secure'

/** What names people: its e-mails leave by the secure account, or not at all. */
export const NAMING_PEOPLE: readonly string[] = ['household_expected'] satisfies Template[]

/** True of what is asked at the end of the year: nobody is phoned about it. */
export function isSurvey(template: string): template is SurveyTemplate {
  return template === 'survey_ask' || template === 'survey_reminder'
}

/** Who carries this message. */
export function carrierOf({ channel, template }: Pick<ClaimedMessage, 'channel' | 'template'>) {
  const carrier: Carrier =
    channel === 'email' && NAMING_PEOPLE.includes(template) ? 'secure' : channel
  return carrier
}

/** A message taken by a worker: what it says, to whom by ids, and for the how many-th time (from 1). */
export type ClaimedMessage = MessageKey & {
  uniqueKey: string
  requestId: string | null
  doctorId: string | null
  channel: SentChannel
  template: string
  ids: Record<string, string>
  /** When it was asked for. */
  createdAt: Date
  attempts: number
}

/** The states of a message that has not left, for sure: it leaves later, unless it is cancelled. */
export const WAITING = ['queued', 'failed_temporary'] as const satisfies MessageStatus[]

/** What becomes of a message once its provider answered. */
export type Settlement = {
  status: Extract<
    MessageStatus,
    'accepted' | 'delivered' | 'failed_temporary' | 'failed_permanent' | 'uncertain' | 'cancelled'
  >
  deliverAfter?: Date
  provider: string | null
  providerRef: string | null
  reason: string | null
  /** The person told the provider that they want no such message any more. */
  optedOut?: boolean
}

const FIRST_WAIT_MS = 15_000
const LONGEST_WAIT_MS = 15 * 60_000
/** With the waits above, about a day: the coordinator sees the trouble from the first try. */
export const MAX_ATTEMPTS = 100

/** A slower provider call is given up before; a worker that stops leaves its message to a person after this. */
export const LEASE_MS = 120_000

/**
 * Milliseconds before the next try: doubled each time up to a quarter of an hour, then drawn between half and whole
 * of it so that messages refused together do not come back together. `chance` is from 0 to 1.
 */
export function retryWaitMs(attempts: number, chance: number): number {
  const whole = Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS)
  return Math.round(whole * (0.5 + chance / 2))
}

type Tried = { provider: string | null; attempts: number; chance: number; now: Date }

/** The state of a message after its provider's answer. */
export function settle(result: SendResult, { provider, attempts, chance, now }: Tried): Settlement {
  if (result.kind === 'accepted') {
    const status = result.delivered ? 'delivered' : 'accepted'
    return { status, provider, providerRef: result.ref, reason: null }
  }
  const told = { provider, providerRef: null, reason: reasonText(result.reason) }
  if (result.kind === 'uncertain') return { status: 'uncertain', ...told }
  if (result.kind === 'permanent')
    return { status: 'failed_permanent', ...told, ...(result.optedOut ? { optedOut: true } : {}) }
  if (attempts >= MAX_ATTEMPTS) return { status: 'failed_permanent', ...told }
  const deliverAfter = new Date(now.getTime() + retryWaitMs(attempts, chance))
  return { status: 'failed_temporary', deliverAfter, ...told }
}

/** `451 · le serveur demande d’attendre`, as it is stored and shown. */
export function reasonText({ code, words }: Reason): string {
  return `${code} · ${words}`
}

/** What a person may do with a message in trouble. */
export type Remedy = 'resend' | 'mark_sent' | 'handled'

/** From which states each remedy is possible; a message that may still leave by itself is left alone. */
export const remedyFrom: Record<Remedy, readonly MessageStatus[]> = {
  resend: ['failed_temporary', 'failed_permanent', 'uncertain'],
  mark_sent: ['uncertain'],
  handled: ['failed_permanent'],
}
