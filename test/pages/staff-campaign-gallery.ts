import type { Audience, ReportRow } from '../../server/campaigns/rules.ts'
import type { StaffSite } from '../../web/components/staff/frame.ts'
import type { Html } from '../../web/html.ts'
import { campaignPage, computedPage } from '../../web/pages/staff/campaign.ts'
import type { CampaignView } from '../../web/pages/staff/campaign-view.ts'
import { campaignsPage } from '../../web/pages/staff/campaigns.ts'
import { type SurveyResultsView, surveyResultsPage } from '../../web/pages/staff/survey-results.ts'
import { key } from './staff-views.ts'

/** The campaigns, the survey before and after it leaves, and its results. */
export function campaignPages(site: StaffSite): Record<string, Html> {
  const errors = { jour: 'Indiquez un jour à partir d’aujourd’hui, par exemple 01/12/2026.' }
  return {
    'equipe-campagnes': campaignsPage(site, { rows, computed, toPrepare: null }),
    'equipe-campagnes-vide': campaignsPage(site, {
      rows: [],
      computed,
      toPrepare: { year: 2026, key },
    }),
    'equipe-campagne-brouillon': campaignPage(site, aCampaign),
    'equipe-campagne-erreur': campaignPage(site, { ...aCampaign, errors }),
    'equipe-campagne-en-cours': campaignPage(site, { ...underWay, status: 'running' }),
    'equipe-campagne-pause': campaignPage(site, {
      ...underWay,
      status: 'paused',
      said: 'En pause : rien d’autre ne part.',
    }),
    'equipe-campagne-annulee': campaignPage(site, cancelled),
    'equipe-campagne-calculee': computedPage(site, {
      path: '/coordination/campagnes/disponibilites',
      name: 'Disponibilités des médecins',
      soft: computed[0]?.soft ?? '',
      year: 2026,
      report,
    }),
    'equipe-enquete': surveyResultsPage(site, results),
    'equipe-enquete-peu': surveyResultsPage(site, few),
  }
}

const computed = [
  {
    href: '/coordination/campagnes/disponibilites',
    name: 'Disponibilités des médecins',
    soft: 'Calculée chaque jour : chaque médecin est interrogé avant que sa réponse ait six mois.',
    report: [aRow({ channel: 'sms', total: 44, delivered: 41, waiting: 2, failed: 1 })],
  },
]

const rows = [
  {
    href: '/coordination/campagnes/1',
    name: 'Enquête 2026',
    status: 'running' as const,
    when: 'Lancée le 1er décembre 2026 par Inès Belgrain',
    report: [aRow({ total: 58, delivered: 28, accepted: 2, uncertain: 1, failed: 3, waiting: 24 })],
  },
  {
    href: '/coordination/campagnes/2',
    name: 'Enquête 2025',
    status: 'ended' as const,
    when: 'Lancée le 2 décembre 2025 par Inès Belgrain',
    report: [aRow({ total: 71, delivered: 71 })],
  },
  {
    href: '/coordination/campagnes/3',
    name: 'Enquête 2025',
    status: 'cancelled' as const,
    when: 'Lancée le 1er décembre 2025 par Malik Kerbane',
    report: [aRow({ total: 71, delivered: 4, failed: 1, cancelled: 66 })],
  },
  {
    href: '/coordination/campagnes/4',
    name: 'Enquête 2024',
    status: 'paused' as const,
    when: 'Lancée le 3 décembre 2024 par Inès Belgrain',
    report: [aRow({ total: 40, waiting: 40 })],
  },
]

const audience: Audience = {
  email: 39,
  sms: 19,
  toCall: 6,
  noAgreement: 11,
  alreadyAsked: 0,
  duplicate: 1,
  deceased: 1,
  erased: 2,
}

const report: ReportRow[] = [
  aRow({ channel: 'email', total: 39, delivered: 0, accepted: 20, waiting: 17, failed: 2 }),
  aRow({ channel: 'sms', total: 19, delivered: 8, waiting: 10, uncertain: 1 }),
  aRow({ wave: 'relay', channel: 'email', total: 1, accepted: 1 }),
]

