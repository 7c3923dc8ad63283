import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Sms = { to: string; from: string; body: string; path: string; auth: string }
type Answer = (res: ServerResponse, sms: Sms) => void

/** A server that speaks like Twilio's messages resource; `answer` decides what it says. */
export async function aTwilioServer(answer: Answer) {
  const received: Sms[] = []
  const server = createServer((req, res) => {
    let body = ''
    req.on('data', (chunk) => {
      body += chunk
    })
    req.on('end', () => {
      const form = new URLSearchParams(body)
      const sms = {
        to: form.get('To') ?? '',
        from: form.get('From') ?? '',
        body: form.get('Body') ?? '',
        path: req.url ?? '',
        auth: req.headers.authorization ?? '',
      }
      received.push(sms)
      answer(res, sms)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    close: () => {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** The answer to an SMS that is taken. */
export function taken(res: ServerResponse): void {
  says(201, { sid: 'SM0123456789abcdef', status: 'queued' })(res)
}

/** An answer in JSON, as Twilio's refusals are: `{ code, message, status }`. */
export function says(status: number, content: object) {
  return (res: ServerResponse) => {
    res.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(content))
  }
}
