import { parisDay } from '../calendar/rules.ts'
import { type DoctorForm, readDoctorForm } from '../doctors/form.ts'
import type { FormValues } from '../http/forms.ts'

/** Sentences to the doctor, where those of the register speak of them to the team. */
const SENTENCES: Record<string, string> = {
  rpps: 'Indiquez les 11 chiffres de votre numéro RPPS.',
  nom: 'Indiquez votre nom.',
  prenom: 'Indiquez votre prénom.',
  adresse: 'Indiquez l’adresse de votre cabinet.',
  places: 'Indiquez combien de personnes vous pouvez accueillir, 0 ou plus.',
}
const NO_WAY_TO_CALL = 'Indiquez un téléphone : la coordinatrice vous appelle pour confirmer.'
const NO_AGREEMENT = 'Cochez le premier accord : sans lui, nous ne pouvons rien garder de vous.'

/** What was sent: `visited` are the INSEE codes of the communes ticked, where the doctor goes to people's homes. */
type Sent = { values: FormValues; visited: readonly string[] }

/**
 * The sheet of the public page, by the rules of the register's form. What the team alone may say is set aside (a
 * position, a date), and the first agreement is asked for here but only holds once a coordinator confirms.
 */
export function readVolunteerForm(
  { values, visited }: Sent,
  now: Date,
  secureDomains: readonly string[] = [],
): DoctorForm {
  const langues = values.langues?.trim() || 'fr'
  const asked = { ...values, lon: '', lat: '', langues, communes_visite: visited.join(', ') }
  const read = readDoctorForm({ ...asked, confirme_le: parisDay(now) }, now, secureDomains)
  const errors: Record<string, string> = {}
  if (!read.ok)
    for (const [name, error] of Object.entries(read.errors)) errors[name] = SENTENCES[name] ?? error
  if (!values.telephone?.trim()) errors.telephone ??= NO_WAY_TO_CALL
  if (values.accord_coordination !== 'oui') errors.accord_coordination = NO_AGREEMENT
  if (!read.ok || Object.keys(errors).length > 0) return { ok: false, errors }
  const { sheet } = read
  return { ok: true, sheet: { ...sheet, agreements: { ...sheet.agreements, coordination: false } } }
}
