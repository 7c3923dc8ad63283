import twilio from 'twilio'
import { isMobile } from '../phone.ts'
import { receiptOf, refusedForGood } from './receipts.ts'
import type { FoundSms, Reason, SendResult, SmsSender } from './rules.ts'

export type TwilioSettings = {
  sid: string
  token: string
  /** Name of at most 11 characters, or number, that the phone shows. */
  sender: string
  /** Where the interface is, without a path. */
  url: string
  /** Where it tells afterwards what became of each SMS; null: it is not asked to. */
  callbackUrl?: string | null
}

const ANSWER_MS = 10_000
const NUMBER = /^\+[1-9]\d{6,14}$/

/** SMS through Twilio's messages resource, to mobiles only. The outbox tries again, never the library. */
export function twilioSender(settings: TwilioSettings): SmsSender {
  const { sid, token, sender: from, callbackUrl = null } = settings
  const client = twilio(sid, token, { httpClient: new ClientAt(settings.url), autoRetry: false })
  return {
    provider: 'twilio',
    find: (to, since) => listed(client, { to, since }),
    send: async ({ to, text: body }, { id }) => {
      if (!NUMBER.test(to)) return { kind: 'permanent', reason: NUMBER_REFUSED }
      if (!isMobile(to)) return { kind: 'permanent', reason: LANDLINE }
      try {
        const { sid: ref } = await client.messages.create({
          to,
          from,
          body,
          ...(callbackUrl ? { statusCallback: `${callbackUrl}?envoi=${id}` } : {}),
        })
        if (!ref) return { kind: 'uncertain', reason: UNREADABLE, isOutage: true }
        return { kind: 'accepted', ref, delivered: false }
      } catch (error) {
        return refusalOf(error)
      }
    },
  }
}

/** Its clock and ours may disagree, and it dates a message when it leaves, not when it was given. */
const EARLIER_MS = 3_600_000
/** No household is sent more in a day. */
const MOST_LISTED = 50

async function listed(
  client: ReturnType<typeof twilio>,
  { to, since }: { to: string; since: Date },
): Promise<FoundSms[] | null> {
  const dateSentAfter = new Date(since.getTime() - EARLIER_MS)
  try {
    const found = await client.messages.list({ to, dateSentAfter, limit: MOST_LISTED })
    return found.flatMap(({ sid: ref, body, status, errorCode }) => {
      const receipt = receiptOf(status, errorCode || undefined)
      return receipt ? [{ ref, body, receipt }] : []
    })
  } catch {
    return null
  }
}

/** The library has no option for the address of the service: each request is sent to `url` instead. */
class ClientAt extends twilio.RequestClient {
  constructor(private readonly url: string) {
    super({ timeout: ANSWER_MS, autoRetry: false })
  }

  override request<T>(options: Parameters<typeof twilio.RequestClient.prototype.request<T>>[0]) {
    const { pathname, search } = new URL(options.uri)
    return super.request<T>({ ...options, uri: this.url.replace(/\/+$/, '') + pathname + search })
  }
}

const NUMBER_REFUSED = { code: 'numéro', words: 'ce n’est pas un numéro de téléphone' }
const LANDLINE = { code: 'fixe', words: 'un SMS n’arrive pas sur ce numéro' }
const UNREADABLE = { code: 'réponse', words: 'le fournisseur de SMS a répondu de travers' }

/** Connections that never opened: nothing left. */
const NOT_OPENED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

/**
 * What a failure means for the SMS. 429 and 503 were not processed, nor what our account or its sender may not do; other
 * answers below 500 are final. A 500 may have been sent all the same, as a silence, a cut or an answer that cannot be read.
 */
function refusalOf(error: unknown): SendResult {
  if (error instanceof twilio.RestException) return answerOf(error.status, error.code)
  const { code } = error as { code?: unknown }
  if (typeof code !== 'string') return { kind: 'uncertain', reason: UNREADABLE, isOutage: true }
  const isOutage = true
  if (NOT_OPENED.has(code))
    return {
      kind: 'retry',
      reason: { code, words: 'le fournisseur de SMS est injoignable' },
      isOutage,
    }
  return {
    kind: 'uncertain',
    reason: { code, words: 'le fournisseur de SMS n’a pas répondu à temps' },
    isOutage,
  }
}

/** Refusals of our account or of its sender (twilio.com/docs/api/errors): whoever they were for, they are ours to mend. */
const OF_ACCOUNT = new Set([20005, 21212, 21267, 21603, 21606, 21611, 21659, 21660, 21661, 63038])

function answerOf(status: number, twilioCode: number | undefined): SendResult {
  const code = String(twilioCode ?? status)
  const say = (words: string): Reason => ({ code, words })
  const isOutage = true
  if (status === 429 || status === 503)
    return { kind: 'retry', reason: say('le fournisseur de SMS demande d’attendre'), isOutage }
  if (status === 401 || status === 403 || status === 404 || OF_ACCOUNT.has(twilioCode ?? 0))
    return { kind: 'retry', reason: say('le fournisseur de SMS refuse notre compte'), isOutage }
  if (status >= 500 || status < 400)
    return { kind: 'uncertain', reason: say('le fournisseur de SMS est en panne'), isOutage }
  return refusedForGood(twilioCode, status)
}
