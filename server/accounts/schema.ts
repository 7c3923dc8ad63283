import * as z from 'zod'
import { LONGEST_PASSWORD, passwordProblem } from './password-rules.ts'
import { ROLES } from './rules.ts'

const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'Cette adresse est trop longue.')
  .pipe(z.email('Écrivez votre adresse mail en entier, par exemple coordination@example.org.'))

/** The log-in form. An answer that is refused here says nothing about any account. */
export const SignIn = z.object({
  courriel: email,
  mot_de_passe: z
    .string('Indiquez votre mot de passe.')
    .min(1, 'Indiquez votre mot de passe.')
    .max(LONGEST_PASSWORD, `Un mot de passe a ${LONGEST_PASSWORD} caractères au plus.`),
})

const code = z
  .string('Recopiez les six chiffres affichés par votre téléphone.')
  .trim()
  .transform((text) => text.replaceAll(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'Le code a six chiffres, par exemple 042 917.'))

export const Code = z.object({ code })

/** The activation form of the account that holds `address`. */
export function activationOf(address: string) {
  return z.object({
    mot_de_passe: z.string('Choisissez un mot de passe.').superRefine((password, context) => {
      const problem = passwordProblem(password, address)
      if (problem) context.addIssue({ code: 'custom', message: problem })
    }),
    code,
    secret_professionnel: z.literal('oui', 'Cochez cette case pour ouvrir votre compte.'),
  })
}

export const SwitchTerritory = z.object({ territoire: z.uuid() })

/** Arguments of `npm run account`. */
export const AccountEmail = email
export const AccountRole = z.enum(ROLES)
