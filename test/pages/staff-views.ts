import type { InboxView } from '../../web/pages/staff/inbox.ts'
import type { PhoneView } from '../../web/pages/staff/phone.ts'
import type { SendView } from '../../web/pages/staff/send.ts'
import { anInboxRow } from './staff-support.ts'

export const key = '6f1c1c7e-8a52-4e7b-9c50-3d6a3a2f9b11'

/** Things to do that all hold on one page. */
export function oneTodoPage(todos: InboxView['toDo']['todos']): InboxView['toDo'] {
  const total = todos.length
  return { todos, page: { from: Math.min(1, total), to: total, total, current: 1, last: 1 } }
}

export function anInbox(changes: Partial<InboxView> = {}): InboxView {
  return {
    filters: { etat: 'a_traiter', q: '', besoin: '' },
    tabCounts: { a_traiter: 27, en_attente: 41, vus: 18, declares: 26, closes: 9, toutes: 121 },
    people: 46,
    pressing: 4,
    rows: [
      anInboxRow({
        id: 'd2',
        reference: 'GL-7J4-08R',
        name: 'Simone Tardivel',
        people: 1,
        reasons: ['ALD', '84 ans'],
        commune: 'Ronchin',
        waitingDays: 21,
        status: 'shortlisted',
        nextStep: 'Renvoyer par mail',
        nextStepDate: null,
        nextStepDateText: null,
      }),
      anInboxRow(),
      anInboxRow({
        id: 'd3',
        reference: 'GL-8V1-63P',
        name: 'Famille Azouline',
        people: 4,
        need: 'B',
        reasons: ['ALD'],
        commune: null,
        waitingDays: 3,
        status: 'to_locate',
        nextStep: 'Vérifier l’adresse',
      }),
      anInboxRow({
        id: 'd4',
        reference: 'GL-9H6-15B',
        name: 'Rosa Quintaval',
        people: 1,
        need: 'C',
        reasons: ['71 ans'],
        waitingDays: 18,
      }),
      anInboxRow({
        id: 'd5',
        reference: 'GL-6W2-39N',
        name: 'Théo Marquillon',
        people: 1,
        need: 'D',
        reasons: [],
        waitingDays: 47,
      }),
    ],
    page: { from: 1, to: 5, total: 27, current: 1, last: 6 },
    toDo: oneTodoPage([
      {
        kind: 'message_failed',
        title: 'Le SMS à Simone Tardivel n’est pas arrivé',
        detail: 'Numéro refusé par l’opérateur hier à 16 h 12. Elle a aussi donné un mail.',
        href: '/coordination/envois',
        action: 'Voir l’envoi',
      },
      {
        kind: 'address',
        title: 'Adresse à préciser : famille Azouline',
        detail: '« rue des Lices, Hellemmes » : deux rues possibles, l’une hors du territoire.',
        href: '/coordination/demandes/d3',
        action: 'Placer sur la carte',
      },
      {
        kind: 'stale_doctor',
        title: '4 médecins à reconfirmer',
        detail: 'Leurs disponibilités ont plus de six mois.',
        href: '/coordination/medecins?etat=to_reconfirm',
        action: 'Les voir',
      },
    ]),
    year: { label: '2026', oriented: 76, found: 41 },
    ...changes,
  }
}

export const emptyInbox: InboxView = anInbox({
  filters: { etat: 'a_traiter', q: 'Lamercié', besoin: 'A' },
  people: 0,
  pressing: 0,
  rows: [],
  page: { from: 0, to: 0, total: 0, current: 1, last: 1 },
  toDo: oneTodoPage([]),
})

export function sending(changes: Partial<SendView> = {}): SendView {
  return {
    requestId: 'd1',
    name: 'Jeanne Lamercier',
    seal: { key, version: 4 },
    channel: 'sms',
    channels: [
      { channel: 'sms', note: '06 39 98 12 34', isPossible: true },
      { channel: 'email', note: 'pas d’adresse connue', isPossible: false },
      { channel: 'phone', note: 'ouvre le script', isPossible: true },
      { channel: 'letter', note: 'à imprimer', isPossible: true },
    ],
    preferred: 'sms',
    doctors: [
      {
        rowId: 'a1',
        name: 'Dr Ombeline Vanhoublon',
        practice: 'Cabinet des Moulins, Lille',
        phone: '03 53 01 41 07',
        km: 0.81,
        isStale: false,
      },
      {
        rowId: 'a4',
        name: 'Dr Fantine Hautelisse',
        practice: 'Cabinet du Lin, Ronchin',
        phone: null,
        km: 2.71,
        isStale: true,
      },
    ],
    km: 3,
    maxKm: 3,
    preview: {
      channel: 'sms',
      text: 'CPTS Grand-Lille : du nouveau pour votre demande GL-4K7-92M.\nVotre page : « lien privé »\nAide : Inès Belgrain, 03 53 01 00 24',
      segments: 2,
      septets: 204,
      capacity: 306,
    },
    form: { values: {}, errors: {} },
    stale: null,
    ...changes,
  }
}

export const phoneCall: PhoneView = {
  requestId: 'd1',
  name: 'Jeanne Lamercier',
  phone: '+33639981234',
  identity: ['Jeanne : 27 mars 1948'],
  script: {
    greeting: 'Bonjour, Inès Belgrain, de la CPTS Grand-Lille.',
    announce: 'J’ai 2 médecins à vous proposer près de chez vous. Avez-vous de quoi noter ?',
    doctors: [
      {
        rank: 'Premier choix',
        name: 'Dr Ombeline Vanhoublon',
        practice: 'Cabinet des Moulins',
        address: '3 rue du Lin, Lille',
        phone: '03 53 01 41 07',
        booking: 'Le secrétariat répond de 9 h à 12 h.',
      },
      {
        rank: 'Deuxième choix',
        name: 'Dr Nour Belkassari',
        practice: 'Maison de santé du Sud',
        address: '8 rue Haute, Lille',
        phone: '03 53 01 41 22',
        booking: '',
      },
    ],
    freeChoice: 'Vous appelez qui vous voulez. Un refus ne vous coûte rien.',
    reference: 'Votre référence, si on vous la demande : GL-4K7-92M.',
    nextCall: 'Je vous rappelle le mardi 8 décembre. Cela vous convient ?',
    callBack: 'Vous pouvez aussi me rappeler au 03 53 01 00 24.',
    emergency: 'En cas d’urgence, appelez le 15.',
  },
  doctors: [
    { rowId: 'a1', km: 0.81 },
    { rowId: 'a2', km: 1.38 },
  ],
  km: 3,
  distanceReason: null,
  seal: { key, version: 4 },
  household: 'Jeanne 78 ans, Émile 80 ans',
  needs: 'ALD, visite à domicile',
  language: 'français',
  attempts: ['lundi 23 novembre, pas de réponse'],
  stale: null,
}
