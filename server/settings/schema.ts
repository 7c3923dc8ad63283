import * as z from 'zod'
import { parseEmail } from '../email.ts'
import { parsePhone } from '../phone.ts'
import type { Settings } from './rules.ts'

const MAX_TEXT = 200
const MAX_KM = 100
const MAX_DAYS = 60
const MAX_LIST_DAYS = 365

const text = (message: string) =>
  z.string(message).trim().min(1, message).max(MAX_TEXT, `Raccourcissez à ${MAX_TEXT} caractères.`)

/** Kilometres typed with a comma or a point. */
const km = (message: string, { least }: { least: number }) =>
  z
    .string(message)
    .trim()
    .regex(/^\d{1,3}([.,]\d{1,2})?$/, message)
    .transform((typed) => Number(typed.replace(',', '.')))
    .refine((value) => value >= least && value <= MAX_KM, message)

const whole = (message: string, { least, most }: { least: number; most: number }) =>
  z
    .string(message)
    .trim()
    .regex(/^\d{1,3}$/, message)
    .transform(Number)
    .refine((value) => value >= least && value <= most, message)

const workingDays = whole(`Écrivez un nombre de jours, de 1 à ${MAX_DAYS}, par exemple 5.`, {
  least: 1,
  most: MAX_DAYS,
})

const yesNo = z.enum(['oui', 'non'], 'Choisissez oui ou non.').transform((said) => said === 'oui')

const PHONE = 'Écrivez un numéro à 10 chiffres, par exemple 03 53 01 00 24.'
const MAIL = 'Écrivez une adresse mail, par exemple coordination@example.org.'
const SOME_KM = 'Écrivez une distance en kilomètres, par exemple 10.'

/** The settings of a territory, by the names of the form. */
export const SettingsForm = z
  .object({
    contact_nom: text('Écrivez le nom de la personne qui répond.'),
    contact_telephone: z.string(PHONE).transform((typed, context) => {
      const phone = parsePhone(typed)
      if (phone) return phone
      context.addIssue({ code: 'custom', message: PHONE })
      return z.NEVER
    }),
    contact_mail: z.string(MAIL).transform((typed, context) => {
      const mail = parseEmail(typed)
      if (mail) return mail
      context.addIssue({ code: 'custom', message: MAIL })
      return z.NEVER
    }),
    contact_horaires: text('Écrivez quand on peut appeler, par exemple du lundi au vendredi.'),
    tranche_km: km(
      'Écrivez une distance en kilomètres, par exemple 0,5. Zéro classe au plus près.',
      {
        least: 0,
      },
    ),
    sollicitations_par_place: whole('Écrivez un nombre de 1 à 20, par exemple 3.', {
      least: 1,
      most: 20,
    }),
    delai_nouvelles: workingDays,
    noms_dans_messages: yesNo,
    distance_raisonnable_km: km(SOME_KM, { least: 0.1 }),
    delai_medecin: workingDays,
    delai_foyer: workingDays,
    apres_refus: z.enum(['next', 'coordinator'], 'Choisissez ce qui suit un refus.'),
    plus_loin_km: km(SOME_KM, { least: 0.1 }),
    liste_commune: yesNo,
    liste_commune_jours: whole(
      `Écrivez un nombre de jours, de 1 à ${MAX_LIST_DAYS}, par exemple 30.`,
      {
        least: 1,
        most: MAX_LIST_DAYS,
      },
    ),
  })
  .transform(
    (form): Settings => ({
      contactName: form.contact_nom,
      contactPhone: form.contact_telephone,
      contactEmail: form.contact_mail,
      contactHours: form.contact_horaires,
      bandKm: form.tranche_km,
      solicitedFactor: form.sollicitations_par_place,
      answerWorkingDays: form.delai_nouvelles,
      namesInMessages: form.noms_dans_messages,
      reasonableKm: form.distance_raisonnable_km,
      proposalWorkingDays: form.delai_medecin,
      offerWorkingDays: form.delai_foyer,
      movesOnTo: form.apres_refus,
      widerKm: form.plus_loin_km,
      hasCommonList: form.liste_commune,
      commonListDays: form.liste_commune_jours,
    }),
  )
