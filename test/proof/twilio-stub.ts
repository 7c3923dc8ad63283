import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import twilio from 'twilio'
import { listening } from './service.ts'

/** What the provider does with an SMS. `late`, `broken`: it takes it, and its answer is lost or cannot be read. */
export type TwilioFault =
  | 'ok'
  | 'busy'
  | 'away'
  | 'failing'
  | 'late'
  | 'broken'
  | 'html'
  | 'opted_out'
  | 'not_mobile'

export type TakenSms = {
  sid: string
  to: string
  body: string
  /** Our number of the message, as the address to call back says. */
  message: string
  callback: string
}

export type TwilioStub = {
  url: string
  /** SMS that the provider took, in order; and every call made to it, by `performance.now()`. */
  taken: TakenSms[]
  calls: { to: string; at: number }[]
  close: () => Promise<void>
}

type Options = {
  faultOf: (to: string) => TwilioFault
  /** Time before an SMS is taken; one whose caller hung up meanwhile is not. */
  takesMs?: number
  /** Called with each SMS taken, before its answer leaves. */
  onTaken?: (sms: TakenSms) => Promise<void>
}

/** Speaks like Twilio's messages resource on the loopback; the number decides how it answers. */
export async function aTwilioStub({
  faultOf,
  takesMs = 0,
  onTaken = async () => {},
}: Options): Promise<TwilioStub> {
  const taken: TakenSms[] = []
  const calls: TwilioStub['calls'] = []
  const server = await listening(
    createServer(async (req, res) => {
      if (req.method === 'GET') return list(res, taken, new URL(req.url ?? '', 'http://stub'))
      let text = ''
      for await (const chunk of req) text += chunk
      const form = new URLSearchParams(text)
      const to = form.get('To') ?? ''
      calls.push({ to, at: performance.now() })
      if (takesMs) await new Promise((resolve) => setTimeout(resolve, takesMs))
      if (req.socket.destroyed) return
      const fault = faultOf(to)
      const sms = smsOf(form, taken.length)
      if (TAKES.has(fault)) {
        taken.push(sms)
        await onTaken(sms)
      }
      answers[fault](res, sms)
    }).listen(0, '127.0.0.1'),
  )
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    calls,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const TAKES = new Set<TwilioFault>(['ok', 'late', 'broken'])

function smsOf(form: URLSearchParams, rank: number): TakenSms {
  const callback = form.get('StatusCallback') ?? ''
  return {
    sid: `SM${String(rank).padStart(32, '0')}`,
    to: form.get('To') ?? '',
    body: form.get('Body') ?? '',
    message: new URL(callback, 'http://stub').searchParams.get('envoi') ?? '',
    callback,
  }
}

function list(res: ServerResponse, taken: readonly TakenSms[], url: URL): void {
  const to = url.searchParams.get('To')
  const messages = taken
    .filter((sms) => sms.to === to)
    .map(({ sid, body }) => ({ sid, body, to, status: 'sent', error_code: null }))
  say(res, 200, { messages, page: 0, page_size: 50, uri: url.pathname, next_page_uri: null })
}

type Answer = (res: ServerResponse, sms: TakenSms) => void

const refused =
  (status: number, code: number): Answer =>
  (res) =>
    say(res, status, { code, message: 'refused', status, more_info: '' })

const answers: Record<TwilioFault, Answer> = {
  ok: (res, { sid }) => say(res, 201, { sid, status: 'queued' }),
  busy: refused(429, 20429),
  away: refused(503, 20503),
  failing: refused(500, 20500),
  late: () => {},
  broken: (res, { sid }) =>
    res.writeHead(201, { 'content-type': 'application/json' }).end(`{"sid":"${sid}`),
  html: (res) => res.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>'),
  opted_out: refused(400, 21610),
  not_mobile: refused(400, 21614),
}

function say(res: ServerResponse, status: number, content: object): void {
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content))
}

/** The account whose SMS the stub takes, as the environment of a process says it. */
export function twilioEnvironment({ url }: Pick<TwilioStub, 'url'>): Record<string, string> {
  return {
    TU_TWILIO_SID: 'AC00000000000000000000000000000000',
    TU_TWILIO_TOKEN: TWILIO_TOKEN,
    TU_TWILIO_SENDER: 'CPTSLille',
    TU_TWILIO_URL: url,
  }
}

const TWILIO_TOKEN = 'jeton-de-la-preuve'

type Status = { sid: string; status: string; errorCode?: number }

/** Tells what became of an SMS as Twilio does, signed unless `token` is another one; the status of the answer. */
export async function callBack(
  address: string,
  { sid, status, errorCode }: Status,
  token = TWILIO_TOKEN,
): Promise<number> {
  const fields = {
    MessageSid: sid,
    MessageStatus: status,
    ...(errorCode ? { ErrorCode: String(errorCode) } : {}),
  }
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'x-twilio-signature': twilio.getExpectedTwilioSignature(token, address, fields) },
    body: new URLSearchParams(fields),
  })
  return answer.status
}
