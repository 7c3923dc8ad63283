import type { Todo } from '../../web/components/staff/todos.ts'
import type { AnnounceView } from '../../web/pages/staff/announce.ts'
import type { AnnounceCallView } from '../../web/pages/staff/announce-call.ts'
import type { AskView } from '../../web/pages/staff/ask.ts'
import type { Status } from '../../web/pages/staff/labels.ts'
import type { RequestView } from '../../web/pages/staff/request-view.ts'
import type { SettingsView } from '../../web/pages/staff/settings.ts'
import type {
  CurrentSolution,
  LadderView,
  SolutionDoctor,
} from '../../web/pages/staff/solution-view.ts'
import { aRequest } from './staff-support.ts'
import { key } from './staff-views.ts'

const doctor: SolutionDoctor = {
  name: 'Dr Ombeline Vanhoublon',
  practice: 'Cabinet des Moulins, Armentières',
  address: '3 rue du Lin, 59280 Armentières',
  phone: '+33353014107',
  booking: 'Le secrétariat répond de 9 h à 12 h.',
  km: 1.24,
}

const conditions = [
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

export const asking: AskView = {
  requestId: 'd1',
  name: 'Jeanne Lamercier',
  seal: { key, version: 4 },
  km: 5,
  doctors: [
    {
      rowId: 'a1',
      name: 'Dr Ombeline Vanhoublon',
      practice: 'Cabinet des Moulins, Armentières',
      phone: '+33353014107',
      km: 1.24,
      order: 1,
      isStale: false,
      reach: 'par mail, aujourd’hui',
    },
    {
      rowId: 'a4',
      name: 'Dr Fantine Hautelisse',
      practice: 'Cabinet du Lin, Houplines',
      phone: null,
      km: 2.71,
      order: 2,
      isStale: true,
      reach: 'aucun message ne peut le joindre : à appeler',
    },
  ],
  beyond: null,
  summary: [
    ['Foyer', '2 personnes : 2 de 70 ans et plus'],
    ['Besoin', 'prioritaire : ALD, ne se déplace pas'],
    ['À domicile', '1 visite'],
    ['Langue', 'portugais'],
    ['Secteur', 'Armentières'],
    ['Attend depuis', '12 jours'],
  ],
  workingDays: 5,
  movesOn: true,
  form: { values: {}, errors: {} },
  stale: null,
}

export const announcing: AnnounceView = {
  requestId: 'd1',
  name: 'Jeanne Lamercier',
  seal: { key, version: 4 },
  channel: 'sms',
  channels: [
    { channel: 'email', note: 'pas de mail connu', isPossible: false },
    { channel: 'sms', note: '06 39 98 12 34', isPossible: true },
    { channel: 'phone', note: '06 39 98 12 34', isPossible: true },
    { channel: 'letter', note: 'à imprimer et poster', isPossible: true },
  ],
  preferred: 'sms',
  preview: {
    channel: 'sms',
    text: 'CPTS Lys-Armentières : du nouveau pour votre demande LA-4K7-92M.\nVotre page : « lien privé »\nAide : Inès Belgrain, 03 53 01 00 24',
    segments: 2,
    septets: 206,
    capacity: 306,
  },
  doctor: 'Dr Ombeline Vanhoublon',
  conditions,
  answerBy: 'mercredi 9 décembre',
  stale: null,
}

export const calling: AnnounceCallView = {
  requestId: 'd1',
  name: 'Jeanne Lamercier',
  phone: '+33639981234',
  identity: ['Jeanne, le 27 mars 1948'],
  step: 'announce',
  greeting: 'Bonjour, Inès Belgrain, de la CPTS Lys-Armentières.',
  announce: [
    'J’ai une bonne nouvelle : un médecin peut vous accueillir. Voici ce que je peux vous en dire.',
  ],
  conditions,
  choice: [
    'Est-ce que cela vous convient ? Si oui, je vous donne son nom tout de suite.',
    'Vous pouvez dire non. Un refus ne vous coûte rien : vous gardez votre place.',
  ],
  naming: [
    'C’est entendu. Avez-vous de quoi noter ? Voici votre médecin.',
    'Appelez son cabinet pour un premier rendez-vous, et donnez cette référence.',
  ],
  doctor: null,
  reference: 'LA-4K7-92M',
  closing: ['Vous pouvez aussi me rappeler au 03 53 01 00 24.'],
  seal: { key, version: 4 },
  household: 'Jeanne, 78 ans ; Émile, 80 ans',
  needs: 'Prioritaire, ALD',
  language: 'français',
  attempts: ['23 novembre, 10 h, appel sans réponse'],
  stale: null,
}

export const naming: AnnounceCallView = { ...calling, step: 'name', doctor }

export const settings: SettingsView = {
  seal: { key, version: 3 },
  isBrokered: true,
  values: {
    contact_nom: 'Inès Belgrain',
    contact_telephone: '03 53 01 00 24',
    contact_mail: 'coordination@example.org',
    contact_horaires: 'du lundi au vendredi, de 9 h à 17 h',
    tranche_km: '0,5',
    sollicitations_par_place: '3',
    delai_nouvelles: '10',
    noms_dans_messages: 'oui',
    distance_raisonnable_km: '10',
    delai_medecin: '5',
    delai_foyer: '10',
    apres_refus: 'next',
    plus_loin_km: '15',
    liste_commune: 'oui',
    liste_commune_jours: '30',
  },
  errors: {},
  lastChange: 'Malik Kerbane, le 24 novembre, 9 h 05',
  stale: null,
  isSaved: false,
}
