import type { Site } from '../../../web/components/layout.ts'
import type { Html } from '../../../web/html.ts'
import {
  type AskedView,
  NOTED,
  type Noted,
  type PromisedView,
  type SummaryView,
  type WaitingView,
} from '../../../web/pages/doctor/asked-view.ts'
import { type AvailabilityView, availabilityPage } from '../../../web/pages/doctor/availability.ts'
import { type ThanksView, thanksPage } from '../../../web/pages/doctor/saved.ts'

/** A couple, one of them to be visited, and a child who goes with them. */
export const couple: SummaryView = {
  people: [
    { band: '0-15', people: 1 },
    { band: '16-69', people: 1 },
    { band: '70+', people: 1 },
  ],
  peopleCount: 3,
  need: 'A',
  homeVisits: 1,
  wheelchair: true,
  language: 'pt',
  area: 'Lille',
  waitingDays: 34,
}

/** Somebody in good health, in a small commune. */
export const single: SummaryView = {
  people: [{ band: '70+', people: 1 }],
  peopleCount: 1,
  need: 'C',
  homeVisits: 0,
  wheelchair: false,
  language: null,
  area: 'Métropole Européenne de Lille',
  waitingDays: 95,
}

const first: WaitingView = {
  id: '0d5f9a34-6f0e-4a0c-8a55-0a4d1f7c9d11',
  summary: couple,
  practice: 'Cabinet de la Toile-Bise',
  isFull: false,
  due: 'mardi 1er décembre, 18 h',
  key: '6f1c1c7e-8a52-4e7b-9c50-3d6a3a2f9b21',
  laterDays: ['2026-12-24', '2027-01-24', '2027-02-24'],
}

const second: WaitingView = {
  ...first,
  id: '0d5f9a34-6f0e-4a0c-8a55-0a4d1f7c9d12',
  summary: single,
  practice: 'Maison de santé des Nuages-Bas',
}

const promised: readonly PromisedView[] = [
  { summary: couple, reference: null, state: 'to_tell', until: null },
  { summary: single, reference: null, state: 'told', until: '2026-12-08' },
  { summary: single, reference: 'GL-2XR-81T', state: 'ended', until: null },
  { summary: couple, reference: 'GL-9PB-44C', state: 'absent', until: null },
]

/** Told on the common list, not on the doctor's page. */
const ON_THE_LIST: readonly Noted[] = ['accueilli', 'confrere', 'parti']

const later = `a_partir_du[${first.id}]`

type Pages = { view: AvailabilityView; thanks: ThanksView }

/** The page of a doctor who is asked about households, before and after their answers. */
export function askedGallery(site: Site, { view, thanks }: Pages): Record<string, Html> {
  const page = (asked: Partial<AskedView>) =>
    availabilityPage(site, {
      ...view,
      asked: { ...view.asked, ...asked },
      commonList: `${view.path}/liste-commune`,
    })
  const refused = {
    id: first.id,
    values: { [later]: '31/11/2026' },
    errors: { [later]: 'Indiquez un jour à venir, d’ici un an, par exemple 24/02/2027.' },
  }
  return {
    'medecin-sollicite': page({ waiting: [first] }),
    'medecin-sollicite-deux-fois': page({ waiting: [first, second], promised }),
    'medecin-sollicite-erreur': page({ waiting: [first, second], form: refused }),
    'medecin-sollicite-merci': thanksPage(site, {
      ...thanks,
      asked: { ...thanks.asked, waiting: [second], promised },
      commonList: `${view.path}/liste-commune`,
    }),
    'medecin-sollicite-complet': thanksPage(site, {
      ...thanks,
      doctor: full(thanks.doctor),
      asked: { ...thanks.asked, waiting: [{ ...second, isFull: true }] },
    }),
    ...Object.fromEntries(
      NOTED.filter((noted) => !ON_THE_LIST.includes(noted)).map((noted) => [
        `medecin-note-${noted.replace('_', '-')}`,
        page({ noted }),
      ]),
    ),
  }
}

/** Who has just said that they take nobody more. */
function full(doctor: ThanksView['doctor']): ThanksView['doctor'] {
  const none = { places: 0, aldPlaces: 0, homeVisitPlaces: 0, offer: { state: 'none' } } as const
  return { ...doctor, practices: doctor.practices.map((practice) => ({ ...practice, ...none })) }
}
