import type { Reason, SendResult } from './rules.ts'

/** What the library throws: the code of its own, and the server's answer to a command where there was one. */
export type SmtpError = Error & {
  code?: string
  command?: string
  response?: string
  responseCode?: number
  permanent?: boolean
}

/**
 * What a failure means for the message. A server that answered did not take it: 4xx later, 5xx never (RFC 5321, 4.2.1),
 * unless it answered of something else than this message, which can be mended.
 * A connection lost once the body had begun to leave tells nothing: the server may have taken it.
 */
export function refusalOf(error: SmtpError, begun: boolean): SendResult {
  const { code = '', responseCode, permanent } = error
  const reason = reasonOf(error)
  if (JUDGED.has(code)) {
    if (isOfAccount(error)) return { kind: 'retry', reason, isOutage: true }
    const isForNow = responseCode !== undefined && !permanent
    return isForNow
      ? { kind: 'retry', reason, isOutage: responseCode === CLOSING }
      : { kind: 'permanent', reason }
  }
  if (code === 'EAUTH' || responseCode) return { kind: 'retry', reason, isOutage: true }
  if (!LOST.has(code)) return { kind: 'permanent', reason }
  return { kind: begun ? 'uncertain' : 'retry', reason, isOutage: true }
}

/** Codes of the library for an answer to a command of this message: its sender, its recipient, its body. */
const JUDGED = new Set(['EENVELOPE', 'EMESSAGE'])

/** The whole server is going away, whatever it was asked (RFC 5321, 3.8). */
const CLOSING = 421

/** It wants us to log in first (RFC 4954, 6). */
const LOG_IN_FIRST = 530

/** Codes of the library for a connection that was lost or never made. */
const LOST = new Set(['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ETLS', 'EPROTOCOL', 'EABORT'])

/** Our address refused as a sender (RFC 3463, 3.2), and a server that carries no more for us (X.4.5). */
const OF_ACCOUNT = /^[45]\.(?:1\.[78]|4\.5)$/

/** The recipient's mailbox, the size of this message: never our account (RFC 3463, 3.3 and X.3.4). */
const OF_MESSAGE = /^[45]\.(?:2\.\d+|3\.4)$/

/** Some servers judge the sender only once they know a recipient, and say so then. */
const REFUSES_SENDER = /\brelay|\b(?:sender address|client host) rejected/i

/** Limits are said in words alone by many servers. */
const SENT_ENOUGH =
  /\b(?:send|sending|sender|daily|hourly|rate)\b.{0,40}\b(?:limit|quota)|\b(?:message|account) (?:limit|quota)|\b(?:limit|quota)\b.{0,40}\b(?:sender|account|day|hour)\b/i

/** True when the server would refuse any message of ours: nothing is wrong with this one, nor with its recipient. */
function isOfAccount({ command, response = '', responseCode = 0 }: SmtpError): boolean {
  const enhanced = enhancedOf(response)
  const words = response.replace(/<[^>]*>|\S+@\S+/g, '')
  if (OF_MESSAGE.test(enhanced) || /\bsize\b/i.test(words)) return false
  if (OF_ACCOUNT.test(enhanced) || SENT_ENOUGH.test(words)) return true
  if (responseCode < 500) return false
  return command === 'MAIL FROM' || responseCode === LOG_IN_FIRST || REFUSES_SENDER.test(words)
}

/** The code that says more (RFC 2034), as `5.1.1`; empty where there is none. */
function enhancedOf(response: string): string {
  return /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})/.exec(response)?.[1] ?? ''
}

function reasonOf(error: SmtpError): Reason {
  const { code = 'inconnu', response = '', responseCode } = error
  if (!responseCode || !JUDGED.has(code))
    return { code, words: lostWords[code] ?? 'le message n’a pas pu être remis' }
  return {
    code: [responseCode, enhancedOf(response)].filter(Boolean).join(' '),
    words: refusalWords(error, responseCode),
  }
}

function refusalWords(error: SmtpError, responseCode: number): string {
  if (isOfAccount(error)) return 'le serveur de mail refuse notre compte'
  if (responseCode < 500) return 'le serveur de mail demande d’attendre'
  return error.command === 'RCPT TO'
    ? 'le serveur de mail refuse cette adresse'
    : 'le serveur de mail refuse le message'
}

const lostWords: Record<string, string> = {
  ECONNECTION: 'la connexion au serveur de mail est tombée',
  ESOCKET: 'la connexion au serveur de mail est tombée',
  ETIMEDOUT: 'le serveur de mail n’a pas répondu à temps',
  EABORT: 'le serveur de mail n’a pas répondu à temps',
  EDNS: 'le serveur de mail est introuvable',
  EAUTH: 'le serveur de mail refuse notre mot de passe',
  EPROTOCOL: 'le serveur de mail a répondu de travers',
  ETLS: 'la connexion chiffrée au serveur de mail a échoué',
}
