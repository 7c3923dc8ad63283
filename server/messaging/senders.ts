import type { Config } from '../config.ts'
import { isLoopback } from '../config-rules.ts'
import type { Deps } from '../deps.ts'
import { isWithinDomains } from '../email.ts'
import { keepCopy, localEmailSender, localSmsSender } from './local.ts'
import type { EmailSender, MessageKey, Outgoing, Senders, SendResult, SmsSender } from './rules.ts'
import { smtpSender } from './smtp.ts'
import { twilioSender } from './twilio.ts'

/** Sender of a demonstration that really sends, when none is configured. */
const DEMO_FROM = 'trait-d-union@example.org'

type Context = Pick<Deps, 'config' | 'database' | 'keys'>

/**
 * Who carries the messages: what is configured, else the page of the demonstration. In demonstration the text of each
 * message is kept even when it really leaves.
 */
export function sendersOf(deps: Context): Senders {
  const { smtpUrl, smtpFallbackUrl } = deps.config
  const senders: Senders = {
    email: emailSender(deps, { url: smtpUrl, provider: 'smtp' }),
    secure: secureSender(deps),
    sms: smsSender(deps),
  }
  if (!smtpUrl || !smtpFallbackUrl) return senders
  const second = { url: smtpFallbackUrl, provider: 'smtp_fallback' }
  return { ...senders, emailFallback: emailSender(deps, second) }
}

/** Lets go of the connections that are kept for the next messages. */
export function closeSenders({ email, emailFallback, secure }: Senders): void {
  email.close()
  emailFallback?.close()
  secure.close()
}

/** Which channels a machine can carry in this configuration; the demonstration carries both. */
export function carriedChannels({ demo, smtpUrl, twilio }: Config): {
  email: boolean
  sms: boolean
} {
  return { email: demo || smtpUrl !== undefined, sms: demo || twilio !== null }
}

type Server = { url: string | undefined; provider: string }

function emailSender(deps: Context, { url, provider }: Server): EmailSender {
  const { demo, mailFrom = DEMO_FROM, dkim } = deps.config
  if (!url) return demo ? localEmailSender(deps) : { ...nobody, close: () => {} }
  const sender = smtpSender({ url, from: mailFrom, encrypted: !demo, provider, dkim })
  return demo ? { ...sender, send: withCopy(deps, sender.send) } : sender
}

/** Nobody where there is no secure account, in demonstration too; nobody outside its domains. */
function secureSender(deps: Context): EmailSender {
  const { demo, secureMail } = deps.config
  if (!secureMail) return { ...nobody, close: () => {} }
  const { url, from, domains } = secureMail
  const account = smtpSender({ url, from, encrypted: !demo, provider: 'mssante' })
  const send = withinDomains(account.send, domains)
  return { ...account, send: demo ? withCopy(deps, send) : send }
}

function withinDomains(send: EmailSender['send'], domains: readonly string[]): EmailSender['send'] {
  return async (email, message, now) =>
    isWithinDomains(email.to, domains)
      ? send(email, message, now)
      : { kind: 'permanent', reason: OUTSIDE_DOMAINS }
}

const OUTSIDE_DOMAINS = { code: 'domaine', words: 'l’adresse n’est pas d’une messagerie sécurisée' }

function smsSender(deps: Context): SmsSender {
  const { demo, twilio, publicUrl } = deps.config
  if (!twilio) return demo ? localSmsSender(deps) : nobody
  const callbackUrl = canCallBack(twilio.url, publicUrl) ? `${publicUrl}/rappels/twilio` : null
  const sender = twilioSender({ ...twilio, callbackUrl })
  return demo ? { ...sender, send: withCopy(deps, sender.send) } : sender
}

/** A provider elsewhere cannot call a service of this machine, and refuses messages that ask it to. */
function canCallBack(providerUrl: string, publicUrl: string): boolean {
  return isLoopback(providerUrl) || !isLoopback(publicUrl)
}

type Send<O extends Outgoing> = (sent: O, message: MessageKey, now: Date) => Promise<SendResult>

function withCopy<O extends Outgoing>(deps: Context, send: Send<O>): Send<O> {
  return async (outgoing, message, now) => {
    const result = await send(outgoing, message, now)
    if (result.kind === 'accepted') await keepCopy(deps, { outgoing, message }, now)
    return result
  }
}

const NOT_CONFIGURED = { code: 'configuration', words: 'aucun fournisseur n’est configuré' }

/** A channel that this deployment does not have. */
const nobody = {
  provider: 'aucun',
  send: async () => ({ kind: 'permanent', reason: NOT_CONFIGURED }) as const,
}
