import { randomUUID } from 'node:crypto'
import type { PracticeView } from '../../web/pages/staff/practice.ts'
import type { RegisterLine } from '../doctors/listing.ts'
import { doctorName } from '../doctors/rules.ts'
import type { FormValues } from '../http/forms.ts'
import { formatPhone } from '../phone.ts'
import type { PracticeRecord } from './store.ts'

/** Address of the page of a practice. */
export function practicePath(id: string): string {
  return `/coordination/cabinets/${id}`
}

type Shown = {
  practice: PracticeRecord
  /** Its doctors, by name. */
  lines: readonly RegisterLine[]
  isSaved: boolean
  isStale: boolean
  values?: FormValues | undefined
  errors?: Record<string, string> | undefined
}

/** A practice as its page shows it. */
export function practiceView(shown: Shown): PracticeView {
  const { practice, lines, isSaved, isStale, values, errors = {} } = shown
  return {
    title: practice.name || practice.address,
    action: practicePath(practice.id),
    seal: { key: randomUUID(), version: practice.version },
    values: values ?? formOf(practice),
    errors,
    isLocated: practice.position !== null,
    doctors: lines.map(({ entry, state, freePlaces }) => ({
      name: doctorName(entry.identity),
      href: `/coordination/medecins/${entry.id}`,
      state,
      freePlaces,
    })),
    isSaved,
    stale: isStale ? { by: null, when: 'entre-temps' } : null,
  }
}

function formOf(practice: PracticeRecord): FormValues {
  const { position, phone } = practice
  return {
    cabinet: practice.name,
    adresse: practice.address,
    code_postal: practice.postalCode,
    commune: practice.commune,
    lon: position ? String(position[0]) : '',
    lat: position ? String(position[1]) : '',
    telephone: phone ? formatPhone(phone) : '',
    horaires: practice.phoneHours,
    prise_de_rdv: practice.booking,
  }
}
