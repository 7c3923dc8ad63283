import { DEMO_EMAILS, DEMO_TOTP_SECRET } from '../accounts/demo.ts'
import { codeAt } from '../accounts/totp.ts'
import { ConfigError, loadConfig } from '../config.ts'

const USAGE = 'Usage : npm run demo -- totp ADRESSE_MAIL'

/** Prints the six digits of an account of the demonstration, without its database. Exit code: 0 done, 1 refused, 2 usage. */
function main([verb, email, ...rest]: readonly string[], now: Date): number {
  if (verb !== 'totp' || !email || rest.length > 0) return say(USAGE, 2)
  try {
    if (!loadConfig(process.env).demo) return say('Cette commande ne sert qu’en démonstration.', 1)
  } catch (error) {
    if (error instanceof ConfigError) return say(error.message, 1)
    throw error
  }
  if (!DEMO_EMAILS.includes(email.toLowerCase()))
    return say(`On peut demander les codes de ${DEMO_EMAILS.join(', ')}, de personne d’autre.`, 1)
  process.stdout.write(`${codeAt(DEMO_TOTP_SECRET, now)}\n`)
  return 0
}

function say(words: string, code: number): number {
  process.stderr.write(`${words}\n`)
  return code
}

process.exitCode = main(process.argv.slice(2), new Date())
