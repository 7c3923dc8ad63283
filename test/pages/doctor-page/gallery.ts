import type { Site } from '../../../web/components/layout.ts'
import type { Html } from '../../../web/html.ts'
import type { AcceptanceView } from '../../../web/pages/doctor/acceptance.ts'
import type { AskedView } from '../../../web/pages/doctor/asked-view.ts'
import { type AvailabilityView, availabilityPage } from '../../../web/pages/doctor/availability.ts'
import { departurePage } from '../../../web/pages/doctor/departure.ts'
import type { HouseholdsView, NamesLock, ReachView } from '../../../web/pages/doctor/doctor-view.ts'
import {
  deadLinkPage,
  newLinkAskedPage,
  savedPage,
  thanksPage,
} from '../../../web/pages/doctor/saved.ts'
import { leavePage, pausePage } from '../../../web/pages/doctor/stop.ts'
import { askedGallery } from './asked-gallery.ts'
import { aDeparture, announced } from './departure-views.ts'
import { doctor, FIRST, practice, SECOND, several } from './facts.ts'
import { listGallery } from './list-gallery.ts'

const path = `/medecin/${'J'.repeat(43)}`
const seal = { key: '6f1c1c7e-8a52-4e7b-9c50-3d6a3a2f9b11', version: 3, taken: '0' }

/** Two households, one of them answered for. */
export function sent(lock: NamesLock, codeError: string | null = null): HouseholdsView {
  const isOpen = lock === 'open'
  return {
    lock,
    codeError,
    page: { current: 1, total: 2, before: 0, after: 0 },
    households: [
      {
        id: FIRST,
        reference: 'GL-4K7-92M',
        sentOn: '2026-11-03',
        people: [{ band: '70+', people: 1 }],
        names: isOpen ? ['Simone Tardivel'] : null,
        said: null,
        key: seal.key,
      },
      {
        id: SECOND,
        reference: 'GL-7HN-3QX',
        sentOn: '2026-11-12',
        people: [
          { band: '0-15', people: 1 },
          { band: '16-69', people: 2 },
        ],
        names: isOpen ? ['Théo Mirandel', 'Lise Mirandel', 'Ana Mirandel'] : null,
        said: 'seen',
        key: seal.key,
      },
    ],
  }
}

const reach: ReachView = {
  channel: 'email',
  hasEmail: true,
  mobileEnd: '78',
  isProven: false,
}

const nobody: HouseholdsView = {
  households: [],
  page: { current: 1, total: 0, before: 0, after: 0 },
  lock: 'ask',
  codeError: null,
}

const acceptance: AcceptanceView = {
  lines: [
    { band: 'A', yes: 0, answered: 12, territoryPercent: 58 },
    { band: 'C', yes: 3, answered: 14, territoryPercent: 71 },
  ],
  unread: [FIRST, SECOND],
  toldOn: '2026-12-24',
  isTold: false,
  key: seal.key,
}

const nothingAsked: AskedView = { waiting: [], promised: [], form: null, noted: null }

const view: AvailabilityView = {
  path,
  doctor,
  leaving: null,
  seal,
  form: {
    values: {
      [`dispo[${FIRST}][places]`]: '2',
      [`dispo[${FIRST}][places_ald]`]: '1',
      [`dispo[${FIRST}][places_visite]`]: '1',
      [`dispo[${FIRST}][age_min]`]: '6',
      [`dispo[${FIRST}][plain_pied]`]: 'oui',
      [`dispo[${FIRST}][fin]`]: 'six',
    },
    communes: { [FIRST]: ['59350'] },
    languages: ['fr', 'en'],
    errors: {},
  },
  communes: [
    { inseeCode: '59220', name: 'Faches-Thumesnil' },
    { inseeCode: '59350', name: 'Lille' },
    { inseeCode: '59360', name: 'Loos' },
  ],
  reach,
  asked: nothingAsked,
  sent: nobody,
  acceptance: null,
  commonList: null,
  stale: null,
}

const wrong = {
  ...view.form,
  errors: {
    [`dispo[${FIRST}][places]`]: 'Indiquez un nombre entier, par exemple 2.',
    [`dispo[${FIRST}][age_max]`]: 'Indiquez un âge qui vient après le premier, ou laissez vide.',
  },
}

