import * as z from 'zod'
import { fr } from '../../web/words/fr.ts'
import { type MemberField, memberField } from '../../web/words/options.ts'
import { type Day, dayFrom } from '../calendar/rules.ts'
import { type FormValues, fieldErrors } from '../http/forms.ts'
import { stepSchemas } from '../questionnaire/schema.ts'

/** What opens a request to the CPAM: both are known by the person alone, and by their letter. */
export type Proof = { reference: string; birthDate: Day }

export type Checked<T> = { ok: true; value: T } | { ok: false; errors: Record<string, string> }

const REFERENCE = 'Recopiez la référence en entier, par exemple GL-4K7-92M.'

/** Reads the reference, written in any way a person reads it aloud, and the birth date. */
export function checkProof(values: FormValues): Checked<Proof> {
  const reference = (values.reference ?? '').toUpperCase().replace(/[\s–—]+/g, '')
  const part = (field: MemberField) => Number(values[memberField(0, field)]?.trim() || Number.NaN)
  const birthDate = dayFrom(part('naissance_annee'), part('naissance_mois'), part('naissance_jour'))
  const errors = {
    ...(/^[A-Z]{2,3}-[A-Z0-9]{3}-[A-Z0-9]{3}$/.test(reference) ? {} : { reference: REFERENCE }),
    ...(birthDate ? {} : { [memberField(0, 'naissance_jour')]: fr.fields.birth }),
  }
  if (!birthDate || Object.keys(errors).length > 0) return { ok: false, errors }
  return { ok: true, value: { reference, birthDate } }
}

const Additions = z.object({
  telephone: stepSchemas.coordonnees.shape.telephone,
  courriel: stepSchemas.coordonnees.shape.courriel,
  ald: z.enum(['oui', 'non', '']).default(''),
})

/** What the CPAM adds; null where nothing was written. */
export type Additions = { phone: string | null; email: string | null; ald: boolean | null }

export function checkAdditions(values: FormValues): Checked<Additions> {
  const read = Additions.safeParse(values)
  if (!read.success) return { ok: false, errors: fieldErrors(read.error) }
  const { telephone: phone, courriel: email, ald } = read.data
  if (!phone && !email && !ald)
    return { ok: false, errors: { telephone: 'Écrivez au moins une chose à ajouter.' } }
  return { ok: true, value: { phone, email, ald: ald === '' ? null : ald === 'oui' } }
}
