import type { StaffSite } from '../../web/components/staff/frame.ts'
import type { Html } from '../../web/html.ts'
import {
  type ReferralReportView,
  referralReportPage,
} from '../../web/pages/staff/referral-reports.ts'
import { referrersPage } from '../../web/pages/staff/referrers.ts'
import type { ReferrerRow, ReferrersView } from '../../web/pages/staff/referrers-view.ts'
import { requestPage } from '../../web/pages/staff/request.ts'
import { aRequest } from './staff-support.ts'
import { key } from './staff-views.ts'

/** Pages of the coordinator about those who register people, in every state. */
export function referrersPages(site: StaffSite): Record<string, Html> {
  const link = `https://cpts.example.org/activation/${'Zk3'.repeat(14)}Q`
  const form = { values: { nom: 'Lise' }, errors: refused }
  return {
    'equipe-adresseurs': referrersPage(
      site,
      aView({ invited: { name: 'Lise Amblard', email: 'lise@example.org', link } }),
    ),
    'equipe-adresseurs-vide': referrersPage(site, aView({ rows: [] })),
    'equipe-adresseurs-refus': referrersPage(site, aView({ form })),
    'equipe-rapports': referralReportPage(site, aReport),
    'equipe-demande-signalee': requestPage(site, aReferredRequest()),
  }
}

const aReport: ReferralReportView = {
  quarter: '2026-T4',
  quarters: [
    ['2026-T4', '4e trimestre 2026'],
    ['2026-T3', '3e trimestre 2026'],
  ],
  label: '4e trimestre 2026',
  asOf: '24 novembre 2026',
  people: 41,
  rows: [
    {
      name: 'CPAM de la plaine',
      kind: 'CPAM',
      counts: { referred: 22, oriented: 14, seen: 9, declared: 6, waiting: 8 },
      medianDays: 12.5,
    },
    {
      name: 'Pharmacie de la Halle',
      kind: 'Pharmacie',
      counts: { referred: 19, oriented: 'hidden', seen: 'few', declared: 'few', waiting: 'few' },
      medianDays: null,
    },
  ],
  total: {
    name: 'Ensemble',
    kind: '',
    counts: { referred: 41, oriented: 21, seen: 12, declared: 8, waiting: 11 },
    medianDays: 13,
  },
  organisations: [['o1', 'Pharmacie de la Halle']],
  organisation: '',
}

const refused = {
  courriel: 'Écrivez son adresse mail en entier, par exemple nom@example.org.',
  organisation_nom: 'Écrivez le nom du lieu, par exemple « Pharmacie de la Halle ».',
}

function aView(changes: Partial<ReferrersView>): ReferrersView {
  return {
    key,
    rows,
    professions: [
      { id: 'p1', label: 'Médecin généraliste', isOpen: true },
      { id: 'p2', label: 'Pharmacienne, pharmacien', isOpen: true },
      { id: 'p3', label: 'Sage-femme', isOpen: false },
    ],
    organisations: [{ id: 'o1', label: 'Pharmacie de la Halle (pharmacie)' }],
    form: { values: {}, errors: {} },
    invited: null,
    said: null,
    ...changes,
  }
}

const rows: ReferrerRow[] = [
  aRow({ accountId: 'c1', name: 'Lise Amblard', does: 'Pharmacienne, pharmacien' }),
  aRow({
    accountId: 'c2',
    name: 'Nour Belkassari',
    does: 'Médecin généraliste',
    organisation: 'Maison de santé du Sud',
    kind: 'Cabinet ou maison de santé',
    isDoctor: true,
    state: 'invited',
    stateText: 'jusqu’au 1er décembre',
  }),
  aRow({
    accountId: 'c3',
    name: 'Edgar Vievent',
    does: 'CPAM',
    organisation: 'CPAM de la plaine',
    kind: 'CPAM',
    state: 'closed',
    stateText: 'le 3 novembre',
  }),
]

function aRow(changes: Partial<ReferrerRow>): ReferrerRow {
  return {
    accountId: 'c1',
    name: 'Lise Amblard',
    email: 'quelquun@example.org',
    does: 'Pharmacienne, pharmacien',
    organisation: 'Pharmacie de la Halle',
    kind: 'Pharmacie',
    state: 'active',
    stateText: null,
    isDoctor: false,
    isFixed: false,
    ...changes,
  }
}

function aReferredRequest() {
  return aRequest({
    referral: {
      by: 'Lise Amblard, Pharmacienne, pharmacien',
      organisation: 'Pharmacie de la Halle (pharmacie)',
      agreed: 'le 24 novembre 2026, de vive voix',
      source: 'Carte urgence-santé',
      isOutcomeTold: true,
      wishedDoctor: 'Dr Vanhoublon',
      toldOn: null,
    },
    twins: [
      {
        id: 'd9',
        reference: 'GL-7TQ-3XW',
        name: 'Jeanne Lamercier',
        status: 'ready',
        since: '3 novembre 2026',
        commune: 'Lille',
      },
    ],
  })
}
