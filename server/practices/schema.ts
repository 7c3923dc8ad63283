import { readDoctorForm } from '../doctors/form.ts'
import type { PracticeSheet, Secretariat } from '../doctors/rules.ts'
import type { LonLat } from '../geo.ts'
import type { FormValues } from '../http/forms.ts'

/** What is entered of a practice; `position` as typed, null to have the address found. */
export type PracticeForm = {
  practice: PracticeSheet
  position: LonLat | null
  secretariat: Secretariat
}

type Read = { ok: true; form: PracticeForm } | { ok: false; errors: Record<string, string> }

const FIELDS = [
  'cabinet',
  'adresse',
  'code_postal',
  'commune',
  'lon',
  'lat',
  'telephone',
  'prise_de_rdv',
] as const

/** The columns that a practice does not have, right by themselves. */
const NOBODY: FormValues = { rpps: '00000000000', nom: 'N', prenom: 'N', places: '0' }

const MAX_WORDS = 300
const TOO_LONG = `Écrivez au plus ${MAX_WORDS} caractères.`

/** The form of a practice, by the rules of the doctors' file: its fields have the names of those columns. */
export function readPracticeForm(values: FormValues, now: Date): Read {
  const own = Object.fromEntries(FIELDS.map((name) => [name, values[name] ?? '']))
  const sheet = readDoctorForm({ ...NOBODY, ...own }, now)
  const hours = (values.horaires ?? '').trim().replace(/\s+/g, ' ')
  const errors = {
    ...(sheet.ok ? {} : sheet.errors),
    ...(hours.length > MAX_WORDS ? { horaires: TOO_LONG } : {}),
    ...((values.prise_de_rdv ?? '').length > MAX_WORDS ? { prise_de_rdv: TOO_LONG } : {}),
  }
  if (!sheet.ok || Object.keys(errors).length > 0) return { ok: false, errors }
  const { practice, position, identity, conditions } = sheet.sheet
  const { booking } = conditions
  const secretariat = { phone: identity.phone, phoneHours: hours, booking }
  return { ok: true, form: { practice, position, secretariat } }
}
