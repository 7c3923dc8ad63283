import type { Environment } from './config.ts'
import { isDomain, isEmailAddress } from './email.ts'

export type ConfigProblem = { name: string; reason: string }

/** Shorter secrets can be guessed: 32 characters of a random generator hold at least 128 bits. */
const SECRET_MIN_LENGTH = 32
const FIELD_KEY_BYTES = 32
const EXAMPLE_SECRET = /change|example|exemple|secret|password|motdepasse|0123456789|(.)\1{7}/i

/** Why this environment may not run with real people, one entry for each variable to mend. */
export function productionProblems(env: Environment): ConfigProblem[] {
  return [
    ...secretProblems(env),
    ...homeProblems(env),
    ...publicUrlProblems(env),
    ...providerProblems(env),
    ...senderProblems(env),
  ]
}

function secretProblems({ TU_SECRET, TU_FIELD_KEYS }: Environment): ConfigProblem[] {
  const problems: ConfigProblem[] = []
  if (!TU_SECRET)
    problems.push(problem('TU_SECRET', 'manque, donnez 32 caractères au hasard ou plus'))
  else if (TU_SECRET.length < SECRET_MIN_LENGTH)
    problems.push(problem('TU_SECRET', 'trop court, donnez 32 caractères au hasard ou plus'))
  else if (EXAMPLE_SECRET.test(TU_SECRET))
    problems.push(problem('TU_SECRET', 'ressemble à un exemple, tirez-en un au hasard'))
  if (!TU_FIELD_KEYS)
    problems.push(
      problem('TU_FIELD_KEYS', 'manque, donnez id:clé avec une clé de 32 octets en base64'),
    )
  else if (!TU_FIELD_KEYS.split(',').every(isFieldKey))
    problems.push(problem('TU_FIELD_KEYS', 'attend id:clé,… avec des clés de 32 octets en base64'))
  return problems
}

function isFieldKey(entry: string): boolean {
  const [id, key] = entry.split(':')
  return (
    /^[a-z0-9]{1,16}$/.test(id ?? '') && Buffer.from(key ?? '', 'base64').length === FIELD_KEY_BYTES
  )
}

function homeProblems({ DATABASE_URL, TU_ACCEPT_EMBEDDED }: Environment): ConfigProblem[] {
  if (DATABASE_URL || TU_ACCEPT_EMBEDDED === 'oui') return []
  return [
    problem(
      'DATABASE_URL',
      'manque ; pour garder quand même la base embarquée, demandez-la par TU_ACCEPT_EMBEDDED=oui',
    ),
  ]
}

function publicUrlProblems({ TU_PUBLIC_URL }: Environment): ConfigProblem[] {
  if (!TU_PUBLIC_URL) return [problem('TU_PUBLIC_URL', 'manque, donnez l’adresse https du service')]
  if (!TU_PUBLIC_URL.startsWith('https://'))
    return [problem('TU_PUBLIC_URL', 'doit commencer par https://')]
  return []
}

function providerProblems(env: Environment): ConfigProblem[] {
  const providers = [
    'TU_GEOCODER_URL',
    'TU_TILES_URL',
    'TU_ROUTING_URL',
    'TU_TWILIO_URL',
    'TU_SMTP_URL',
    'TU_SMTP_FALLBACK_URL',
    'TU_MSS_SMTP_URL',
  ] as const
  return providers.flatMap((name) => {
    const address = env[name]
    if (!address || address === 'non') return []
    if (address.startsWith('http://')) return [problem(name, 'doit être en https')]
    if (isLoopback(address))
      return [problem(name, 'désigne cette machine, donnez le vrai fournisseur')]
    return []
  })
}

/** Does this address name the very machine it is read on? */
export function isLoopback(address: string): boolean {
  const { hostname } = new URL(address)
  return /^(localhost|127\.|\[::1\]|0\.0\.0\.0)/.test(hostname)
}

/** Why the account of secure mail may not be used, in demonstration too: what leaves by it names people. */
export function secureMailProblems(env: Environment): ConfigProblem[] {
  const { TU_MSS_SMTP_URL: url, TU_MSS_MAIL_FROM: from, TU_MSS_DOMAINS: domains } = env
  if (!url && !from && !domains) return []
  if (!url || !from || !domains)
    return [
      problem('TU_MSS_SMTP_URL', 'SMTP_URL, MAIL_FROM et DOMAINS vont ensemble : donnez les trois'),
    ]
  const problems: ConfigProblem[] = []
  if (!isEmailAddress(from))
    problems.push(
      problem('TU_MSS_MAIL_FROM', 'attend une adresse seule, par exemple cpts@medecin.mssante.fr'),
    )
  if (!domainsOf(domains).every(isDomain))
    problems.push(
      problem('TU_MSS_DOMAINS', 'attend des domaines séparés par des virgules, comme mssante.fr'),
    )
  return problems
}

/** `mssante.fr, apicrypt.org` as a list, in small letters. */
export function domainsOf(text: string): string[] {
  return text.split(',').map((domain) => domain.trim().toLowerCase())
}

function senderProblems(env: Environment): ConfigProblem[] {
  const problems: ConfigProblem[] = []
  const { TU_SMTP_URL, TU_MAIL_FROM, TU_TWILIO_SENDER: sender } = env
  if (env.TU_SMTP_FALLBACK_URL && env.TU_SMTP_FALLBACK_URL === TU_SMTP_URL)
    problems.push(problem('TU_SMTP_FALLBACK_URL', 'désigne le même serveur que TU_SMTP_URL'))
  if (!TU_SMTP_URL)
    problems.push(problem('TU_SMTP_URL', 'manque, donnez le serveur d’envoi des mails'))
  if (!TU_MAIL_FROM) problems.push(problem('TU_MAIL_FROM', 'manque, donnez l’adresse d’expéditeur'))
  else if (!isEmailAddress(TU_MAIL_FROM))
    problems.push(problem('TU_MAIL_FROM', 'attend une adresse seule, par exemple cpts@example.org'))
  const given = [env.TU_TWILIO_SID, env.TU_TWILIO_TOKEN, sender].filter(Boolean).length
  if (given > 0 && given < 3)
    problems.push(problem('TU_TWILIO_SID', 'SID, TOKEN et SENDER vont ensemble : donnez les trois'))
  if (sender) problems.push(...smsSenderProblems(sender))
  return problems
}

/** France forbids machines to send from 06 and 07 numbers; a name holds 11 letters or figures at most. */
function smsSenderProblems(sender: string): ConfigProblem[] {
  const digits = sender.replaceAll(/[\s.]/g, '').replace(/^(\+33|0033)/, '0')
  if (/^0[67]\d{8}$/.test(digits))
    return [
      problem('TU_TWILIO_SENDER', 'un numéro en 06 ou 07 est interdit aux machines en France'),
    ]
  const isName = /^(?=.*[A-Za-z])[A-Za-z0-9 ]{3,11}$/.test(sender)
  const isNumber = /^(09(37|38|39)\d{6}|\d{5})$/.test(digits)
  if (isName || isNumber) return []
  return [
    problem(
      'TU_TWILIO_SENDER',
      'attend un nom de 3 à 11 lettres, un numéro court ou 09 37 à 09 39',
    ),
  ]
}

function problem(name: string, reason: string): ConfigProblem {
  return { name, reason }
}
