import type { ExclusionReason, Precedence, RankedReason } from '../../../server/ranking/rules.ts'
import { chosenKmText, count } from '../../components/staff/figures.ts'
import { kmText } from '../../words/dates.ts'

/** `warn` asks for a call before sending; `note` explains the order. */
export type WordedReason = { readonly tone: 'good' | 'warn' | 'note'; readonly text: string }

const precedenceLabels: Record<Precedence, string> = {
  fresher: 'disponibilités plus récentes',
  language: 'parle la langue du foyer',
  less_solicited: 'moins sollicité',
}

const languageNames = new Intl.DisplayNames('fr', { type: 'language' })

/**
 * Why a doctor is in the list, in a few words. `nameOf` gives the name of another doctor of the list by its id.
 * Distance and places have their own column: see `distanceAndPlaces`.
 */
export function reasonLabel(reason: RankedReason, nameOf: (id: string) => string): WordedReason {
  switch (reason.code) {
    case 'distance':
      return { tone: 'good', text: `À ${kmText(reason.km)}` }
    case 'places':
      return { tone: 'good', text: count(reason.free, 'place') }
    case 'home_visits':
      return { tone: 'good', text: `Vient à domicile : ${count(reason.free, 'place')}` }
    case 'step_free':
      return { tone: 'good', text: 'Cabinet sans marche' }
    case 'language':
      return { tone: 'good', text: `Parle ${reason.languages.map(languageName).join(', ')}` }
    case 'confirmed':
      return confirmedLabel(reason)
    case 'ahead_of':
      return {
        tone: 'note',
        text: `Passe avant ${nameOf(reason.id)} : même tranche de distance, ${precedenceLabels[reason.because]}`,
      }
  }
}

/** « français », from an ISO 639-1 code. */
export function languageName(code: string): string {
  return languageNames.of(code) ?? code
}

/** « aujourd’hui », « hier », « il y a 12 jours ». */
export function daysAgoText(days: number): string {
  if (days === 0) return 'aujourd’hui'
  return days === 1 ? 'hier' : `il y a ${days} jours`
}

function confirmedLabel({
  daysAgo,
  freshness,
  isDoubted,
}: Extract<RankedReason, { code: 'confirmed' }>): WordedReason {
  const confirmed = `Confirmé ${daysAgoText(daysAgo)}`
  if (freshness === 'fresh') return { tone: 'good', text: confirmed }
  const why = isDoubted ? 'un foyer dit avoir été refusé depuis' : 'plus de six mois'
  return { tone: 'warn', text: `${confirmed}, ${why} : appelez avant d’envoyer` }
}

/** What is known of a doctor who is left out; dates already in words, ages in years. */
export interface ExclusionFacts {
  readonly ageMin?: number | null
  readonly ageMax?: number | null
  readonly maxKm?: number
  readonly pausedUntil?: string | null
  readonly confirmedOn?: string | null
}

/** Why a doctor is left out, in one short sentence. */
export function exclusionLabel(reason: ExclusionReason, facts: ExclusionFacts = {}): string {
  switch (reason) {
    case 'not_accepting':
      return 'N’accueille pas de nouveau patient'
    case 'full':
      return 'Pas assez de places pour tout le foyer'
    case 'paused':
      return facts.pausedUntil ? `En pause jusqu’au ${facts.pausedUntil}` : 'En pause'
    case 'expired':
      return facts.confirmedOn
        ? `Disponibilités périmées, dernière réponse le ${facts.confirmedOn}`
        : 'Disponibilités jamais confirmées'
    case 'age':
      return ageLabel(facts)
    case 'home_visit':
      return 'Pas de visite à domicile possible pour ce foyer'
    case 'step_free':
      return 'Cabinet sans accès de plain-pied connu'
    case 'too_far':
      return facts.maxKm ? `Au-delà de ${chosenKmText(facts.maxKm)}` : 'Trop loin'
    case 'not_named':
      return 'N’a pas accepté d’être nommé aux patients'
    case 'refused_before':
      return 'Déjà refusé pour ce foyer'
    case 'solicited_out':
      return 'Déjà sur assez de listes en cours'
  }
}

function ageLabel({ ageMin, ageMax }: ExclusionFacts): string {
  if (ageMin && ageMax) return `Accueille de ${ageMin} à ${ageMax} ans`
  if (ageMax) return `Accueille jusqu’à ${ageMax} ans`
  return ageMin ? `Accueille à partir de ${ageMin} ans` : 'N’accueille pas cet âge'
}
