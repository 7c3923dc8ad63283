import type { Todo } from '../../web/components/staff/todos.ts'
import type { Status } from '../../web/pages/staff/labels.ts'
import type { RequestView } from '../../web/pages/staff/request-view.ts'
import type {
  CurrentSolution,
  LadderView,
  SolutionDoctor,
} from '../../web/pages/staff/solution-view.ts'
import { aRequest } from './staff-support.ts'

export const doctor: SolutionDoctor = {
  name: 'Dr Ombeline Vanhoublon',
  practice: 'Cabinet des Moulins, Armentières',
  address: '3 rue du Lin, 59280 Armentières',
  phone: '+33353014107',
  booking: 'Le secrétariat répond de 9 h à 12 h.',
  km: 1.24,
}

export const conditions = [
  'à 1,2 km de chez vous, à Armentières',
  'tout le foyer est accueilli, 2 personnes',
  'le médecin vient à domicile',
]

export const asked: CurrentSolution = {
  state: 'asked',
  doctor,
  proposalId: '2c4f2b2e-64b5-4e0b-8f0a-07a6b8a1f0aa',
  since: '24 novembre, 9 h 12',
  how: 'par message, avec un lien vers sa page',
  dueOn: 'mardi 1er décembre',
  held: '2 places, dont 1 visite à domicile',
  next: 'S’il dit non, ou ne répond pas à temps, le Dr Nour Belkassari est sollicité aussitôt.',
}

export const accepted: CurrentSolution = {
  state: 'accepted',
  doctor,
  since: '25 novembre, 8 h 40',
  conditions,
  channel: 'sms',
}

export const offered: CurrentSolution = {
  state: 'offered',
  doctor,
  conditions,
  since: '25 novembre, 9 h 05',
  dueOn: 'mercredi 9 décembre',
}

export const agreed: CurrentSolution = {
  state: 'agreed',
  doctor,
  reference: 'LA-4K7-92M',
  isToldByPerson: true,
}

export const ladder: LadderView = {
  rungs: [
    { label: 'Médecin souhaité', state: 'done', note: '' },
    { label: 'Près du domicile', state: 'now', note: 'jusqu’à 5 km' },
    { label: 'Plus loin, si le foyer est d’accord', state: 'later', note: 'jusqu’à 15 km' },
    { label: 'Liste commune', state: 'later', note: '' },
    { label: 'À vous de décider', state: 'later', note: '' },
  ],
  next: 'Choisissez des médecins ci-dessous avant le mardi 8 décembre.',
  askWider: { km: 15, by: 'message' },
  noteWider: null,
  commonList: 'put',
}

const calm: LadderView = {
  ...ladder,
  next: 'Ensuite : un autre médecin choisi, puis l’étape suivante.',
  askWider: null,
  commonList: null,
}

/** A request of mode `brokered`, with the contacts it had. */
export function aSolutionRequest(
  status: Status,
  current: CurrentSolution | null,
  changes: Partial<RequestView> = {},
  shown: LadderView | null = status === 'ready' ? ladder : status === 'proposed' ? calm : null,
): RequestView {
  return aRequest({
    status,
    ranking: null,
    moves: ['ready', 'closed'],
    solution: {
      current,
      ladder: shown,
      people: 2,
      contacts: [
        {
          when: '18 novembre, 10 h 02',
          doctor: 'Dr Achille Mérovert',
          how: 'par message',
          answer: 'non : pas de visite à domicile',
          by: null,
        },
        {
          when: '23 novembre, 14 h 30',
          doctor: 'Dr Fantine Hautelisse',
          how: 'par téléphone',
          answer: 'pas avant le 15 janvier 2027',
          by: 'Inès Belgrain',
        },
        {
          when: '24 novembre, 9 h 12',
          doctor: 'Dr Ombeline Vanhoublon',
          how: 'par message',
          answer: 'attendue avant le 1er décembre',
          by: null,
        },
      ],
    },
    ...changes,
  })
}

/** Something to do about a request, as the inbox words it. */
export function todo(kind: 'tell_household' | 'late_yes' | 'ask_wider' | 'choose_again'): Todo {
  const finish = `/coordination/demandes/d1/a-faire/${kind}`
  const words = {
    tell_household: {
      title: 'Le Dr Ombeline Vanhoublon a dit oui pour Jeanne Lamercier : annoncez-le',
      detail: 'La place est tenue. Le foyer ne sait rien encore.',
      action: 'Annoncer au foyer',
    },
    late_yes: {
      title: 'Le Dr Nour Belkassari a dit oui pour Rosa Quintaval, après la date',
      detail: 'Sa place n’est plus tenue. Sollicitez-le de nouveau si son oui est encore utile.',
      action: 'Le solliciter de nouveau',
      finish,
    },
    ask_wider: {
      title: 'Plus personne près de chez Théo Marquillon : irait-il plus loin ?',
      detail: 'Tous les médecins possibles ont été sollicités. Posez la question au foyer.',
      action: 'Lui demander',
      finish,
    },
    choose_again: {
      title: 'Personne n’a dit oui pour Jeanne Lamercier : choisissez d’autres médecins',
      detail: 'Les médecins choisis ont tous répondu, ou laissé passer la date.',
      action: 'Choisir des médecins',
      finish,
    },
  }
  return { kind, href: '/coordination/demandes/d1', ...words[kind] }
}
