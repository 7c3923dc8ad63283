import type { Need } from '../../components/tags.ts'
import { type Html, html } from '../../html.ts'
import type { SummaryView } from './asked-view.ts'
import type { PeopleView } from './doctor-view.ts'
import { type FactIcon, factIcon } from './icons.ts'
import { languagesText } from './known.ts'

const BANDS = { '0-15': 'de 0 à 15 ans', '16-69': 'de 16 à 69 ans', '70+': 'de 70 ans ou plus' }

const NEEDS: Record<Need, string> = {
  A: 'Besoin prioritaire : une ALD, et ne peut pas se déplacer',
  B: 'Besoin renforcé : une ALD, ou ne peut pas se déplacer',
  C: 'Besoin : 70 ans ou plus',
  D: 'Besoin courant',
}

/** From here a wait is told in months. */
const LONG_WAIT_DAYS = 60
const DAYS_A_MONTH = 30.44

/** « 2 personnes (1 de 16 à 69 ans, 1 de 70 ans ou plus) ». */
export function peopleText(bands: PeopleView): string {
  const count = countText(bands.reduce((sum, { people }) => sum + people, 0))
  const [only] = bands
  if (only && bands.length === 1) return `${count} ${BANDS[only.band]}`
  return `${count} (${bands.map(({ band, people }) => `${people} ${BANDS[band]}`).join(', ')})`
}

/** « 1 personne », « 3 personnes ». */
export function countText(people: number): string {
  return people === 1 ? '1 personne' : `${people} personnes`
}

/** « 2 personnes, Lille ». */
export function summaryTitle({ peopleCount, area }: SummaryView): string {
  return `${countText(peopleCount)}, ${area}`
}

/** « Attend depuis 34 jours », « Attend depuis 3 mois ». */
export function waitText(days: number): string {
  if (days === 0) return 'Inscrit aujourd’hui'
  if (days === 1) return 'Inscrit hier'
  if (days < LONG_WAIT_DAYS) return `Attend depuis ${days} jours`
  return `Attend depuis ${Math.floor(days / DAYS_A_MONTH)} mois`
}

/** What is read, after a pictogram; `label` is for those who do not see it. */
export type Fact = readonly [FactIcon, label: string, value: string]

/** What is known of a household that has not agreed, then what else the page knows. */
export function summaryFacts(summary: SummaryView, more: readonly Fact[] = []): Html {
  const facts = [...factsOf(summary), ...more]
  return html`<dl class="known known-brief">${facts.map(([sign, label, value]) => html`<div>${factIcon(sign)}<dt class="visually-hidden">${label}</dt><dd>${value}</dd></div>\n`)}</dl>`
}

function factsOf(summary: SummaryView): Fact[] {
  const { people, need, homeVisits, wheelchair, language, waitingDays } = summary
  return [
    ['people', 'Âges', agesText(people)],
    ['heart', 'Besoin', NEEDS[need]],
    ['home_visit', 'Déplacements', visitsText(homeVisits)],
    ...(wheelchair ? [['access', 'Accès', 'En fauteuil roulant'] as const] : []),
    ...(language ? [['speech', 'Langue', `Parle ${languagesText([language])}`] as const] : []),
    ['clock', 'Attente', waitText(waitingDays)],
  ]
}

function agesText(bands: PeopleView): string {
  return bands.length === 1
    ? peopleText(bands)
    : bands.map(({ band, people }) => `${people} ${BANDS[band]}`).join(', ')
}

function visitsText(homeVisits: number): string {
  if (homeVisits === 0) return 'Peut venir au cabinet'
  return homeVisits === 1
    ? '1 personne à voir chez elle'
    : `${homeVisits} personnes à voir chez elles`
}
