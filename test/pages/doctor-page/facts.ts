import type { DoctorFacts, PracticeView } from '../../../web/pages/doctor/doctor-view.ts'

export const FIRST = '0d5f9a34-6f0e-4a0c-8a55-0a4d1f7c9d01'
export const SECOND = '0d5f9a34-6f0e-4a0c-8a55-0a4d1f7c9d02'

/** An invented practice, confirmed in May. */
export const practice: PracticeView = {
  id: FIRST,
  name: 'Cabinet de la Toile-Bise',
  places: 2,
  taken: 0,
  aldPlaces: 1,
  homeVisitPlaces: 1,
  homeVisitCommunes: ['Lille'],
  ageMin: 6,
  ageMax: null,
  stepFree: true,
  booking: 'secrétariat, 03 53 01 41 60',
  endsOn: null,
  pausedUntil: null,
  confirmedOn: '2026-05-12',
  offer: { state: 'offered', until: '2027-05-24' },
}

/** An invented doctor with one practice. */
export const doctor: DoctorFacts = {
  lastName: 'Hautelisse',
  name: 'Dr Fantine Hautelisse',
  languages: ['fr', 'en'],
  practices: [practice],
  holdsUntil: '2027-05-24',
}

/** The same with two, one of them paused. */
export const several: DoctorFacts = {
  ...doctor,
  practices: [
    { ...practice, places: 1, taken: 3 },
    {
      ...practice,
      id: SECOND,
      name: 'Maison de santé des Nuages-Bas',
      homeVisitPlaces: 0,
      stepFree: null,
      ageMin: null,
      booking: '',
      endsOn: '2027-03-31',
      pausedUntil: '2026-12-31',
      offer: { state: 'paused', until: '2026-12-31', next: 'offered' },
    },
  ],
}
