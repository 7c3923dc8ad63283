import { rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApp } from '../../server/app.ts'
import { loadConfig } from '../../server/config.ts'
import type { Deps } from '../../server/deps.ts'
import { startJobs } from '../../server/jobs/loop.ts'
import { sendersOf } from '../../server/messaging/senders.ts'
import { buildDeps, buildJobs } from '../../server/wiring.ts'
import { aDemonstration } from './demonstration.ts'
import { aMailbox, type Mailbox } from './mailbox.ts'
import { aTileServer } from './tiles.ts'

/** A whole server on loopback, as `main.ts` builds it, with the demonstration in it. */
export type Running = {
  origin: string
  deps: Deps
  mail: Mailbox
  /** Bytes written to all connections since the server started. */
  bytesSent: () => number
  /** The clock of the server goes ahead, and what waited for that time is done. */
  goAhead: (ms: number) => Promise<void>
  stop: () => Promise<void>
}

/**
 * Everything is real: the database in a temporary folder, the offline geocoder, the jobs, the e-mail over SMTP and the
 * tiles through the server. Only the map pictures are drawn here, and time may be pushed forward.
 */
export async function aRunningServer(): Promise<Running> {
  const [folder, mail, tiles] = await Promise.all([aDemonstration(), aMailbox(), aTileServer()])
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const config = loadConfig({
    TU_MODE: 'demo',
    TU_DATA_DIR: folder,
    TU_PUBLIC_URL: origin,
    TU_GEOCODER: 'offline',
    TU_SMTP_URL: mail.url,
    TU_TILES_URL: tiles.pattern,
    TU_LOG_LEVEL: 'error',
    TU_LIMIT_FORM_PER_HOUR: '1000',
  })
  let ahead = 0
  const deps = await buildDeps(config, () => new Date(Date.now() + ahead))
  const senders = sendersOf(deps)
  const jobs = startJobs(deps, buildJobs(deps, senders))
  const bytesSent = countBytes(server)
  server.on('request', createApp(deps))
  return {
    origin,
    deps,
    mail,
    bytesSent,
    goAhead: async (ms) => {
      ahead += ms
      jobs.wake()
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await jobs.stop()
      senders.email.close()
      await deps.database.close()
      await Promise.all([mail.close(), tiles.close(), rm(folder, { recursive: true })])
    },
  }
}

function countBytes(server: ReturnType<typeof createServer>): () => number {
  const open = new Set<import('node:net').Socket>()
  let closed = 0
  server.on('connection', (socket) => {
    open.add(socket)
    socket.on('close', () => {
      open.delete(socket)
      closed += socket.bytesWritten
    })
  })
  return () => closed + [...open].reduce((sum, { bytesWritten }) => sum + bytesWritten, 0)
}
