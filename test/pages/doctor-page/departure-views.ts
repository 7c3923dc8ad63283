import type { LeavingView } from '../../../web/pages/doctor/departure.ts'

/** The form of a departure that nobody announced yet, but for whose page it is. */
export const aDeparture: Omit<LeavingView, 'path' | 'name' | 'seal'> = {
  announced: null,
  stale: null,
  values: {},
  errors: {},
  communes: [
    ['59220', 'Faches-Thumesnil'],
    ['59299', 'Hellemmes'],
    ['59350', 'Lille'],
    ['59355', 'Lomme'],
    ['59360', 'Loos'],
    ['59507', 'Ronchin'],
    ['59527', 'Saint-André-lez-Lille'],
  ].map(([code, name = '']) => ({ name, field: `personnes[${code}]` })),
  otherLines: 3,
}

/** What the form shows once it is announced and counted. */
export const announced = {
  announced: {
    version: 1,
    leavesOn: '2027-06-30',
    people: 310,
    by: 'Inès Belgrain, le 22 novembre 2026',
  },
  values: {
    motif: 'retraite',
    part_le: '30/06/2027',
    'personnes[59350][0-15]': '84',
    'personnes[59350][16-69]': '190',
    'personnes[59360][70+]': '36',
  },
}
