import { wordsFor } from '../../web/words/words.ts'
import type { Day } from '../calendar/rules.ts'
import type { LetterDoctor, LetterFacts } from '../messaging/rules.ts'
import type { Team } from './fields.ts'

/** What a sample of a message says. Invented, but for the team where it is the territory's own. */
export type SampleValues = {
  team: Team
  reference: string
  link: string
  day: Day
  /** A count above one. */
  several: number
  doctors: readonly LetterDoctor[]
  outside: LetterFacts['outside']
  /** A doctor's. */
  lastName: string
  accountName: string
}

/** A day and a count that no sentence of ours holds: found again in a text, they are fields. */
export const MARK_DAY: Day = '2033-11-22'
export const MARK_COUNT = 9797

/** Every value is the field that stands for it. */
export const AS_FIELDS: SampleValues = {
  team: {
    name: '{territoire}',
    contactName: '{coordinatrice}',
    contactPhone: '{telephone}',
    contactHours: '{horaires}',
  },
  reference: '{reference}',
  link: wordsFor('fr').messages.privateLink,
  day: MARK_DAY,
  several: MARK_COUNT,
  doctors: [1, 2].map((rank) => ({
    name: `{nom ${rank}}`,
    practice: `{cabinet ${rank}}`,
    address: `{adresse ${rank}}`,
    phone: `{telephone ${rank}}`,
    booking: '',
  })),
  outside: { name: '{equipe}', phone: '{telephone de l’équipe}', advice: '' },
  lastName: '{nom}',
  accountName: '{nom}',
}

/** As little as a message may say, from this team. `link` is a whole private address. */
export function shortest(team: Team, link: string): SampleValues {
  return {
    team,
    reference: 'GL-4K7-92M',
    link,
    day: '2027-05-03',
    several: 2,
    doctors: ['Élie Noé', 'Léa Roy'].map((name) => ({
      name,
      practice: '',
      address: '1 rue du Lin, 59000 Lille',
      phone: null,
      booking: '',
    })),
    outside: { name: 'CPTS Sud', phone: '0353010077', advice: '' },
    lastName: 'Noé',
    accountName: '',
  }
}

/** As much as it may say. */
export function longest(team: Team, link: string): SampleValues {
  return {
    team,
    reference: 'GL-4K7-92M',
    link,
    day: '2027-09-22',
    several: 12,
    doctors: ['Ombeline Vanhoublon-Delestrade', 'Achille Mérovert-Santoucaille'].map((name) => ({
      name,
      practice: 'Maison de santé pluriprofessionnelle du Canal',
      address: '131 rue du Général-des-Essais, 59650 Villeneuve-d’Ascq',
      phone: '0353014107',
      booking: '',
    })),
    outside: {
      name: 'CPTS de la vallée de la Lys et de la Deûle',
      phone: '0353010077',
      advice: 'Dites que vous venez de notre part.',
    },
    lastName: 'Vanhoublon-Delestrade',
    accountName: 'Marie-Ombeline Vanhoublon-Delestrade',
  }
}
