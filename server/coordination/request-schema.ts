import * as z from 'zod'
import { closingReasons } from '../../web/pages/staff/labels.ts'
import { fr } from '../../web/words/fr.ts'
import { ALL_DOCTORS, outcomes } from '../../web/words/options.ts'
import { stepSchemas } from '../questionnaire/schema.ts'

const MAX_TEXT = 500

const degrees = (limit: number, message: string) =>
  z
    .string(message)
    .trim()
    .regex(/^-?\d{1,3}([.,]\d{1,12})?$/, message)
    .transform((typed) => Number(typed.replace(',', '.')))
    .refine((value) => Math.abs(value) <= limit, message)

const reason = z
  .string('Écrivez pourquoi, en quelques mots.')
  .trim()
  .min(3, 'Écrivez pourquoi, en quelques mots.')
  .max(MAX_TEXT, `Raccourcissez à ${MAX_TEXT} caractères.`)

export const Position = z.object({
  lon: degrees(180, 'Écrivez une longitude en degrés, par exemple 3,0631.'),
  lat: degrees(90, 'Écrivez une latitude en degrés, par exemple 50,6333.'),
})

export const OtherAddress = z.object({
  adresse: z
    .string()
    .trim()
    .min(1, 'Écrivez le numéro et la rue, par exemple 14 rue des Lilas.')
    .max(200, 'Raccourcissez à 200 caractères.'),
  code_postal: z
    .string()
    .trim()
    .regex(/^(\d{2} ?\d{3})?$/, 'Un code postal a 5 chiffres, par exemple 59000.')
    .transform((code) => code.replace(' ', ''))
    .default(''),
  commune: z
    .string()
    .trim()
    .min(1, 'Écrivez la commune.')
    .max(200, 'Raccourcissez à 200 caractères.'),
})

const CHANNELS = { sms: 'sms', courriel: 'email', telephone: 'phone', courrier: 'letter' } as const

/** How to reach a household, and how far it goes: the fields and the rules of the questionnaire. */
export const ReachForm = z
  .object({
    telephone: stepSchemas.coordonnees.shape.telephone,
    courriel: stepSchemas.coordonnees.shape.courriel,
    canal: stepSchemas.preferences.shape.canal,
    distance_max_km: stepSchemas.preferences.shape.distance_max_km,
  })
  .superRefine(({ telephone, courriel, canal }, context) => {
    if (canal === 'sms' && !telephone)
      context.addIssue({ code: 'custom', path: ['canal'], message: fr.fields.channelPhone })
    if (canal === 'courriel' && !courriel)
      context.addIssue({ code: 'custom', path: ['canal'], message: fr.fields.channelMail })
  })
  .transform(({ telephone, courriel, canal, distance_max_km }) => ({
    phone: telephone,
    email: courriel,
    channel: CHANNELS[canal],
    maxKm: distance_max_km,
  }))

export const TerritoryDecision = z.object({
  verdict: z.enum(['inside', 'outside'], 'Choisissez « oui » ou « non ».'),
  raison_verdict: reason,
})

export const Closing = z.object({
  raison_cloture: z.enum(closingReasons, 'Choisissez une raison.'),
})

export const SimpleMove = z.object({
  etat: z.enum(['ready', 'to_locate', 'already_followed'], 'Choisissez un état.'),
})

export const StaffAnswer = z.object({
  suite: z.enum(outcomes, 'Choisissez ce que dit le foyer.'),
  medecin_suite: z
    .union([z.enum(['', ALL_DOCTORS]), z.uuid()], 'Choisissez un médecin dans la liste.')
    .default(''),
})

/** Who is right, where the household and the doctor say opposite things. */
export const SettledForm = z.object({
  verdict_suite: z.enum(['pris', 'pas_pris'], 'Choisissez qui a raison.'),
})

/** Distances are typed with a comma or a point; what is not a distance is as if nothing was typed. */
export function kmOf(typed: string | undefined): number | undefined {
  const km = Number((typed ?? '').replace(',', '.'))
  return typed && km > 0 && km <= 200 ? km : undefined
}
