import type { IndicatorsView } from '../../web/pages/staff/indicators.ts'
import { ANSWERS } from '../../web/pages/staff/indicators-scheme.ts'
import type { MessagesView } from '../../web/pages/staff/messages.ts'
import { key } from './staff-views.ts'

export const messages: MessagesView = {
  filters: { q: '', etat: '', envoi: '' },
  inTrouble: 2,
  page: { from: 1, to: 3, total: 3, current: 1, last: 1 },
  isLocal: true,
  outages: [
    'Le fournisseur de SMS ne répond plus depuis le 24 novembre, 14 h 05. Les SMS attendent ; ils partiront d’eux-mêmes dès qu’il répondra.',
  ],
  key,
  said: null,
  stale: null,
  rows: [
    {
      id: 'e1',
      version: 2,
      status: 'failed_permanent',
      channel: 'sms',
      when: '24 novembre, 9 h 12',
      about: 'Liste de médecins',
      request: { id: 'd2', reference: 'GL-7J4-08R', name: 'Simone Tardivel' },
      attempts: 3,
      reason: '21211 · ce numéro n’existe pas',
      handled: null,
      remedies: ['resend', 'handled'],
      text: null,
    },
    {
      id: 'e2',
      version: 1,
      status: 'uncertain',
      channel: 'email',
      when: '24 novembre, 8 h 40',
      about: 'Accusé de réception',
      request: { id: 'd4', reference: 'GL-9H6-15B', name: 'Rosa Quintaval' },
      attempts: 1,
      reason: 'coupure · la réponse du fournisseur s’est perdue',
      handled: null,
      remedies: ['resend', 'mark_sent'],
      text: null,
    },
    {
      id: 'e3',
      version: 1,
      status: 'delivered',
      channel: 'email',
      when: '23 novembre, 17 h 02',
      about: 'Liste de médecins',
      request: { id: 'd1', reference: 'GL-4K7-92M', name: 'Jeanne Lamercier' },
      attempts: 1,
      reason: null,
      handled: null,
      remedies: [],
      text: {
        subject: 'Du nouveau pour votre demande GL-4K7-92M',
        body: 'Bonjour,\n\nIl y a du nouveau.',
      },
    },
  ],
}

const months = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
]

export const indicators: IndicatorsView = {
  year: 2026,
  years: [2026, 2025],
  period: 'Du 1er janvier au 24 novembre 2026',
  received: { households: 138, people: 201 },
  oriented: { households: 76, people: 118 },
  found: { households: 52, people: 80 },
  declared: { households: 41, people: 63 },
  scheme: null,
  months: months.map((label, i) => ({
    label,
    shortLabel: label.slice(0, 4),
    oriented: { households: 3 + ((i * 5) % 9), people: 5 + i },
    found: { households: i, people: i + 2 },
    declared: { households: Math.max(0, i - 2), people: i },
  })),
}

/** The same where doctors are asked first: the figures of fiche 2. */
export const schemeIndicators: IndicatorsView = {
  ...indicators,
  scheme: {
    professionals: 34,
    doctors: 21,
    patients: 118,
    medianDays: 12,
    asked: 96,
    answers: ANSWERS.map((answer, i) => ({ answer, proposals: i === 0 ? 52 : 8 - (i % 8) })),
    waiting: 47,
    places: 31,
    doctorsOpen: 14,
  },
}
