import type { Prisma } from '../../prisma/generated/client.ts'

/** Why a table is kept, which decides for how long. */
export type RetentionClass =
  | 'request'
  | 'draft'
  | 'registry'
  | 'account'
  | 'trace'
  | 'opinion'
  | 'demonstration'
  | 'technical'

export type Retention = {
  class: RetentionClass
  /** Days kept after what `screen` says; null: as long as what it describes. */
  keepDays: number | null
  /** A line of the information notice; null where a row tells nothing of a person, or an earlier line says it. */
  screen: { what: string; howLong: string } | null
}

/** How long the answers stay after a request is closed, as the questionnaire says it. */
export const requestsKeptFor = '12 mois'
/** How long we can still reach a doctor who left, or one who volunteered and whom nobody confirmed, as their pages say it. */
export const doctorsKeptFor = '90 jours'
const REQUEST_DAYS = 365
/** The time for the households that have their name to call, and for a second thought. */
const DOCTOR_DAYS = 90
/** The time over which answers are counted: a closed alert tells of nothing any more. */
const ALERT_DAYS = 365
const DRAFT_DAYS = 1
const KEY_DAYS = 30
const LOCAL_DAYS = 30
/** Long enough to answer for who read a file once its request is gone. */
const TRACE_DAYS = 3 * 365

const request = {
  class: 'request',
  keepDays: REQUEST_DAYS,
  screen: null,
} as const satisfies Retention
const registry = { class: 'registry', keepDays: null, screen: null } as const satisfies Retention
const technical = { class: 'technical', keepDays: null, screen: null } as const satisfies Retention

/** One line for every table. The notice prints it, the daily purge enforces it. */
export const retention: Record<Prisma.ModelName, Retention> = {
  OrientationRequest: {
    ...request,
    screen: {
      what: 'Votre demande : vos réponses, la liste, les messages, ce que vous nous avez dit',
      howLong: `${requestsKeptFor} après la fin de votre demande`,
    },
  },
  Member: request,
  RequestEvent: request,
  Shortlist: request,
  ShortlistEntry: request,
  Proposal: request,
  ProposalRound: request,
  Ladder: request,
  Todo: request,
  Outcome: request,
  Referral: request,
  PrivateLink: request,
  Message: request,
  SendAttempt: request,
  SurveyLink: request,
  SurveyAnswer: {
    class: 'opinion',
    keepDays: null,
    screen: {
      what: 'Vos réponses à l’enquête de l’année, si vous l’avez acceptée : anonymes, rien ne les relie à vous',
      howLong: 'tant que la CPTS compare les années',
    },
  },
  Campaign: { class: 'opinion', keepDays: null, screen: null },
  Draft: {
    class: 'draft',
    keepDays: DRAFT_DAYS,
    screen: { what: 'Un questionnaire commencé et non envoyé', howLong: '24 heures' },
  },
  Erasure: { class: 'trace', keepDays: null, screen: null },
  AuditEntry: {
    class: 'trace',
    keepDays: TRACE_DAYS,
    screen: { what: 'La trace des lectures de votre demande, sans vos réponses', howLong: '3 ans' },
  },
  Doctor: {
    ...registry,
    keepDays: DOCTOR_DAYS,
    screen: {
      what: 'Les médecins volontaires et leurs disponibilités',
      howLong: `tant qu’ils sont inscrits auprès de la CPTS. ${doctorsKeptFor} après leur départ, leurs coordonnées sont effacées ; leur nom l’est avec la dernière demande qui le cite. Un médecin qui s’est proposé et que nous n’avons pas confirmé : ${doctorsKeptFor}`,
    },
  },
  Practice: registry,
  Prospect: {
    ...registry,
    screen: {
      what: 'Les médecins du répertoire national qui exercent ici et ne sont pas inscrits',
      howLong: 'jusqu’à leur inscription ou leur opposition',
    },
  },
  ProspectPlace: registry,
  DoctorLink: registry,
  Departure: registry,
  DepartureCount: registry,
  AcceptanceAlert: { ...registry, keepDays: ALERT_DAYS },
  Availability: registry,
  Territory: registry,
  TerritoryPart: registry,
  EditedText: registry,
  Account: {
    class: 'account',
    keepDays: null,
    screen: {
      what: 'Les comptes de l’équipe et de ceux qui vous inscrivent',
      howLong: 'tant que la personne en fait partie',
    },
  },
  ReferrerProfile: { class: 'account', keepDays: null, screen: null },
  Profession: registry,
  Organisation: registry,
  Membership: { class: 'account', keepDays: null, screen: null },
  Session: { class: 'account', keepDays: 0, screen: null },
  LocalMessage: { class: 'demonstration', keepDays: LOCAL_DAYS, screen: null },
  IdempotencyKey: { ...technical, keepDays: KEY_DAYS },
  RateLimit: { ...technical, keepDays: 0 },
  JobRun: technical,
  ProviderCircuit: technical,
}

/** The table of the information notice. */
export function retentionLines(): { what: string; howLong: string }[] {
  return Object.values(retention).flatMap(({ screen }) => (screen ? [screen] : []))
}
