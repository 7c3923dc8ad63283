import { text } from 'node:stream/consumers'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { vi } from 'vitest'

export type Mailbox = {
  url: string
  /** Letters received for this address, in order, read as a mail program would. */
  lettersTo: (address: string) => Email[]
  /** The letter of that rank, from 1, once it is there. */
  letter: (address: string, rank: number) => Promise<Email>
  close: () => Promise<void>
}

/** The one address that this server does not know. */
export const REFUSED = 'inconnue@example.org'
/** More than a turn of the jobs and a delivery take on a busy machine. */
const PATIENCE_MS = 60_000

/** A real SMTP server on loopback, which takes everything but what is for `REFUSED`. */
export async function aMailbox(): Promise<Mailbox> {
  const received: { to: string[]; email: Email }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) =>
      address === REFUSED
        ? done(Object.assign(new Error('unknown'), { responseCode: 550 }))
        : done(),
    onData: async (stream, { envelope }, done) => {
      const email = await PostalMime.parse(await text(stream))
      received.push({ to: envelope.rcptTo.map(({ address }) => address), email })
      done()
    },
  })
  const lettersTo = (address: string) =>
    received.filter(({ to }) => to.includes(address)).map(({ email }) => email)
  const url = await new Promise<string>((resolve) => {
    const listener = server.listen(0, '127.0.0.1', () => {
      const address = listener.address()
      resolve(`smtp://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
    })
  })
  return {
    url,
    lettersTo,
    letter: (address, rank) =>
      vi.waitFor(
        () => {
          const letter = lettersTo(address)[rank - 1]
          if (!letter) throw new Error(`no letter number ${rank} for ${address}`)
          return letter
        },
        { timeout: PATIENCE_MS, interval: 50 },
      ),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
