import type { Site, TerritoryContact } from '../../web/components/layout.ts'
import { type Html, html, raw } from '../../web/html.ts'
import { contactPage } from '../../web/pages/patient/contact.ts'
import { type FollowState, type FollowView, followPage } from '../../web/pages/patient/follow.ts'
import { confirmPage } from '../../web/pages/patient/follow-manage.ts'
import { householdPage } from '../../web/pages/patient/household.ts'
import { preferencesPage } from '../../web/pages/patient/preferences.ts'
import { reviewPage } from '../../web/pages/patient/review.ts'
import type { EndedSolution, WaitingNews } from '../../web/pages/patient/solution-view.ts'
import { welcomePage } from '../../web/pages/patient/welcome.ts'
import { accessibilityPage } from '../../web/pages/public/accessibility.ts'
import { errorPage } from '../../web/pages/public/error.ts'
import { informationPage } from '../../web/pages/public/information.ts'
import {
  surveyGonePage,
  surveyPage,
  surveyStopPage,
  surveyStoppedPage,
  surveyThanksPage,
} from '../../web/pages/public/survey.ts'
import { flyerPage } from '../../web/pages/staff/flyer.ts'
import { fr } from '../../web/words/fr.ts'
import { aDoctor, aFollowView, anOffer, answers, aQuestionnaire, followStates } from './support.ts'

type Shown = Site & { territory: TerritoryContact }

const basePath = '/t/grand-lille/questionnaire'

/** Every public page in every state, by a short name. */
export function patientGallery(site: Shown): Record<string, Html> {
  return {
    ...questionnairePages(site),
    ...followPages(site),
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

/** The survey of the year, and where its links end. */
function surveyPages(site: Shown): Record<string, Html> {
  const path = '/enquete/abc'
  const blank = { path, territory: site.territory, values: {}, errors: {} }
  return {
    enquete: surveyPage(site, blank),
    'enquete-erreur': surveyPage(site, {
      ...blank,
      errors: { trouve: fr.survey.errors.empty },
    }),
    'enquete-merci': surveyThanksPage(site),
    'enquete-finie': surveyGonePage(site),
    'enquete-arreter': surveyStopPage(site, path),
    'enquete-arretee': surveyStoppedPage(site),
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
  const outcome = { action: '/suivi/jeton/suite', key: answers.cle ?? '', error: null }
  const told = ['shortlisted', 'agreed']
  const states = followStates.map((state) => [
    `suivi-${state.status}`,
    followPage(site, aFollowView(state, told.includes(state.status) ? { outcome } : {})),
  ])
  const confirm = { action: '/suivi/jeton', key: outcome.key, backHref: '/suivi/jeton', errors: {} }
  return {
    ...Object.fromEntries(states),
    ...solutionPages(site),
    'suivi-merci': followPage(site, aFollowView({ status: 'ready', news: null }, { isNew: true })),
    'suivi-sms': followPage(
      site,
      aFollowView({ status: 'ready', news: null }, { sms: { stopAction: '/suivi/x/sms' } }),
    ),
    'suivi-sms-arretes': followPage(
      site,
      aFollowView({ status: 'ready', news: null }, { sms: { stopAction: null } }),
    ),
    'suivi-note': followPage(
      site,
      aFollowView({ status: 'ready', news: null }, { noted: 'refuse' }),
    ),
    'suivi-en-pause': followPage(
      site,
      aFollowView({ status: 'ready', news: null }, { pausedUntil: '2027-01-12' }),
    ),
    retirer: confirmPage(site, { ...confirm, kind: 'withdraw' }),
    pause: confirmPage(site, { ...confirm, kind: 'pause', errors: { duree: fr.fields.choose } }),
  }
}

/** The private page of a household whose doctors are asked first, in every state. */
function solutionPages(site: Shown): Record<string, Html> {
  const form = { action: '/suivi/jeton/plus-loin', key: answers.cle ?? '' }
  const outcome = { action: '/suivi/jeton/suite', key: form.key, error: null }
  const page = (state: FollowState, changes: Partial<FollowView> = {}) =>
    followPage(site, aFollowView(state, { mode: 'brokered', nextStepOn: '2026-12-08', ...changes }))
  const waiting = (news: Partial<WaitingNews>, changes: Partial<FollowView> = {}) => {
    const told = { ended: null, wider: null, isOnCommonList: false, ...news }
    return page({ status: 'ready', news: told }, changes)
  }
  const agreed = { status: 'agreed', doctor: aDoctor() } as const
  const confirm = { action: '/suivi/jeton/renoncement', key: form.key, backHref: '/suivi/jeton' }
  const ended = endedSolutions.map((why) => [`solution-${why}`, waiting({ ended: why })] as const)
  return {
    'solution-demandee': page({ status: 'proposed', isAccepted: false }),
    'solution-oui': page({ status: 'proposed', isAccepted: true }),
    'solution-offerte': page({ status: 'offered', offer: anOffer() }),
    'solution-offerte-seul': page({
      status: 'offered',
      offer: anOffer({ people: 1, km: null, points: [] }),
    }),
    'solution-accord': page(agreed, {
      outcome,
      manage: [{ kind: 'renounce', href: confirm.action }],
    }),
    'solution-plus-loin': waiting({
      wider: { ...form, answer: null, nearKm: 5, farKm: 15 },
    }),
    'solution-plus-loin-oui': waiting({ wider: { answer: 'agreed', farKm: 15 } }),
    'solution-liste-commune': waiting({ isOnCommonList: true }),
    'solution-depassee': waiting({ ended: 'household_silent' }, { hasMoved: true }),
    ...Object.fromEntries(ended),
    renoncer: confirmPage(site, { ...confirm, kind: 'renounce', errors: {} }),
  }
}

const endedSolutions = [
  'doctor_gone',
  'doctor_refused',
  'household_grew',
  'household_refused',
  'household_silent',
  'absent',
  'not_found',
] as const satisfies readonly EndedSolution[]
