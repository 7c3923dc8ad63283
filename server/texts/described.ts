import type { SentChannel, Template } from '../messaging/rules.ts'

/** Who reads a message, by which channels, and when it leaves. */
export type Described = {
  reader: 'patient' | 'doctor' | 'account'
  /** Channels whose words a territory may change; none where the whole text is fixed. */
  channels: readonly SentChannel[]
  when: string
}

const BOTH = ['email', 'sms'] as const
const EMAIL = ['email'] as const

/** One line for every message: a new one is on the page of the texts as soon as it has its line. */
export const described: Record<Template, Described> = {
  request_received: { reader: 'patient', channels: BOTH, when: 'La demande est enregistrée.' },
  request_outside: { reader: 'patient', channels: BOTH, when: 'Une autre équipe suit l’adresse.' },
  shortlist: { reader: 'patient', channels: BOTH, when: 'Vous transmettez une liste.' },
  link_again: { reader: 'patient', channels: BOTH, when: 'La personne demande un nouveau lien.' },
  solution_found: { reader: 'patient', channels: BOTH, when: 'Un médecin a dit oui.' },
  solution_reminder: { reader: 'patient', channels: BOTH, when: 'Le foyer n’a pas répondu.' },
  solution_agreed: { reader: 'patient', channels: BOTH, when: 'Le foyer a dit oui.' },
  solution_gone: { reader: 'patient', channels: BOTH, when: 'La solution n’est plus possible.' },
  appointment_reminder: {
    reader: 'patient',
    channels: BOTH,
    when: 'Rien n’est dit du premier rendez-vous.',
  },
  searching: {
    reader: 'patient',
    channels: BOTH,
    when: 'La demande revient sur la liste d’attente.',
  },
  request_news: { reader: 'patient', channels: BOTH, when: 'La demande avance.' },
  declared_thanks: { reader: 'patient', channels: BOTH, when: 'Tout le foyer est déclaré.' },
  request_closed: { reader: 'patient', channels: BOTH, when: 'Vous fermez la demande.' },
  followup_10: { reader: 'patient', channels: BOTH, when: 'Dix jours après la liste ou l’accord.' },
  followup_30: {
    reader: 'patient',
    channels: BOTH,
    when: 'Trente jours après la liste ou l’accord.',
  },
  declared_ask: {
    reader: 'patient',
    channels: BOTH,
    when: 'Un mois après la première visite, puis trois mois plus tard.',
  },
  still_waiting: { reader: 'patient', channels: BOTH, when: 'Avant trois mois sans nouvelles.' },
  still_waiting_reminder: {
    reader: 'patient',
    channels: BOTH,
    when: 'Le foyer ne dit pas s’il cherche toujours.',
  },
  search_paused: { reader: 'patient', channels: BOTH, when: 'Faute de réponse, pause.' },
  wider_ask: { reader: 'patient', channels: BOTH, when: 'Personne n’est libre près du domicile.' },
  survey_ask: { reader: 'patient', channels: BOTH, when: 'Vous lancez l’enquête de l’année.' },
  survey_reminder: {
    reader: 'patient',
    channels: BOTH,
    when: 'Dix jours ouvrés après l’enquête, sans réponse.',
  },
  availability_ask: { reader: 'doctor', channels: BOTH, when: 'Tous les six mois.' },
  availability_reminder: { reader: 'doctor', channels: BOTH, when: 'Le médecin n’a pas répondu.' },
  doctor_link: { reader: 'doctor', channels: BOTH, when: 'Le médecin demande un nouveau lien.' },
  doctor_code: { reader: 'doctor', channels: [], when: 'Le médecin demande à voir des noms.' },
  doctor_news: { reader: 'doctor', channels: BOTH, when: 'Une question ou un foyer l’attend.' },
  household_expected: { reader: 'doctor', channels: [], when: 'Un foyer accepté va appeler.' },
  prospect_informed: {
    reader: 'doctor',
    channels: EMAIL,
    when: 'Un médecin du répertoire est informé de ses droits.',
  },
  account_invited: { reader: 'account', channels: EMAIL, when: 'Vous invitez un adresseur.' },
}

/** Narrows what an address says. */
export function isTemplate(text: string): text is Template {
  return Object.hasOwn(described, text)
}

/** Sentences that keep a promise, name who answers, or protect: nobody changes them. By path in the catalogue. */
const FIXED: ReadonlySet<string> = new Set([
  ...[
    'hello privateLink openPage doctor signature askUs neverAsked keepLink freeChoice ifRefused answerBy',
    'notAgreed callOutside orCallUs callUs tellUsByPhone tellUsWhere answerByPhone sms.page sms.help',
  ].flatMap((names) => names.split(' ').map((name) => `messages.${name}`)),
  ...[
    'subjects.prospect_informed hello openPage linkLife linkLifeNews notAsked informed informedUse informedRights joinOpen objectOpen',
    'signature askUs neverAsked goneOn calendarFile waitingHow sms.help sms.code sms.informed',
  ].flatMap((names) => names.split(' ').map((name) => `doctorMessages.${name}`)),
  ...['hello', 'open', 'linkLife', 'notExpected'].map((name) => `accountMessages.${name}`),
  ...['open', 'anonymous', 'until', 'stop', 'stopOpen', 'sms.help'].map(
    (name) => `surveyMessages.${name}`,
  ),
])
/** Of each news of a request: what its private page is for, and whom to call. */
const FIXED_IN_NEWS = /^messages\.news\.\w+\.(page|after)$/
const FIXED_BRANCHES = ['messages.registeredBy.', 'messages.offer.', 'doctorMessages.expectedHouse']

/** May nobody change this sentence? */
export function isFixed(path: string): boolean {
  if (FIXED.has(path) || FIXED_IN_NEWS.test(path)) return true
  return FIXED_BRANCHES.some((branch) => path.startsWith(branch))
}
