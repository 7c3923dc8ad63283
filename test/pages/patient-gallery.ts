import type { Site, TerritoryContact } from '../../web/components/layout.ts'
import { type Html, html, raw } from '../../web/html.ts'
import { contactPage } from '../../web/pages/patient/contact.ts'
import { followPage } from '../../web/pages/patient/follow.ts'
import { confirmPage } from '../../web/pages/patient/follow-manage.ts'
import { householdPage } from '../../web/pages/patient/household.ts'
import { preferencesPage } from '../../web/pages/patient/preferences.ts'
import { reviewPage } from '../../web/pages/patient/review.ts'
import { welcomePage } from '../../web/pages/patient/welcome.ts'
import { accessibilityPage } from '../../web/pages/public/accessibility.ts'
import { errorPage } from '../../web/pages/public/error.ts'
import { informationPage } from '../../web/pages/public/information.ts'
import { flyerPage } from '../../web/pages/staff/flyer.ts'
import { fr } from '../../web/words/fr.ts'
import { ownFileGallery } from './own-file-gallery.ts'
import { solutionPages } from './patient-solution-gallery.ts'
import { surveyPages } from './patient-survey-gallery.ts'
import {
  aDoctor,
  aFollowView,
  anOutcome,
  answers,
  aQuestionnaire,
  doctors,
  followStates,
} from './support.ts'

export type Shown = Site & { territory: TerritoryContact }

const basePath = '/t/grand-lille/questionnaire'

/** Every public page in every state, by a short name. */
export function patientGallery(site: Shown): Record<string, Html> {
  return {
    ...questionnairePages(site),
    ...followPages(site),
    ...ownFileGallery(site),
    ...surveyPages(site),
    information: informationPage(site, aNotice),
    accessibilite: accessibilityPage(site),
    'erreur-404': errorPage({ ...site, ...fr.errors.notFound, status: 404 }),
    'erreur-500': errorPage({
      ...site,
      ...fr.errors.unexpected,
      status: 500,
      reference: 'a1b2c3d4',
    }),
    'lien-expire': errorPage({ ...site, ...fr.errors.linkExpired, status: 410 }),
  }
}

/** Pages of the same forms that only the staff see. */
export function assistedGallery(site: Shown): Record<string, Html> {
  const assisted = aQuestionnaire({ assisted: true, basePath: '/coordination/demandes/nouvelle' })
  return {
    'telephone-accueil': welcomePage(site, assisted),
    'telephone-coordonnees': contactPage(site, assisted),
    'telephone-relecture': reviewPage(site, assisted),
    affiche: flyerPage(site, {
      qr: raw(
        '<svg viewBox="0 0 29 29" role="img" aria-label="QR code"><path d="M0 0h29v29H0z"/></svg>',
      ),
      source: 'PH-12',
      contactEmail: 'contact@example.org',
      address: 'exemple.org/t/grand-lille',
      staffNav: html``,
    }),
  }
}

export const aNotice = {
  geocoder: { engine: 'auto', host: 'data.geopf.fr' },
  mailHost: 'smtp.example.org',
  secureMailHost: 'mss.example.org',
  smsProvider: 'Twilio',
  tilesHost: 'data.geopf.fr',
  routingHost: 'trajets.example.org',
  retention: [
    { what: 'Votre demande et vos réponses', howLong: '12 mois après la fin de la demande' },
    { what: 'Les messages envoyés', howLong: '3 mois' },
  ],
  bandKm: '0,5',
  dpoEmail: 'donnees@example.org',
} as const

function questionnairePages(site: Shown): Record<string, Html> {
  const full = aQuestionnaire()
  const blank = aQuestionnaire({ values: { cle: answers.cle ?? '' }, memberCount: 1 })
  return {
    accueil: welcomePage(site, { basePath, assisted: false, source: 'PH-12' }),
    coordonnees: contactPage(site, blank),
    'coordonnees-erreurs': contactPage(site, {
      ...full,
      errors: { commune: fr.fields.commune, telephone: fr.fields.phoneShort(1) },
    }),
    foyer: householdPage(site, blank),
    'foyer-erreurs': householdPage(site, {
      ...full,
      errors: {
        'membres[0][nom]': fr.fields.lastName,
        'membres[1][naissance_jour]': fr.fields.birth,
        'membres[1][ald]': fr.fields.ald,
      },
    }),
    preferences: preferencesPage(site, blank),
    'preferences-erreurs': preferencesPage(site, {
      ...full,
      errors: { distance_max_km: fr.fields.distance, canal: fr.fields.channelPhone },
    }),
    verification: reviewPage(site, full),
    'verification-erreurs': reviewPage(site, { ...full, errors: { telephone: fr.fields.reach } }),
  }
}

