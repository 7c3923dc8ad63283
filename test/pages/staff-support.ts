import type { Site } from '../../web/components/layout.ts'
import type { StaffSite } from '../../web/components/staff/frame.ts'
import type { InboxRow } from '../../web/components/staff/inbox-table.ts'
import type { ExcludedRow, RankedRow, RequestView } from '../../web/pages/staff/request-view.ts'
import { contours } from './staff-map.ts'
import { aSite } from './support.ts'

export function aStaffSite(changes: Partial<StaffSite> = {}, site: Site = aSite()): StaffSite {
  return {
    ...site,
    account: { name: 'Inès Belgrain', role: 'coordinator' },
    counts: { waiting: 27, todos: 3 },
    ...changes,
  }
}

export function anInboxRow(changes: Partial<InboxRow> = {}): InboxRow {
  return {
    id: 'd1',
    reference: 'GL-4K7-92M',
    name: 'Jeanne Lamercier',
    people: 2,
    need: 'A',
    reasons: ['ALD', 'ne se déplace pas', '78 ans'],
    commune: 'Lille',
    waitingDays: 12,
    status: 'ready',
    nextStep: 'Choisir les médecins',
    nextStepDate: '2026-11-26',
    nextStepDateText: 'avant le jeudi 26 novembre',
    ...changes,
  }
}

export function aRankedRow(changes: Partial<RankedRow> = {}): RankedRow {
  return {
    rowId: 'a1',
    doctorId: 'm1',
    name: 'Dr Ombeline Vanhoublon',
    practiceId: 'c1',
    practice: 'Cabinet des Moulins, Lille',
    position: [3.062, 50.632],
    km: 0.8123,
    isChosen: true,
    road: null,
    freshness: 'fresh',
    reasons: [
      { code: 'distance', km: 0.8123 },
      { code: 'places', free: 3 },
      { code: 'home_visits', free: 2 },
      { code: 'confirmed', daysAgo: 21, freshness: 'fresh', isDoubted: false },
    ],
    ...changes,
  }
}

export function anExcludedRow(changes: Partial<ExcludedRow> = {}): ExcludedRow {
  return {
    rowId: 'a9',
    doctorId: 'm9',
    name: 'Dr Basile Wattrepré',
    practiceId: 'c9',
    practice: 'Cabinet de la Halle, Lille',
    position: [3.058, 50.638],
    km: 1.5,
    reasons: ['full'],
    facts: {},
    ...changes,
  }
}

export function aRequest(changes: Partial<RequestView> = {}): RequestView {
  return {
    id: 'd1',
    reference: 'GL-4K7-92M',
    status: 'ready',
    closeReason: null,
    name: 'Jeanne Lamercier',
    need: { level: 'A', reasons: ['ALD', 'ne se déplace pas'] },
    facts: {
      members: [
        { label: 'Jeanne, 78 ans', needs: ['ALD', 'ne se déplace pas'] },
        { label: 'Émile, 80 ans', needs: [] },
      ],
      wishes: ['parle portugais'],
      maxKm: 3,
      channel: 'sms',
      phone: '+33639981234',
      email: null,
      canOpenLink: true,
      smsStopped: null,
      waiting: { days: 12, since: '12 novembre' },
    },
    nextStep: { text: 'choisir les médecins', date: '2026-11-26', dateText: 'jeudi 26 novembre' },
    seal: { key: '6f1c1c7e-8a52-4e7b-9c50-3d6a3a2f9b11', version: 4 },
    form: { values: {}, errors: {} },
    ranking: {
      km: 3,
      source: 'Distances à vol d’oiseau',
      roadNote: null,
      canSend: true,
      asking: null,
      ranked: rankedRows,
      rankedCount: rankedRows.length,
      excluded: excludedRows,
      excludedCount: excludedRows.length,
    },
    map: { contours, tiles: null },
    home: {
      typed: '14 rue de la Toile-Bise, 59000 Lille',
      label: '14 Rue de la Toile-Bise 59000 Lille',
      position: [3.06, 50.63],
      precision: 'housenumber',
      verdict: 'inside',
      decision: null,
      doubts: [],
      candidates: [],
    },
    given: null,
    solution: null,
    pausedUntil: null,
    disagreement: false,
    isSilent: false,
    todos: [],
    members: [
      { id: 'p1', label: 'Jeanne' },
      { id: 'p2', label: 'Émile' },
    ],
    messages: [],
    history: [
      {
        state: 'done',
        when: '12 novembre, 10 h 42',
        what: 'Questionnaire rempli en ligne',
        more: 'Affiche « pharmacie de la Halle »',
      },
      { state: 'done', when: '12 novembre, 10 h 42', what: 'Adresse trouvée, dans le territoire' },
      { state: 'now', when: '24 novembre, 9 h 05', what: 'Ouverte par Inès Belgrain' },
    ],
    moves: ['to_locate', 'outside', 'closed'],
    undo: null,
    stale: null,
    said: null,
    referral: null,
    twins: [],
    editHref: null,
    ...changes,
  }
}

const rankedRows: readonly RankedRow[] = [
  aRankedRow(),
  aRankedRow({
    rowId: 'a2',
    doctorId: 'm2',
    name: 'Dr Nour Belkassari',
    practiceId: 'c2',
    practice: 'Maison de santé du Sud, Lille',
    position: [3.052, 50.622],
    km: 1.38,
    reasons: [
      { code: 'distance', km: 1.38 },
      { code: 'places', free: 4 },
      { code: 'language', languages: ['pt', 'ar'] },
      { code: 'confirmed', daysAgo: 39, freshness: 'fresh', isDoubted: false },
      { code: 'ahead_of', id: 'a3', because: 'less_solicited' },
    ],
  }),
  aRankedRow({
    rowId: 'a3',
    doctorId: 'm3',
    name: 'Dr Achille Mérovert',
    practiceId: 'c1',
    km: 0.8123,
    isChosen: false,
  }),
  aRankedRow({
    rowId: 'a4',
    doctorId: 'm4',
    name: 'Dr Fantine Hautelisse',
    practiceId: 'c4',
    practice: 'Cabinet du Lin, Ronchin',
    position: [3.075, 50.612],
    km: 2.71,
    isChosen: false,
    freshness: 'to_reconfirm',
    reasons: [
      { code: 'distance', km: 2.71 },
      { code: 'places', free: 1 },
      { code: 'confirmed', daysAgo: 196, freshness: 'to_reconfirm', isDoubted: false },
    ],
  }),
]

const excludedRows: readonly ExcludedRow[] = [
  anExcludedRow(),
  anExcludedRow({
    rowId: 'a8',
    doctorId: 'm8',
    name: 'Dr Hugo Brizelande',
    practiceId: 'c8',
    position: [3.04, 50.628],
    km: 1.9,
    reasons: ['paused'],
    facts: { pausedUntil: '4 janvier' },
  }),
  anExcludedRow({
    rowId: 'a7',
    doctorId: 'm7',
    name: 'Dr Léopold Grisendal',
    practiceId: 'c7',
    position: [3.07, 50.645],
    km: 2.5,
    reasons: ['age', 'home_visit'],
    facts: { ageMax: 15 },
  }),
  anExcludedRow({
    rowId: 'a6',
    doctorId: 'm6',
    name: 'Dr Yasmine Orvalle',
    practiceId: 'c6',
    position: [3.03, 50.605],
    km: 4.02,
    reasons: ['too_far'],
    facts: { maxKm: 3 },
  }),
]
