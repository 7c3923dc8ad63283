import { addMonths, parisDay } from '../../server/calendar/rules.ts'
import { memberField } from '../../web/words/options.ts'
import { drawFrom } from './random.ts'

const SEED = 5_050
const DAY_MS = 86_400_000

type DemoReferral = {
  by: 'pharmacist' | 'cpam' | 'gp'
  daysAgo: number
  first: string
  last: string
  age: number
  address: string
  channel: 'sms' | 'courriel' | 'telephone'
  source: string
  outcome: 'oui' | 'non'
  /** Other answers of the form, by their names in it. */
  answers?: Readonly<Record<string, string>>
}

/** People registered by somebody else, the oldest first; one of them waits for a call to be told. */
export const DEMO_REFERRALS: readonly DemoReferral[] = [
  {
    by: 'pharmacist',
    daysAgo: 18,
    first: 'Olga',
    last: 'Saulvebois',
    age: 71,
    address: '6 rue de la Cloche-d’Étoupe',
    channel: 'sms',
    source: 'carte-urgence-sante',
    outcome: 'oui',
    answers: { [memberField(0, 'ald')]: 'oui' },
  },
  {
    by: 'gp',
    daysAgo: 13,
    first: 'Lazare',
    last: 'Estracourt',
    age: 58,
    address: '9 rue de l’Herbe-au-Rouet',
    channel: 'courriel',
    source: 'consultation',
    outcome: 'oui',
  },
  {
    by: 'cpam',
    daysAgo: 9,
    first: 'Thaïs',
    last: 'Moiredrez',
    age: 34,
    address: '7 place du Métier-Muet',
    channel: 'sms',
    source: 'accueil',
    outcome: 'non',
  },
  {
    by: 'pharmacist',
    daysAgo: 5,
    first: 'Ulysse',
    last: 'Noirevigne',
    age: 80,
    address: '4 rue du Gant-de-Bruyère',
    channel: 'telephone',
    source: 'pharmacie',
    outcome: 'non',
    answers: { [memberField(0, 'se_deplace')]: 'non' },
  },
  {
    by: 'pharmacist',
    daysAgo: 1,
    first: 'Zélie',
    last: 'Jonquebeck',
    age: 46,
    address: '5 quai des Deux-Hérons-Gris',
    channel: 'sms',
    source: 'pharmacie',
    outcome: 'oui',
  },
]

export type FilledReferral = { by: DemoReferral['by']; at: Date; values: Record<string, string> }

/** The forms as they would have been sent; dates and ages run back from `now`. */
export function demoReferrals(now: Date): FilledReferral[] {
  const draw = drawFrom(SEED)
  return DEMO_REFERRALS.map((told, rank) => {
    const at = new Date(now.getTime() - told.daysAgo * DAY_MS)
    const born = addMonths(parisDay(now), -12 * told.age - draw.int(1, 11))
    const [year = '', month = '', day = ''] = born.split('-')
    const values = {
      cle: draw.uuid(),
      accord: 'oral',
      accord_suite: told.outcome,
      source: told.source,
      canal: told.channel,
      adresse: told.address,
      code_postal: '59280',
      commune: 'Armentières',
      telephone: `06 39 98 7${rank} ${20 + rank}`,
      courriel: told.channel === 'courriel' ? 'lazare.estracourt@example.org' : '',
      [memberField(0, 'prenom')]: told.first,
      [memberField(0, 'nom')]: told.last,
      [memberField(0, 'naissance_jour')]: day,
      [memberField(0, 'naissance_mois')]: month,
      [memberField(0, 'naissance_annee')]: year,
      ...told.answers,
    }
    return { by: told.by, at, values }
  })
}