function followPages(site: Shown): Record<string, Html> {
  const outcome = anOutcome({ key: answers.cle ?? '' })
  const told = ['shortlisted', 'agreed', 'already_followed']
  const usual = anOutcome({ key: outcome.key, answers: ['declare', 'non'] })
  const asked = (status: string) => (status === 'already_followed' ? usual : outcome)
  const states = followStates.map((state) => [
    `suivi-${state.status}`,
    followPage(
      site,
      aFollowView(state, told.includes(state.status) ? { outcome: asked(state.status) } : {}),
    ),
  ])
  const confirm = { action: '/suivi/jeton', key: outcome.key, backHref: '/suivi/jeton', errors: {} }
  return {
    ...Object.fromEntries(states),
    ...solutionPages(site),
    'suivi-merci': followPage(site, aFollowView({ status: 'ready', news: null }, { isNew: true })),
    'suivi-sms': followPage(
      site,
      aFollowView(
        { status: 'ready', news: null },
        { sms: { stopAction: '/suivi/x/sms', isBarred: false } },
      ),
    ),
    'suivi-sms-arretes': followPage(
      site,
      aFollowView({ status: 'ready', news: null }, { sms: { stopAction: null, isBarred: true } }),
    ),
    'suivi-note': followPage(
      site,
      aFollowView({ status: 'ready', news: null }, { noted: 'refuse' }),
    ),
    'suivi-question': followPage(
      site,
      aFollowView(
        { status: 'shortlisted', sentOn: '2026-11-24', doctors },
        { outcome: anOutcome({ isDue: true, people }) },
      ),
    ),
    'suivi-question-vu': followPage(
      site,
      aFollowView(
        { status: 'seen', doctor: aDoctor() },
        { outcome: anOutcome({ answers: ['declare', 'non'], isDue: true }), noted: 'vu' },
      ),
    ),
    'suivi-deja-repondu': followPage(
      site,
      aFollowView(
        { status: 'shortlisted', sentOn: '2026-11-24', doctors },
        { outcome, hasAnswered: true },
      ),
    ),
    'suivi-ailleurs-sans-equipe': followPage(
      site,
      aFollowView({ status: 'outside', commune: 'Comines', relay: null }),
    ),
    'suivi-pas-exact': followPage(
      site,
      aFollowView(
        { status: 'declared', doctor: aDoctor() },
        { outcome: anOutcome({ answers: ['non'] }), noted: 'declare' },
      ),
    ),
    'suivi-desaccord': followPage(
      site,
      aFollowView({ status: 'declared', doctor: aDoctor() }, { isDisputed: true }),
    ),
    'suivi-toujours': followPage(
      site,
      aFollowView({ status: 'ready', news: null }, { waiting: { ...waiting, isPaused: false } }),
    ),
    'suivi-silence': followPage(
      site,
      aFollowView(
        { status: 'ready', news: null },
        { waiting: { ...waiting, isPaused: true }, paused: { until: '2027-05-24', resume: null } },
      ),
    ),
    'suivi-en-pause': followPage(
      site,
      aFollowView(
        { status: 'ready', news: null },
        { paused: { until: '2027-01-12', resume: { action: '/suivi/jeton/reprise', key: 'cle' } } },
      ),
    ),
    retirer: confirmPage(site, { ...confirm, kind: 'withdraw' }),
    pause: confirmPage(site, { ...confirm, kind: 'pause', errors: { duree: fr.fields.choose } }),
  }
}

const people = [
  { id: 'membre-1', firstName: 'Jeanne' },
  { id: 'membre-2', firstName: 'Émile' },
]

const waiting = {
  action: '/suivi/jeton/toujours',
  foundAction: '/suivi/jeton/retrait',
  pauseHref: '/suivi/jeton/pause',
  key: answers.cle ?? '',
}
