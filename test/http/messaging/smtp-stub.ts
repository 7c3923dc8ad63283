import type { AddressInfo } from 'node:net'
import { createServer, type Server, type Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export type Received = { from: string; to: string[]; raw: Buffer }

export type SmtpStub = { url: string; received: Received[]; close: () => Promise<void> }

/**
 * A real SMTP server on loopback that keeps what it is given; `behaviour` makes it refuse, and while `isMute` it says
 * nothing of a body that it has taken.
 */
export async function anSmtpServer(
  behaviour: SMTPServerOptions = {},
  isMute: () => boolean = () => false,
): Promise<SmtpStub> {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks),
        })
        if (!isMute()) done(null)
      })
    },
    ...behaviour,
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** An answer of refusal, as the server's hooks give it. */
export function refusal(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode })
}

type Script = (socket: Socket, line: string, inData: boolean) => string | null

/**
 * A server that answers each line by `script`: null cuts the connection, an empty text says nothing.
 * It greets at once unless `greets` is false.
 */
export async function aScriptedServer(script: Script, greets = true) {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    if (greets) socket.write('220 stub ESMTP\r\n')
    let inData = false
    let pending = ''
    socket.on('data', (chunk) => {
      pending += chunk
      for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
        const line = pending.slice(0, end)
        pending = pending.slice(end + 2)
        const answer = script(socket, line, inData)
        if (answer === null) return socket.destroy()
        if (line === 'DATA') inData = true
        if (inData && line === '.') inData = false
        if (answer) socket.write(`${answer}\r\n`)
      }
    })
  })
  await listening(server)
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The polite answers of a server, for a script that misbehaves at one line only. */
export function polite(line: string, inData: boolean): string {
  if (inData) return line === '.' ? '250 2.0.0 Ok: queued as 4B1D' : ''
  if (line.startsWith('EHLO')) return '250 stub'
  if (line === 'DATA') return '354 go on'
  if (line === 'QUIT') return '221 bye'
  return '250 ok'
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
}
