import {
  type Counted,
  mainReason,
  REASONS,
  refusalTable,
  WHOSE,
} from '../../server/refusals/rules.ts'
import type { DoctorAcceptanceView } from '../../web/components/staff/doctor-acceptance.ts'
import type { StaffSite } from '../../web/components/staff/frame.ts'
import type { Todo } from '../../web/components/staff/todos.ts'
import type { Html } from '../../web/html.ts'
import { doctorFormPage } from '../../web/pages/staff/doctor-form.ts'
import { inboxPage } from '../../web/pages/staff/inbox.ts'
import { refusalsPage } from '../../web/pages/staff/refusals.ts'
import { aDoctorForm } from './staff-register-gallery.ts'
import { anInbox, key, oneTodoPage } from './staff-views.ts'

/** The table of refusals and what comes of them, in every state. */
export function refusalsPages(site: StaffSite): Record<string, Html> {
  const table = refusalTable(aYear())
  const shown = { year: 2026, years: [2026, 2025], mayExport: true }
  const none = { ...refusalTable([]), ...shown, main: null }
  return {
    'equipe-refus': refusalsPage(site, { ...table, ...shown, main: mainReason(table) }),
    'equipe-refus-vide': refusalsPage(site, none),
    'equipe-medecin-reponses': doctorFormPage(
      site,
      aDoctorForm({ name: 'Dr Fantine Hautelisse', acceptance }),
    ),
    'equipe-demandes-reponses': inboxPage(site, { ...anInbox(), toDo: oneTodoPage([talk]) }),
  }
}

const figures = '2 accueillis sur 14 en douze mois ; 68 % dans le territoire.'
const acceptance: DoctorAcceptanceView[] = [
  {
    id: 'a1',
    band: 'A',
    figures,
    read: 'Le médecin les a lus le 20 novembre 2026.',
    talked: null,
    key,
  },
  {
    id: 'a2',
    band: 'C',
    figures,
    read: 'Le médecin les a lus le 3 novembre 2026.',
    talked: 'Inès Belgrain en a parlé le 12 novembre 2026.',
    key,
  },
]

const talk: Todo = {
  kind: 'low_acceptance',
  title: 'Parlez avec le Dr Fantine Hautelisse de ses réponses : foyers « prioritaire »',
  detail: `${figures} Le médecin les a lus le 20 novembre 2026.`,
  href: '/coordination/medecins/d1#reponses',
  action: 'Voir sa fiche',
  finish: '/coordination/reponses/a1/parle',
  finishLabel: 'J’en ai parlé',
  finishKey: key,
}

/** Households of each reason and band, more of the first ones. */
function aYear(): Counted[] {
  const bands = ['D', 'C', 'B', 'A'] as const
  return WHOSE.flatMap((whose, w) =>
    REASONS[whose].flatMap((reason, r) =>
      bands.flatMap((band, b) =>
        Array.from({ length: Math.max(0, 14 - 3 * r - 3 * b - w) }, (_, i) => ({
          requestId: `${w}-${b}-${i}-${r % 2}`,
          whose,
          reason,
          band,
        })),
      ),
    ),
  )
}
