import { type Html, html, type Printable } from '../../html.ts'
import { fullDay } from '../../words/dates.ts'
import { languageNames } from '../../words/fr/languages.ts'
import type { DoctorFacts, PracticeView } from './doctor-view.ts'
import { type FactIcon, factIcon } from './icons.ts'

/** « Ce que nous disons de vous »: one card for each practice. */
export function knownCards(doctor: DoctorFacts): Html {
  const several = doctor.practices.length > 1
  return html`${doctor.practices.map((practice) => knownCard(doctor, practice, several))}`
}

/** « français, anglais »; a language without a French name here stays its code. */
export function languagesText(codes: readonly string[]): string {
  const names: Readonly<Record<string, string>> = languageNames
  return codes.map((code) => names[code] ?? code).join(', ')
}

/** « 2 places ». */
export function placesText(places: number): string {
  if (places === 0) return 'aucune place'
  return places === 1 ? '1 place' : `${places} places`
}

function knownCard(doctor: DoctorFacts, practice: PracticeView, several: boolean): Html {
  return html`<div class="card"><h2 class="${several ? 'heading-s' : 'visually-hidden'}">${several ? practice.name : 'Ce que nous disons de vous'}</h2>
<dl class="known">${factsOf(doctor, practice).map(([sign, label, value]) => html`<div>${factIcon(sign)}<dt>${label}</dt><dd>${value}</dd></div>\n`)}</dl></div>
`
}

function factsOf(
  doctor: DoctorFacts,
  practice: PracticeView,
): readonly (readonly [FactIcon, string, Printable])[] {
  const { endsOn, pausedUntil } = practice
  return [
    ['people', 'Nouvelles personnes', html`${placesText(practice.places)}${takenNote(practice)}`],
    ['person', 'Âges', agesText(practice)],
    ['home_visit', 'Visites à domicile', visitsText(practice)],
    ['heart', 'ALD', aldText(practice)],
    ['access', 'Accès au cabinet', accessText(practice)],
    ['speech', 'Langues', languagesText(doctor.languages)],
    ['calendar', 'Premier rendez-vous', practice.booking || 'vous ne l’avez pas dit'],
    ...(endsOn ? [['calendar', 'Jusqu’au', fullDay(endsOn)] as const] : []),
    ...(pausedUntil ? [['calendar', 'En pause jusqu’au', fullDay(pausedUntil)] as const] : []),
  ]
}

/** Places shown are those left: without the reason, a doctor would think we lost some. */
function takenNote({ places, taken }: PracticeView): Html | false {
  if (taken === 0) return false
  const people =
    taken === 1 ? '1 personne est venue ou attendue' : `${taken} personnes sont venues ou attendues`
  return html`<span class="known-note">Vous en proposiez ${places + taken} ; ${people} depuis.</span>`
}

function agesText({ ageMin, ageMax }: PracticeView): string {
  if (ageMin !== null && ageMax !== null) return `de ${ageMin} à ${ageMax} ans`
  if (ageMin !== null && ageMin > 0) return `à partir de ${ageMin} ans`
  return ageMax === null ? 'tous les âges' : `jusqu’à ${ageMax} ans`
}

function visitsText({ homeVisitPlaces, homeVisitCommunes }: PracticeView): string {
  if (homeVisitPlaces === 0) return 'non'
  const where = homeVisitCommunes.length > 0 ? homeVisitCommunes.join(', ') : 'partout'
  return `${placesText(homeVisitPlaces)}, ${where}`
}

function aldText({ aldPlaces }: PracticeView): string {
  return aldPlaces === 0 ? 'pas de place gardée' : `${placesText(aldPlaces)} à ce titre`
}

function accessText({ stepFree }: PracticeView): string {
  if (stepFree === null) return 'vous ne l’avez pas dit'
  return stepFree ? 'sans marche' : 'avec des marches'
}
