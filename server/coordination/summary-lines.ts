import { count } from '../../web/components/staff/figures.ts'
import { languageName } from '../../web/pages/staff/reason-labels.ts'
import type { AgeBand } from '../doctor-page/rules.ts'
import type { Summary } from '../proposals/service.ts'
import type { Need } from '../ranking/need.ts'

const BANDS: Record<AgeBand, string> = {
  '0-15': 'de moins de 16 ans',
  '16-69': 'de 16 à 69 ans',
  '70+': 'de 70 ans et plus',
}

const NEEDS: Record<Need, string> = {
  A: 'prioritaire : ALD, ne se déplace pas',
  B: 'renforcé : ALD, ou ne se déplace pas',
  C: '70 ans et plus',
  D: 'courant',
}

/** What a doctor reads of a household before it agrees: label and value, and nothing that says who it is (rule 9). */
export function summaryLines(summary: Summary): (readonly [label: string, value: string])[] {
  const { people, peopleCount, need, homeVisits, wheelchair, language, area, waitingDays } = summary
  const ages = people.map((band) => `${band.people} ${BANDS[band.band]}`).join(', ')
  return [
    ['Foyer', `${count(peopleCount, 'personne')} : ${ages}`],
    ['Besoin', NEEDS[need]],
    ...(homeVisits > 0 ? [['À domicile', count(homeVisits, 'visite')] as const] : []),
    ...(wheelchair ? [['Accès', 'fauteuil roulant'] as const] : []),
    ...(language ? [['Langue', languageName(language)] as const] : []),
    ['Secteur', area],
    ['Attend depuis', count(waitingDays, 'jour')],
  ]
}