/** Every state of the page behind a doctor's link, by name. */
export function doctorGallery(site: Site): Record<string, Html> {
  const saved = { path, doctor, savedOn: '2026-11-24', askedOn: '2027-04-19', hasLeft: false }
  const thanks = {
    ...saved,
    leaving: null,
    reach,
    asked: nothingAsked,
    acceptance: null,
    commonList: null,
    sent: sent('ask'),
  }
  const stop = { path, doctor: several, seal, keptFor: '90 jours', values: {}, errors: {} }
  const departure = { ...aDeparture, path, name: doctor.name, seal }
  return {
    'medecin-disponibilites': availabilityPage(site, view),
    'medecin-cabinets': availabilityPage(site, { ...view, doctor: several, sent: sent('ask') }),
    'medecin-mobile-code': availabilityPage(site, { ...view, sent: { ...nobody, lock: 'sent' } }),
    'medecin-mobile': availabilityPage(site, {
      ...view,
      reach: { ...reach, isProven: true },
      sent: { ...nobody, lock: 'open' },
      form: { ...view.form, values: { ...view.form.values, mobile: '06 39 98 56 78' } },
    }),
    'medecin-mobile-refuse': availabilityPage(site, {
      ...view,
      form: {
        ...view.form,
        errors: { mobile: 'Pour changer de mobile, recevez d’abord un code.' },
      },
    }),
    'medecin-sans-sms': availabilityPage(site, { ...view, reach: { ...reach, mobileEnd: null } }),
    'medecin-erreurs': availabilityPage(site, { ...view, form: wrong }),
    'medecin-change-ailleurs': availabilityPage(site, {
      ...view,
      stale: { by: 'Inès Belgrain', when: 'le 24 novembre, 9 h 12' },
    }),
    'medecin-places-parties': availabilityPage(site, {
      ...view,
      stale: { by: null, when: 'le 24 novembre, 9 h 12', isTaken: true },
    }),
    'medecin-code': availabilityPage(site, { ...view, sent: sent('sent') }),
    'medecin-code-faux': availabilityPage(site, {
      ...view,
      sent: sent('sent', 'Ce code ne sert plus. Recevez-en un autre.'),
    }),
    'medecin-foyers-suite': availabilityPage(site, {
      ...view,
      sent: { ...sent('ask'), page: { current: 2, total: 74, before: 30, after: 14 } },
    }),
    'medecin-noms': availabilityPage(site, { ...view, sent: sent('open') }),
    'medecin-trop-d-essais': availabilityPage(site, { ...view, sent: sent('spent') }),
    'medecin-sans-mobile': availabilityPage(site, { ...view, sent: sent('no_mobile') }),
    'medecin-reponses': availabilityPage(site, { ...view, acceptance }),
    'medecin-merci-reponses': thanksPage(site, {
      ...thanks,
      acceptance: { ...acceptance, unread: [], toldOn: null, isTold: true },
    }),
    'medecin-merci': thanksPage(site, thanks),
    'medecin-merci-fin': thanksPage(site, {
      ...thanks,
      doctor: { ...several, holdsUntil: '2027-05-24' },
    }),
    'medecin-merci-pause': thanksPage(site, {
      ...thanks,
      doctor: {
        ...doctor,
        practices: [
          { ...practice, offer: { state: 'paused', until: '2027-02-28', next: 'asked' } },
        ],
      },
      askedOn: '2027-03-01',
    }),
    'medecin-merci-depart': thanksPage(site, {
      ...thanks,
      leaving: { leavesOn: '2027-06-30', people: 0 },
      sent: nobody,
    }),
    'medecin-depart': departurePage(site, departure),
    'medecin-depart-erreurs': departurePage(site, {
      ...departure,
      values: { part_le: 'en juin', 'personnes[59350][0-15]': 'une centaine' },
      errors: {
        motif: 'Choisissez pourquoi vous partez.',
        part_le: 'Indiquez une date, par exemple 30/06/2027.',
        'personnes[59350][0-15]': 'Indiquez un nombre entier de personnes, 10 000 au plus.',
      },
    }),
    'medecin-depart-annonce': departurePage(site, { ...departure, ...announced }),
    'medecin-depart-change-ailleurs': departurePage(site, {
      ...departure,
      ...announced,
      stale: { by: 'Inès Belgrain', when: 'le 24 novembre, 9 h 12' },
    }),
    'medecin-part': availabilityPage(site, {
      ...view,
      leaving: { leavesOn: '2027-06-30', people: 310 },
    }),
    'medecin-parti': thanksPage(site, { ...thanks, hasLeft: true, sent: nobody }),
    'medecin-enregistre': savedPage(site, { path, savedOn: '2026-11-24' }),
    'medecin-lien-mort': deadLinkPage(site, path),
    'medecin-lien-demande': newLinkAskedPage(site),
    'medecin-pause': pausePage(site, stop),
    'medecin-pause-erreur': pausePage(site, {
      ...stop,
      errors: { duree: 'Choisissez jusqu’à quand.' },
    }),
    'medecin-quitter': leavePage(site, stop),
    ...askedGallery(site, { view, thanks }),
    ...listGallery(site),
  }
}
