import type { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import type { Dkim } from '../dkim.ts'
import { isEmailAddress } from '../email.ts'
import { oneLine } from './facts.ts'
import type { EmailSender, OutgoingEmail, Reason, SendResult } from './rules.ts'

/**
 * `encrypted`: refuse a server that offers no encryption. `smtps:` addresses always are.
 * `provider` names this server among those of the configuration.
 */
export type SmtpSettings = {
  url: string
  from: string
  encrypted: boolean
  provider?: string
  dkim?: Dkim | null
}

/** The library would wait two minutes to connect and ten for an answer. */
const CONNECT_MS = 5_000
const GREETING_MS = 5_000
const SILENCE_MS = 10_000
/** A server that answers one letter at a time is never silent: the whole call ends well before the lease. */
const WHOLE_MS = 45_000
/** Shorter than servers keep a quiet connection, so that it is not found cut when the next message leaves. */
const IDLE_MS = 20_000

/**
 * E-mail over SMTP. The connection is kept for the next messages; a message is never handed over twice by itself.
 * @throws Error when `from` is not one plain address.
 */
export function smtpSender(settings: SmtpSettings): EmailSender {
  const { url, from, encrypted, provider = 'smtp', dkim = null } = settings
  if (!isEmailAddress(from)) throw new Error('TU_MAIL_FROM is not one plain e-mail address')
  const transport = createTransport({
    url,
    pool: true,
    requireTLS: encrypted && !url.startsWith('smtps:'),
    maxConnections: 4,
    maxRequeues: 0,
    idleTimeout: IDLE_MS,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: GREETING_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(dkim ? { dkim: signatureOf(dkim) } : {}),
  })
  const bodies = new Map<string, Readable>()
  transport.use('stream', (mail, done) => {
    const { message } = mail
    const createReadStream = message.createReadStream.bind(message)
    message.createReadStream = (options) => {
      const body = createReadStream(options)
      bodies.set(message.messageId(), body)
      return body
    }
    done()
  })
  return {
    provider,
    close: () => transport.close(),
    send: async (email, { id }) => {
      if (!isEmailAddress(email.to)) return { kind: 'permanent', reason: ADDRESS_REFUSED }
      const messageId = `<${id}@${from.slice(from.indexOf('@') + 1)}>`
      const signal = AbortSignal.timeout(WHOLE_MS)
      try {
        const sent = await transport.sendMail({ ...mailOf(email, from), messageId, signal })
        return {
          kind: 'accepted',
          ref: sent.serverMessageId ?? queueIdOf(sent.response),
          delivered: false,
        }
      } catch (error) {
        return refusalOf(error as SmtpError, bodies.get(messageId)?.readableDidRead ?? false)
      } finally {
        bodies.delete(messageId)
      }
    },
  }
}

function signatureOf({ domain: domainName, selector: keySelector, privateKey }: Dkim) {
  return { domainName, keySelector, privateKey }
}

/** Recipients are given as an object and again as the envelope: a string would be read as a list. */
function mailOf(email: OutgoingEmail, from: string) {
  const { to, fromName, replyTo, subject, text, html, attachments = [], unsubscribeUrl } = email
  return {
    from: { name: oneLine(fromName), address: from },
    to: { name: '', address: to },
    envelope: { from, to: [to] },
    ...(replyTo && isEmailAddress(replyTo) ? { replyTo: { name: '', address: replyTo } } : {}),
    subject: oneLine(subject),
    text,
    html,
    attachments: attachments.map((each) => ({
      ...each,
      contentTransferEncoding: 'base64' as const,
    })),
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(unsubscribeUrl ? { 'List-Unsubscribe': `<${oneLine(unsubscribeUrl)}>` } : {}),
    },
  }
}

/** The number under which the server keeps the message, to be found in its journal. */
function queueIdOf(response: string | undefined): string | null {
  return /queued as ([\w.-]+)/i.exec(response ?? '')?.[1] ?? null
}

type SmtpError = Error & {
  code?: string
  command?: string
  response?: string
  responseCode?: number
  permanent?: boolean
}

const ADDRESS_REFUSED = { code: 'adresse', words: 'ce n’est pas une adresse de mail' }

/** Codes of the library for an answer about the message itself: its sender, its recipient, its body. */
const JUDGED = new Set(['EENVELOPE', 'EMESSAGE'])

/** The whole server is going away, whatever it was asked (RFC 5321, 3.8). */
const CLOSING = 421

/** Codes of the library for a connection that was lost or never made. */
const LOST = new Set(['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ETLS', 'EPROTOCOL', 'EABORT'])

/**
 * What a failure means for the message. A server that answered did not take it: 4xx later, 5xx never (RFC 5321, 4.2.1),
 * unless it answered of something else than this message, which can be mended.
 * A connection lost once the body had begun to leave tells nothing: the server may have taken it.
 */
function refusalOf(error: SmtpError, begun: boolean): SendResult {
  const { code = '', responseCode, permanent } = error
  const reason = reasonOf(error)
  if (JUDGED.has(code)) {
    const isForNow = responseCode !== undefined && !permanent
    return isForNow
      ? { kind: 'retry', reason, isOutage: responseCode === CLOSING }
      : { kind: 'permanent', reason }
  }
  if (code === 'EAUTH' || responseCode) return { kind: 'retry', reason, isOutage: true }
  if (!LOST.has(code)) return { kind: 'permanent', reason }
  return { kind: begun ? 'uncertain' : 'retry', reason, isOutage: true }
}

function reasonOf({ code = 'inconnu', command, response = '', responseCode }: SmtpError): Reason {
  if (!responseCode || !JUDGED.has(code))
    return { code, words: lostWords[code] ?? 'le message n’a pas pu être remis' }
  const [, enhanced = ''] = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})/.exec(response) ?? []
  return {
    code: [responseCode, enhanced].filter(Boolean).join(' '),
    words: refusalWords(responseCode, command),
  }
}

function refusalWords(responseCode: number, command: string | undefined): string {
  if (responseCode < 500) return 'le serveur de mail demande d’attendre'
  return command === 'RCPT TO'
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
