import type { LetterDoctor, LetterFacts } from '../../../server/messaging/rules.ts'

export const LINK = `https://cpts.example.org/suivi/${'Zk3'.repeat(14)}Q`

const doctors: readonly LetterDoctor[] = [
  {
    name: 'Ombeline Vanhoublon',
    practice: 'Cabinet des Moulins',
    address: '6 rue du Rouet, 59000 Lille',
    phone: '0353014107',
    booking: 'Le secrétariat répond de 9 h à 12 h.',
  },
  {
    name: 'Nour Belkassari',
    practice: 'Maison de santé du Sud',
    address: '31 rue des Lices, 59000 Lille',
    phone: '0353014122',
    booking: 'Appelez le mardi ou le jeudi.',
  },
  {
    name: 'Achille Mérovert',
    practice: 'Cabinet de la Halle',
    address: '2 place du Chanvre, 59000 Lille',
    phone: null,
    booking: '',
  },
]

/** Facts of a message to a household of the example territory; `count` doctors in its list. */
export function aLetter(facts: Partial<LetterFacts> = {}, count = 3): LetterFacts {
  return {
    template: 'shortlist',
    reference: 'GL-4K7-92M',
    territory: {
      name: 'CPTS Grand-Lille',
      contactName: 'Inès Belgrain',
      contactPhone: '0353010024',
      contactHours: 'du lundi au vendredi de 9 h à 17 h',
    },
    link: LINK,
    doctors: Array.from({ length: count }, (_, i) => doctors[i % doctors.length]).filter(
      (doctor) => doctor !== undefined,
    ),
    namesInMessages: true,
    nextStepOn: '2026-12-01',
    offer: null,
    outside: {
      name: 'CPTS de la Lys',
      phone: '0353010077',
      advice: 'Dites que vous venez de notre part.',
    },
    ...facts,
  }
}
