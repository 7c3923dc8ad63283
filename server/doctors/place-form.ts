import type { FormValues } from '../http/forms.ts'
import { type DoctorForm, formOf, readDoctorForm } from './form.ts'
import type { Practice, RegisterEntry } from './rules.ts'

/** Fields of a doctor that a new place does not change. */
const OF_DOCTOR = [
  'rpps',
  'nom',
  'prenom',
  'telephone',
  'courriel',
  'langues',
  'accord_coordination',
  'accord_patients',
  'accord_carte',
]

type Known = { entry: RegisterEntry; practices: readonly Practice[] }

/** The sheet of one more place of a doctor: at a practice of the register where one is chosen, else at the one typed. */
export function readPlaceForm(
  values: FormValues,
  { entry, practices }: Known,
  now: Date,
): DoctorForm {
  const known = formOf(entry)
  const same = Object.fromEntries(OF_DOCTOR.map((name) => [name, known[name] ?? '']))
  const chosen = practices.find(({ id }) => id === values.cabinet_connu)
  return readDoctorForm({ ...values, ...same, ...(chosen && fieldsOf(chosen)) }, now)
}

function fieldsOf(practice: Practice): FormValues {
  const { name, address, postalCode, commune, position } = practice
  return {
    cabinet: name,
    adresse: address,
    code_postal: postalCode,
    commune,
    lon: position ? String(position[0]) : '',
    lat: position ? String(position[1]) : '',
  }
}
