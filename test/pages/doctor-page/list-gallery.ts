import type { Site } from '../../../web/components/layout.ts'
import type { Html } from '../../../web/html.ts'
import {
  type CommonListView,
  commonListPage,
  type ListedView,
} from '../../../web/pages/doctor/common-list.ts'
import { couple, single } from './asked-gallery.ts'

const path = `/medecin/${'J'.repeat(43)}`

const near: ListedView = {
  id: '0d5f9a34-6f0e-4a0c-8a55-0a4d1f7c9d21',
  summary: couple,
  nearness: 'under_2',
  practice: 'Cabinet de la Toile-Bise, Lille',
  key: '6f1c1c7e-8a52-4e7b-9c50-3d6a3a2f9b31',
}

const far: ListedView = {
  ...near,
  id: '0d5f9a34-6f0e-4a0c-8a55-0a4d1f7c9d22',
  summary: single,
  nearness: '5_to_10',
  practice: 'Maison de santé des Nuages-Bas, La Madeleine',
}

const choice = (label: string, households: number, isChosen = false) => ({
  href: `${path}/liste-commune?cabinet=${label.length}`,
  label,
  households,
  isChosen,
})

/** The common list as a doctor finds it. */
export function listGallery(site: Site): Record<string, Html> {
  const list = (view: Partial<CommonListView>) =>
    commonListPage(site, {
      path: `${path}/liste-commune`,
      name: 'Dr Fantine Hautelisse',
      back: { href: path, label: 'Ma page' },
      households: [near, far],
      practices: [],
      noted: null,
      ...view,
    })
  return {
    'liste-commune': list({}),
    'liste-commune-cabinets': list({
      practices: [
        choice('Tous vos cabinets', 2, true),
        choice('Cabinet de la Toile-Bise, Lille', 1),
        choice('Maison de santé des Nuages-Bas, La Madeleine', 1),
      ],
    }),
    'liste-commune-vide': list({ households: [] }),
    'liste-commune-accueilli': list({ households: [far], noted: 'accueilli' }),
    'liste-commune-confrere': list({ households: [], noted: 'confrere' }),
    'liste-commune-parti': list({ households: [far], noted: 'parti' }),
  }
}