function aRow(part: Partial<ReportRow>): ReportRow {
  const none = { delivered: 0, accepted: 0, waiting: 0, failed: 0, uncertain: 0, cancelled: 0 }
  return { wave: 'first', channel: 'email', total: 0, ...none, ...part }
}

const aCampaign: CampaignView = {
  path: '/coordination/campagnes/1',
  name: 'Enquête 2026',
  status: 'draft',
  audience,
  since: 'depuis le 2 décembre 2025',
  previews: [
    {
      channel: 'email',
      subject: 'Votre avis, en six questions',
      text: 'Bonjour,\n\nVous avez fait appel à la CPTS Grand-Lille (exemple).\n\n« lien privé »',
    },
    {
      channel: 'sms',
      text: 'CPTS Grand-Lille (exemple) : votre avis compte. Six questions anonymes :\n« lien privé »\nAide : Inès Belgrain, 03 53 01 00 24',
      segments: 2,
      septets: 198,
      capacity: 306,
    },
  ],
  report: [],
  facts: [],
  seal: { key, version: 1 },
  values: { jour: '01/12/2026' },
  errors: {},
  stale: null,
  said: null,
  mayWrite: true,
  resultsHref: null,
}

const underWay: CampaignView = {
  ...aCampaign,
  previews: [],
  report,
  resultsHref: '/coordination/enquete?annee=2026',
  facts: [
    ['Lancée par', 'Inès Belgrain'],
    ['Premier envoi', '1er décembre, 9 h'],
    ['Répartie sur', '9 h de bureau'],
    ['Rappel', '15 décembre'],
    ['Réponses jusqu’au', '30 janvier'],
  ],
}

const cancelled: CampaignView = {
  ...underWay,
  status: 'cancelled',
  said: 'C’est annulé : rien d’autre ne partira.',
  report: [
    aRow({ channel: 'email', total: 39, accepted: 20, failed: 2, cancelled: 17 }),
    aRow({ channel: 'sms', total: 19, cancelled: 19 }),
  ],
  facts: [
    ['Lancée par', 'Inès Belgrain'],
    ['Premier envoi', '1er décembre, 9 h'],
    ['Répartie sur', '9 h de bureau'],
    ['Réponses jusqu’au', '30 janvier'],
    ['Annulée', '2 décembre, 11 h 10'],
  ],
}

const found = {
  id: 'found',
  question: 'Avez-vous trouvé un médecin près de chez vous ?',
  answered: 34,
  rows: [
    { label: 'Oui', shortLabel: 'Oui', count: 21 },
    { label: 'J’ai un rendez-vous', shortLabel: 'rendez-vous', count: 6 },
    { label: 'Non, pas encore', shortLabel: 'Non', count: 7 },
  ],
}
const ease = {
  id: 'ease',
  question: 'Était-ce simple de faire la demande ?',
  answered: 4,
  rows: null,
}

const results: SurveyResultsView = {
  year: 2026,
  years: [2026, 2025],
  asked: 58,
  answers: 34,
  questions: [found, ease],
  byYear: [
    { year: 2026, asked: 58, answers: 34, good: [{ count: 27, of: 34 }, null] },
    {
      year: 2025,
      asked: 47,
      answers: 29,
      good: [
        { count: 19, of: 29 },
        { count: 20, of: 28 },
      ],
    },
  ],
  shown: ['Merci, j’ai trouvé en trois semaines.', 'On m’a rappelée, c’était simple.'],
  words: [
    {
      id: 'm1',
      year: 2026,
      version: 1,
      state: 'to_review',
      written: 'Merci à Inès, le Dr Belkassari est parfait.',
      shown: null,
      reviewedBy: null,
      key,
    },
    {
      id: 'm2',
      year: 2026,
      version: 2,
      state: 'hidden',
      written: 'Mon voisin du 14 est parti.',
      shown: null,
      reviewedBy: 'Inès Belgrain',
      key,
    },
  ],
  mayWrite: true,
  stale: null,
  said: null,
  least: 5,
}

const few: SurveyResultsView = {
  ...results,
  answers: 3,
  questions: [{ ...ease, answered: 3 }],
  byYear: [{ year: 2026, asked: 58, answers: 3, good: [null] }],
  shown: [],
  words: [],
}
