import * as z from 'zod'
import { fr } from '../../web/words/fr.ts'
import { removalReasons } from '../../web/words/options.ts'
import { type FormValues, fieldErrors } from '../http/forms.ts'
import type { Care, Contact, Identity, Wishes } from '../orientation/household.ts'
import type { TypedAddress } from '../orientation/placing.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import {
  CHANNELS,
  type Checked,
  checkMembers,
  contactOf,
  reachErrors,
  wishesOf,
} from '../questionnaire/check.ts'
import { stepSchemas } from '../questionnaire/schema.ts'

/** What a household corrects in one press, with the fields and the rules of the questionnaire. */
export type Correction =
  | { section: 'joindre'; contact: Contact; channel: OrientationRequest['channel'] }
  | { section: 'adresse'; address: TypedAddress }
  | { section: 'souhaits'; wishes: Wishes }
  | { section: 'enquete'; isAgreed: boolean }
  | { section: 'personne'; memberId: string; member: Identity & Care }
  | { section: 'retrait'; memberId: string; reason: RemovalReason }

export type RemovalReason = (typeof removalReasons)[number]

/** The sections that have one form each. */
export const FORMS = ['joindre', 'adresse', 'souhaits', 'enquete'] as const
export type FormName = (typeof FORMS)[number]

const { coordonnees, preferences } = stepSchemas
const Reach = z.object({
  telephone: coordonnees.shape.telephone,
  courriel: coordonnees.shape.courriel,
  canal: preferences.shape.canal,
  lien_possible: preferences.shape.lien_possible,
})
const Address = coordonnees.pick({ adresse: true, code_postal: true, commune: true })
const WishesForm = preferences.pick({
  distance_max_km: true,
  transport: true,
  fauteuil: true,
  langue: true,
  deja_suivi: true,
  motif: true,
})

/** Reads one of these forms: what it corrects, or how to mend it. */
export function checkForm(name: FormName, values: FormValues): Checked<Correction> {
  if (name === 'joindre') return checkReach(values)
  if (name === 'adresse')
    return read(Address, values, ({ adresse, code_postal, commune }) => ({
      section: 'adresse',
      address: { address: adresse, postalCode: code_postal, commune },
    }))
  if (name === 'souhaits')
    return read(WishesForm, values, (form) => ({ section: 'souhaits', wishes: wishesOf(form) }))
  return { ok: true, value: { section: 'enquete', isAgreed: values.accord_enquete === 'oui' } }
}

/** Reads one person of the household. */
export function checkPerson(values: FormValues, now: Date): Checked<Identity & Care> {
  const checked = checkMembers(values, now)
  if (!checked.ok) return checked
  const [member] = checked.value
  return member
    ? { ok: true, value: member }
    : { ok: false, errors: { membres: fr.fields.members } }
}

/** Reads why a person is removed. */
export function checkRemoval(values: FormValues): Checked<RemovalReason> {
  const reason = removalReasons.find((each) => each === values.raison)
  return reason ? { ok: true, value: reason } : { ok: false, errors: { raison: fr.fields.choose } }
}

function checkReach(values: FormValues): Checked<Correction> {
  const errors = reachErrors(values, { assisted: false })
  const checked = read(Reach, values, (form) => ({
    section: 'joindre',
    contact: contactOf(form),
    channel: CHANNELS[form.canal],
  }))
  if (Object.keys(errors).length === 0) return checked
  return { ok: false, errors: { ...errors, ...(checked.ok ? {} : checked.errors) } }
}

function read<T>(
  schema: z.ZodType<T>,
  values: FormValues,
  toCorrection: (form: T) => Correction,
): Checked<Correction> {
  const parsed = schema.safeParse(values)
  return parsed.success
    ? { ok: true, value: toCorrection(parsed.data) }
    : { ok: false, errors: fieldErrors(parsed.error) }
}
