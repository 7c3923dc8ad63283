import * as z from 'zod'
import { isEmailAddress } from '../email.ts'
import { ORGANISATION_KINDS, professionCode, REFERRER_ROLES } from './rules.ts'

const MAX_TEXT = 120
const tooLong = `Raccourcissez cette réponse à ${MAX_TEXT} caractères.`
const text = z.string().trim().max(MAX_TEXT, tooLong).default('')
const unlessBlank = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

const ROLE = 'Choisissez ce que fait cette personne.'
const PROFESSION = 'Choisissez une profession dans la liste, par exemple « Médecin généraliste ».'
const ORGANISATION = 'Écrivez le nom du lieu, par exemple « Pharmacie de la Halle ».'
const KIND = 'Choisissez de quel lieu il s’agit, par exemple « Pharmacie ».'

/** The form that invites a referrer. A lieu is chosen from the list, or written with its kind. */
export const InvitationForm = z
  .object({
    nom: z
      .string()
      .trim()
      .min(1, 'Écrivez le prénom et le nom, par exemple « Lise Amblard ».')
      .max(MAX_TEXT, tooLong),
    courriel: z
      .string()
      .trim()
      .toLowerCase()
      .refine(isEmailAddress, 'Écrivez son adresse mail en entier, par exemple nom@example.org.'),
    role: z.enum(REFERRER_ROLES, ROLE),
    profession: unlessBlank(z.uuid(PROFESSION)),
    organisation: unlessBlank(z.uuid(ORGANISATION)),
    organisation_nom: text,
    organisation_type: unlessBlank(z.enum(ORGANISATION_KINDS, KIND)),
    rpps: text
      .transform((typed) => typed.replace(/\s/g, ''))
      .refine(
        (digits) => /^(\d{11})?$/.test(digits),
        'Un numéro RPPS a 11 chiffres, par exemple 99 000 000 123. Vous pouvez aussi laisser vide.',
      ),
  })
  .superRefine((form, context) => {
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message })
    if (form.role === 'referrer' && !form.profession) refuse('profession', PROFESSION)
    if (form.organisation) return
    if (!form.organisation_nom) refuse('organisation_nom', ORGANISATION)
    else if (!form.organisation_type) refuse('organisation_type', KIND)
  })

export type InvitationForm = z.infer<typeof InvitationForm>

/** A profession that the coordinator adds. */
export const ProfessionForm = z.object({
  profession_nom: z
    .string()
    .trim()
    .max(MAX_TEXT, tooLong)
    .default('')
    .refine(
      (label) => professionCode(label) !== '',
      'Écrivez la profession, par exemple « Sage-femme ».',
    ),
})

/** Closing one, or opening it again. */
export const ProfessionChange = z.object({ ouverte: z.enum(['oui', 'non']) })
