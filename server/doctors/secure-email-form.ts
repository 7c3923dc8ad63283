import { isWithinDomains, parseEmail } from '../email.ts'
import type { FormValues } from '../http/forms.ts'

export type SecureEmailRead = { secureEmail?: string | null; errors: Record<string, string> }

/** The secure address of a form, in one of the domains allowed; a form without this field says nothing of it. */
export function readSecureEmail(values: FormValues, domains: readonly string[]): SecureEmailRead {
  const typed = values.courriel_securise?.trim()
  if (typed === undefined) return { errors: {} }
  if (typed === '') return { secureEmail: null, errors: {} }
  const address = parseEmail(typed)
  if (address && isWithinDomains(address, domains)) return { secureEmail: address, errors: {} }
  return { errors: { courriel_securise: refusal(domains) } }
}

function refusal([first, ...others]: readonly string[]): string {
  if (!first) return 'Laissez vide : aucune messagerie sécurisée n’est en service ici.'
  const ends = [first, ...others].map((domain) => `@${domain}`).join(', ')
  return `Indiquez une adresse de messagerie sécurisée qui finit par ${ends}, par exemple nom.prenom@${first}. L’adresse ordinaire va dans l’autre champ.`
}
