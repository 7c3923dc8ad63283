import { isSearched } from '../../server/followup/rules.ts'
import type { NamedDoctor } from '../../web/components/doctor-card.ts'
import type { Site, TerritoryContact } from '../../web/components/layout.ts'
import type { Html } from '../../web/html.ts'
import type { FollowState, FollowView } from '../../web/pages/patient/follow.ts'
import type { Offer } from '../../web/pages/patient/solution-view.ts'
import type { QuestionnaireView } from '../../web/pages/patient/step.ts'

export const territory: TerritoryContact = {
  slug: 'grand-lille',
  name: 'CPTS Grand-Lille (exemple)',
  contactName: 'Inès Belgrain',
  contactPhone: '+33353010024',
  contactHours: 'du lundi au vendredi, de 9 h à 17 h',
}

export function aSite(changes: Partial<Site> = {}): Site & { territory: TerritoryContact } {
  return {
    lang: 'fr',
    nonce: 'bm9uY2U=',
    demo: true,
    assets: {
      patientCss: '/assets/patient.css',
      staffCss: '/assets/staff.css',
      addressJs: '/assets/address.js',
      focusJs: '/assets/error-focus.js',
      printJs: '/assets/print.js',
      mapJs: '/assets/map.js',
      staffJs: '/assets/staff.js',
      icon: '/assets/icon.svg',
    },
    ...changes,
    territory,
  }
}

export const answers: Readonly<Record<string, string>> = {
  cle: '6f1c1c7e-8a52-4e7b-9c50-3d6a3a2f9b11',
  source: 'PH-12',
  adresse: '14 rue de la Toile-Bise',
  code_postal: '59000',
  commune: 'Lille',
  telephone: '06 39 98 12 34',
  courriel: '',
  distance_max_km: '3',
  transport: 'transports',
  fauteuil: 'non',
  langue: 'pt',
  canal: 'sms',
  lien_possible: 'oui',
  deja_suivi: 'non',
  motif: 'retraite',
  rempli_par: 'proche',
  accord_enquete: 'oui',
  'membres[0][prenom]': 'Jeanne',
  'membres[0][nom]': 'Lamercier',
  'membres[0][naissance_jour]': '27',
  'membres[0][naissance_mois]': '3',
  'membres[0][naissance_annee]': '1948',
  'membres[0][ald]': 'oui',
  'membres[0][se_deplace]': 'non',
  'membres[1][prenom]': 'Émile',
  'membres[1][nom]': 'Lamercier',
  'membres[1][naissance_jour]': '1',
  'membres[1][naissance_mois]': '6',
  'membres[1][naissance_annee]': '1946',
  'membres[1][ald]': 'nsp',
  'membres[1][se_deplace]': 'oui',
}

export function aQuestionnaire(changes: Partial<QuestionnaireView> = {}): QuestionnaireView {
  return {
    basePath: '/t/grand-lille/questionnaire',
    values: answers,
    errors: {},
    memberCount: 2,
    assisted: false,
    keptFor: '12 mois',
    ...changes,
  }
}

export function aDoctor(changes: Partial<NamedDoctor> = {}): NamedDoctor {
  return {
    id: 'doctor-1',
    name: 'Dr Ombeline Vanhoublon',
    km: 0.8123,
    practice: 'Cabinet des Moulins',
    address: '6 rue du Rouet, 59000 Lille',
    phone: '0353014107',
    points: [
      { kind: 'home_visit' },
      { kind: 'welcomes', firstNames: ['Jeanne', 'Émile'] },
      { kind: 'step_free' },
    ],
    booking: 'Appelez le secrétariat entre 9 h et 12 h.',
    ...changes,
  }
}

export function aFollowView(state: FollowState, changes: Partial<FollowView> = {}): FollowView {
  return {
    reference: 'GL-4K7-92M',
    receivedOn: '2026-11-12',
    nextStepOn: '2026-12-01',
    isLate: false,
    paused: null,
    isNew: false,
    state,
    mode: 'shortlist',
    outcome: null,
    waiting: null,
    isDisputed: false,
    noted: null,
    sms: null,
    hasMoved: false,
    hasAnswered: false,
    manage: [
      { kind: 'correct', href: '/suivi/jeton/corriger' },
      ...(isSearched(state.status) ? [{ kind: 'pause' as const, href: '/suivi/jeton/pause' }] : []),
      { kind: 'withdraw', href: '/suivi/jeton/retirer' },
    ],
    ...changes,
  }
}

export const doctors: readonly NamedDoctor[] = [
  aDoctor(),
  aDoctor({
    id: 'doctor-2',
    name: 'Dr Nour Belkassari',
    km: 1.4,
    practice: 'Maison de santé du Sud',
    address: '31 rue des Lices, 59000 Lille',
    phone: '03 53 01 41 22',
    points: [{ kind: 'languages', languages: ['pt', 'es'] }, { kind: 'to_reconfirm' }],
    booking: 'Appelez le mardi ou le jeudi.',
  }),
  aDoctor({
    id: 'doctor-3',
    name: 'Dr Achille Mérovert',
    km: null,
    practice: null,
    address: '2 place du Chanvre, 59000 Lille',
    phone: null,
    points: [],
    booking: null,
  }),
]

/** A doctor said yes: what the household knows before it answers. */
export function anOffer(changes: Partial<Offer> = {}): Offer {
  return {
    action: '/suivi/jeton/reponse',
    key: '7b0f2a4e-1c64-4d0f-8a55-2f7e1f0c9a10',
    id: '7b0f2a4e-1c64-4d0f-8a55-2f7e1f0c9a11',
    km: 1.2345,
    commune: 'Armentières',
    until: '2026-12-08',
    people: 2,
    points: [
      { kind: 'whole_household' },
      { kind: 'home_visit' },
      { kind: 'step_free' },
      { kind: 'languages', languages: ['pt'] },
    ],
    ...changes,
  }
}

/** The question « Où en êtes-vous ? », asked of a household of one. */
export function anOutcome(
  changes: Partial<NonNullable<FollowView['outcome']>> = {},
): NonNullable<FollowView['outcome']> {
  return {
    action: '/suivi/jeton/suite',
    key: 'cle-1',
    answers: ['rendez_vous', 'vu', 'declare', 'refuse', 'complet', 'pas_appele'],
    people: [],
    isDue: false,
    error: null,
    ...changes,
  }
}

/** Every state of a request as a patient may find it. */
export const followStates: readonly FollowState[] = [
  { status: 'to_locate' },
  {
    status: 'outside',
    commune: 'Comines',
    relay: {
      name: 'CPTS de la Vallée (exemple)',
      text: 'Elle cherche un médecin traitant pour les habitants de Comines.',
      phone: '0353010058',
      email: 'accueil@example.org',
      url: 'https://vallee.example.org',
    },
  },
  { status: 'already_followed' },
  { status: 'ready', news: null },
  { status: 'shortlisted', sentOn: '2026-11-24', doctors },
  { status: 'proposed', isAccepted: false },
  { status: 'offered', offer: null },
  { status: 'agreed', doctor: aDoctor() },
  { status: 'seen', doctor: aDoctor() },
  { status: 'declared', doctor: aDoctor() },
  { status: 'closed', reason: 'unreachable' },
]

/** The words a reader sees, tags removed and entities read. */
export function textOf(page: Html): string {
  return page.text
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
}
