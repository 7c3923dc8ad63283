import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { ConfigProblem } from './config-rules.ts'

/** What mail is signed with. `privateKey` in PEM, its public half in the DNS under `selector._domainkey.domain`. */
export type Dkim = { domain: string; selector: string; privateKey: string }

type Environment = Partial<
  Record<'TU_DKIM_DOMAIN' | 'TU_DKIM_SELECTOR' | 'TU_DKIM_KEY' | 'TU_MAIL_FROM', string | undefined>
>

/**
 * The signature of the configuration, null when there is none, and why it is refused: its three variables go together,
 * the key must be there, and a signature of another domain than the sender's proves nothing.
 */
export function readDkim(env: Environment): { dkim: Dkim | null; problems: ConfigProblem[] } {
  const { TU_DKIM_DOMAIN: domain, TU_DKIM_SELECTOR: selector, TU_DKIM_KEY: path } = env
  if (!domain && !selector && !path) return { dkim: null, problems: [] }
  if (!domain || !selector || !path)
    return refused('TU_DKIM_DOMAIN', 'DOMAIN, SELECTOR et KEY vont ensemble : donnez les trois')
  const from = env.TU_MAIL_FROM?.toLowerCase().split('@').at(-1)
  if (from && from !== domain && !from.endsWith(`.${domain}`))
    return refused('TU_DKIM_DOMAIN', 'doit être le domaine de TU_MAIL_FROM')
  const privateKey = readKey(path)
  return privateKey
    ? { dkim: { domain, selector, privateKey }, problems: [] }
    : refused('TU_DKIM_KEY', 'attend le chemin d’une clé privée RSA en PEM, lisible par le service')
}

function refused(name: string, reason: string) {
  return { dkim: null, problems: [{ name, reason }] }
}

function readKey(path: string): string | null {
  try {
    const pem = readFileSync(path, 'utf8')
    return createPrivateKey(pem).asymmetricKeyType === 'rsa' ? pem : null
  } catch {
    return null
  }
}
