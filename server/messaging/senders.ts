import type { Config } from '../config.ts'
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
  return { email: emailSender(deps), secure: secureSender(deps), sms: smsSender(deps) }
}

/** Which channels a machine can carry in this configuration; the demonstration carries both. */
export function carriedChannels({ demo, smtpUrl, twilio }: Config): {
  email: boolean
  sms: boolean
} {
  return { email: demo || smtpUrl !== undefined, sms: demo || twilio !== null }
}

function emailSender(deps: Context): EmailSender {
  const { demo, smtpUrl, mailFrom = DEMO_FROM } = deps.config
  if (!smtpUrl) return demo ? localEmailSender(deps) : { ...nobody, close: () => {} }
  const sender = smtpSender({ url: smtpUrl, from: mailFrom, encrypted: !demo })
  return demo ? { ...sender, send: withCopy(deps, sender.send) } : sender
}

/** Nobody where there is no secure account, in demonstration too; nobody outside its domains. */
function secureSender(deps: Context): EmailSender {
  const { demo, secureMail } = deps.config
  if (!secureMail) return { ...nobody, close: () => {} }
  const { url, from, domains } = secureMail
  const account = smtpSender({ url, from, encrypted: !demo })
  const send = withinDomains(account.send, domains)
  return { ...account, provider: 'mssante', send: demo ? withCopy(deps, send) : send }
}

function withinDomains(send: EmailSender['send'], domains: readonly string[]): EmailSender['send'] {
  return async (email, message, now) =>
    isWithinDomains(email.to, domains)
      ? send(email, message, now)
      : { kind: 'permanent', reason: OUTSIDE_DOMAINS }
}

const OUTSIDE_DOMAINS = { code: 'domaine', words: 'l’adresse n’est pas d’une messagerie sécurisée' }

function smsSender(deps: Context): SmsSender {
  const { demo, twilio } = deps.config
  if (!twilio) return demo ? localSmsSender(deps) : nobody
  const sender = twilioSender(twilio)
  return demo ? { ...sender, send: withCopy(deps, sender.send) } : sender
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
