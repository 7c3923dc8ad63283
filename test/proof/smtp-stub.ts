import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'

/**
 * `tempfail`: 451 to everybody. `refused`: our account may not send. `greylist`: 451 to a recipient until ten seconds after it was first seen. `hang`: takes
 * the connection and says nothing. `cut`: takes the body and cuts before the answer. `down`: nobody listens.
 */
export type SmtpMode = 'ok' | 'down' | 'tempfail' | 'refused' | 'greylist' | 'hang' | 'cut'

export type SmtpFaults = {
  url: string
  /** How many times each Message-ID was accepted, and how many times its body was taken and cut. */
  accepted: Map<string, number>
  cut: Map<string, number>
  /** When each recipient got their first mail, by `performance.now()`. */
  arrivedAt: Map<string, number>
  set: (mode: SmtpMode) => Promise<void>
  close: () => Promise<void>
}

const GREY_MS = 10_000

type State = Omit<SmtpFaults, 'url' | 'set' | 'close'> & {
  mode: SmtpMode
  seenAt: Map<string, number>
  sockets: Set<Socket>
}

/** An SMTP server on the loopback that fails in one way, changed at will. It takes `slowMs` over each mail. */
export async function anSmtpStub(mode: SmtpMode = 'ok', slowMs = 0): Promise<SmtpFaults> {
  const state: State = {
    mode,
    accepted: new Map(),
    cut: new Map(),
    arrivedAt: new Map(),
    seenAt: new Map(),
    sockets: new Set(),
  }
  const server = createServer((socket) => talk(state, socket, slowMs))
  await listen(server, 0)
  const { port } = server.address() as AddressInfo
  const hangUp = () => {
    for (const socket of state.sockets) socket.destroy()
  }
  const close = async () => {
    hangUp()
    if (server.listening) await new Promise((resolve) => server.close(resolve))
  }
  return {
    url: `smtp://127.0.0.1:${port}`,
    accepted: state.accepted,
    cut: state.cut,
    arrivedAt: state.arrivedAt,
    set: async (next) => {
      state.mode = next
      hangUp()
      if (next === 'down') await close()
      else if (!server.listening) await listen(server, port)
    },
    close,
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve) => server.listen(port, '127.0.0.1', resolve))
}

function talk(state: State, socket: Socket, slowMs: number): void {
  const letter = { to: '', body: '', inData: false }
  let pending = ''
  state.sockets.add(socket)
  socket.on('error', () => {})
  socket.on('close', () => state.sockets.delete(socket))
  if (state.mode !== 'hang') socket.write('220 stub ESMTP\r\n')
  socket.on('data', (chunk) => {
    pending += chunk
    for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
      const line = pending.slice(0, end)
      pending = pending.slice(end + 2)
      const answer = answerTo(state, letter, line)
      if (answer === null) return socket.destroy()
      const waitMs = line === '.' ? slowMs : 0
      if (answer) setTimeout(() => socket.write(`${answer}\r\n`), waitMs)
    }
  })
}

const SENDER_REFUSED: Partial<Record<SmtpMode, string>> = {
  tempfail: '451 4.3.0 later',
  refused: '550 5.7.1 sender address rejected',
}

type Letter = { to: string; body: string; inData: boolean }

/** Null cuts the connection, an empty answer says nothing. */
function answerTo(state: State, letter: Letter, line: string): string | null {
  if (state.mode === 'hang') return ''
  if (letter.inData) return bodyLine(state, letter, line)
  if (line.startsWith('EHLO')) return '250 stub'
  if (line.startsWith('MAIL')) return SENDER_REFUSED[state.mode] ?? '250 ok'
  if (line.startsWith('RCPT')) {
    letter.to = /<([^>]*)>/.exec(line)?.[1] ?? ''
    return isGrey(state, letter.to) ? '451 4.7.1 greylisted' : '250 ok'
  }
  if (line !== 'DATA') return line === 'QUIT' ? '221 bye' : '250 ok'
  letter.inData = true
  letter.body = ''
  return '354 go on'
}

function bodyLine(state: State, letter: Letter, line: string): string | null {
  if (line !== '.') {
    letter.body += `${line}\n`
    return ''
  }
  letter.inData = false
  const id = /^message-id: <([^@>]+)@/im.exec(letter.body)?.[1] ?? 'none'
  const kept = state.mode === 'cut' ? state.cut : state.accepted
  kept.set(id, (kept.get(id) ?? 0) + 1)
  if (state.mode === 'cut') return null
  if (!state.arrivedAt.has(letter.to)) state.arrivedAt.set(letter.to, performance.now())
  return '250 2.0.0 Ok: queued as STUB1'
}

function isGrey(state: State, to: string): boolean {
  if (state.mode !== 'greylist') return false
  const first = state.seenAt.get(to) ?? performance.now()
  state.seenAt.set(to, first)
  return performance.now() - first < GREY_MS
}
