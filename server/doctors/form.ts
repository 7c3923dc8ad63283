import * as z from 'zod'
import { type Day, isDay, parisDay } from '../calendar/rules.ts'
import { dayTyped } from '../calendar/typed-day.ts'
import type { FormValues } from '../http/forms.ts'
import { formatPhone } from '../phone.ts'
import { communeByCode, findCommune } from '../territory/communes.ts'
import { contactFields, readContact } from './contact-form.ts'
import { COLUMNS, type Column, type DoctorProblem } from './csv-columns.ts'
import { readRow } from './csv-row.ts'
import type { DoctorSheet, RegisterEntry } from './rules.ts'
import { readSecureEmail } from './secure-email-form.ts'
import { readStay } from './stay-form.ts'

export type DoctorForm =
  | { ok: true; sheet: DoctorSheet }
  | { ok: false; errors: Record<string, string> }

/** Boxes: an unticked one is not sent, and means no. */
const BOXES: readonly Column[] = ['accord_coordination', 'accord_patients', 'accord_carte']

/** Sentences of the form where the file speaks of cells and columns, by column and code. */
const SENTENCES: Record<string, string> = {
  'rpps missing': 'Indiquez le numéro RPPS : 11 chiffres.',
  'rpps rpps': 'Indiquez les 11 chiffres du numéro RPPS.',
  'nom missing': 'Indiquez le nom du médecin.',
  'prenom missing': 'Indiquez le prénom du médecin.',
  'code_postal missing': 'Indiquez le code postal du cabinet : 5 chiffres.',
  'commune missing': 'Indiquez la commune du cabinet.',
  'adresse address': 'Indiquez l’adresse du cabinet, ou sa longitude et sa latitude.',
  'lat position': 'Indiquez aussi la latitude, ou videz la longitude.',
  'courriel email': 'Indiquez une seule adresse mail, par exemple nom@exemple.fr.',
  'places count': 'Indiquez un nombre entier de personnes, 0 ou plus.',
  'confirme_le date': 'Indiquez une date qui existe, par exemple 2026-11-03.',
  'confirme_le future': 'Indiquez une date passée, ou celle d’aujourd’hui.',
}

/**
 * The sheet of a form, by the rules of the file: its fields have the names of the columns. `secureDomains`: where a
 * secure address may be.
 */
export function readDoctorForm(
  values: FormValues,
  now: Date,
  secureDomains: readonly string[] = [],
): DoctorForm {
  const cells = new Map(COLUMNS.map((column) => [column, cellOf(values, column)]))
  const read = readRow(1, cells, {
    today: parisDay(now),
    findCommune,
    isCommuneCode: (code) => communeByCode(code) !== undefined,
  })
  const { stay, errors: stayErrors } = readStay(values)
  const { contact, errors: contactErrors } = readContact(values)
  const { errors: secureErrors, ...secure } = readSecureEmail(values, secureDomains)
  const beside = { ...contactErrors, ...stayErrors, ...secureErrors }
  if (!Array.isArray(read) && Object.keys(beside).length === 0)
    return {
      ok: true,
      sheet: { ...read.sheet, ...(stay && { stay }), ...(contact && { contact }), ...secure },
    }
  const errors: Record<string, string> = {}
  for (const problem of Array.isArray(read) ? read : [])
    errors[problem.column] ??= sentenceOf(problem)
  return { ok: false, errors: { ...errors, ...beside } }
}

/** What the form shows of a doctor of the register. */
export function formOf(entry: RegisterEntry): FormValues {
  const { identity, practice, conditions, confirmedAt, agreements } = entry
  return {
    rpps: identity.rpps,
    nom: identity.lastName,
    prenom: identity.firstName,
    telephone: identity.phone ? formatPhone(identity.phone) : '',
    courriel: identity.email ?? '',
    ...contactFields(entry),
    courriel_securise: entry.secureEmail ?? '',
    langues: identity.languages.join(', '),
    cabinet: practice.name,
    adresse: practice.address,
    code_postal: practice.postalCode,
    commune: practice.commune,
    lon: written(practice.position?.[0]),
    lat: written(practice.position?.[1]),
    places: written(conditions.places),
    places_ald: written(conditions.aldPlaces),
    places_visite: written(conditions.homeVisitPlaces),
    communes_visite: conditions.homeVisitCommunes.join(', '),
    age_min: written(conditions.ageMin),
    age_max: written(conditions.ageMax),
    plain_pied: yesNo(conditions.stepFree),
    prise_de_rdv: conditions.booking,
    debut: entry.startsOn ?? '',
    fin: entry.endsOn ?? '',
    confirme_le: confirmedAt ? parisDay(confirmedAt) : '',
    accord_coordination: yesNo(agreements.coordination !== null),
    accord_patients: yesNo(agreements.patients !== null),
    accord_carte: yesNo(agreements.map !== null),
  }
}

/** Key and version that every form of the register carries. */
export const FormSeal = z.object({
  cle: z.uuid('Rouvrez la page, puis recommencez.'),
  version: z.coerce.number().int().positive().optional(),
})

const LAST_DAY = 'Indiquez le dernier jour de la pause, par exemple 2027-01-31.'

/** The last day of a pause, today or later; an empty one ends the pause. */
export function pauseSchema(now: Date) {
  const today = parisDay(now)
  return z.object({
    pause_jusqu_au: z
      .string(LAST_DAY)
      .trim()
      .transform(dayTyped)
      .refine((text) => text === '' || isDay(text), LAST_DAY)
      .refine((text) => text === '' || text >= today, 'Indiquez un jour à venir, ou aujourd’hui.')
      .transform((text): Day | null => text || null),
  })
}

function cellOf(values: FormValues, column: Column): string {
  if (BOXES.includes(column)) return values[column] === 'oui' ? 'oui' : 'non'
  return values[column] ?? ''
}

function sentenceOf({ column, code, reason }: DoctorProblem): string {
  const known = SENTENCES[`${column} ${code}`]
  return known ?? `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`
}

function written(figure: number | null | undefined): string {
  return figure === null || figure === undefined ? '' : String(figure)
}

function yesNo(answer: boolean | null): string {
  if (answer === null) return ''
  return answer ? 'oui' : 'non'
}
