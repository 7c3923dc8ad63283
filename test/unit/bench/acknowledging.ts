import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Running } from '../../proof/processes.ts'

/** A server that acknowledges the n-th questionnaire when `isTaken` says so, refuses it otherwise, and stores nothing. */
export async function aServer(isTaken: (n: number) => boolean) {
  let asked = 0
  const server = createServer((_, answer) => {
    const status = isTaken(asked) ? 303 : 503
    asked += 1
    answer.writeHead(status, { location: '/suivi/essai' }).end()
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const running: Pick<Running, 'url' | 'pid'> = {
    url: `http://127.0.0.1:${port}`,
    pid: process.pid,
  }
  return { running, close: () => server.close() }
}
