import type { StaffSite } from '../../web/components/staff/frame.ts'
import type { Html } from '../../web/html.ts'
import { type DoctorFormView, doctorFormPage } from '../../web/pages/staff/doctor-form.ts'
import { type DoctorsView, doctorsPage } from '../../web/pages/staff/doctors.ts'
import { doctorsImportPage, type ImportTrial } from '../../web/pages/staff/doctors-import.ts'
import { key } from './staff-views.ts'

/** Pages of the register of doctors, in every state. */
export function registerPages(site: StaffSite): Record<string, Html> {
  return {
    'equipe-medecins': doctorsPage(site, doctors),
    'equipe-medecins-vide': doctorsPage(site, {
      ...doctors,
      rows: [],
      toLocate: 0,
      page: { ...doctors.page, total: 0 },
    }),
    'equipe-medecin-nouveau': doctorFormPage(site, aDoctorForm()),
    'equipe-medecin-refuse': doctorFormPage(
      site,
      aDoctorForm({
        values: { nom: 'Lestoile', rpps: '1234' },
        errors: {
          rpps: 'Il manque des chiffres : un numéro RPPS en a 11.',
          places: 'Indiquez un nombre, par exemple 5.',
        },
      }),
    ),
    'equipe-import': doctorsImportPage(site, { key, error: null, trial: null }),
    'equipe-import-erreurs': doctorsImportPage(site, {
      key,
      error: null,
      trial: aTrial({
        importId: null,
        problems: [
          { row: 4, column: 'rpps', reason: '10 chiffres au lieu de 11' },
          { row: 18, column: 'telephone', reason: 'numéro de téléphone incomplet' },
        ],
      }),
    }),
    'equipe-import-pret': doctorsImportPage(site, { key, error: null, trial: aTrial() }),
  }
}

export function aDoctorForm(changes: Partial<DoctorFormView> = {}): DoctorFormView {
  return {
    action: '/coordination/medecins/nouveau',
    name: null,
    seal: { key },
    values: {},
    errors: {},
    agreements: {
      accord_coordination: '3 novembre 2026',
      accord_patients: null,
      accord_carte: null,
    },
    stale: null,
    ...changes,
  }
}

export function aTrial(changes: Partial<ImportTrial> = {}): ImportTrial {
  return {
    fileName: 'medecins.csv',
    importId: 'i1',
    rows: 40,
    added: 31,
    changed: 6,
    unchanged: 3,
    problems: [],
    toLocate: [{ row: 12, practice: 'Cabinet du Fort', why: 'la rue est trouvée, pas le numéro' }],
    ...changes,
  }
}

export const doctors: DoctorsView = {
  filters: { q: '', etat: '', commune: '' },
  communes: [
    ['59350', 'Lille'],
    ['59507', 'Ronchin'],
  ],
  page: { from: 1, to: 3, total: 21, current: 1, last: 2 },
  toLocate: 1,
  said: 'Le Dr Côme Lestoile est enregistré.',
  rows: [
    {
      rowId: 'a1',
      doctorId: 'm1',
      name: 'Dr Ombeline Vanhoublon',
      practice: 'Cabinet des Moulins',
      commune: 'Lille',
      isLocated: true,
      state: 'fresh',
      confirmed: 'il y a 12 jours',
      freePlaces: 3,
      places: 5,
      homeVisitPlaces: 2,
      phone: '03 53 01 41 07',
      missingAgreements: [],
    },
    {
      rowId: 'a2',
      doctorId: 'm2',
      name: 'Dr Fantine Hautelisse',
      practice: 'Cabinet du Lin',
      commune: 'Ronchin',
      isLocated: true,
      state: 'to_reconfirm',
      confirmed: 'il y a 196 jours',
      freePlaces: 2,
      places: 2,
      homeVisitPlaces: 0,
      phone: null,
      missingAgreements: ['carte publique'],
    },
    {
      rowId: 'a3',
      doctorId: 'm3',
      name: 'Dr Côme Lestoile',
      practice: 'Cabinet du Fort',
      commune: 'Ronchin',
      isLocated: false,
      state: 'full',
      confirmed: 'hier',
      freePlaces: 0,
      places: 4,
      homeVisitPlaces: 1,
      phone: '03 53 01 41 50',
      missingAgreements: ['être nommé', 'carte publique'],
    },
  ],
}
