import type { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import type { Dkim } from '../dkim.ts'
import { isEmailAddress } from '../email.ts'
import { oneLine } from './facts.ts'
import type { EmailSender, OutgoingEmail } from './rules.ts'
import { refusalOf, type SmtpError } from './smtp-refusals.ts'

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

const ADDRESS_REFUSED = { code: 'adresse', words: 'ce n’est pas une adresse de mail' }
