import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PNG } from 'pngjs'

const SIDE_PX = 256
const GROUND = [226, 232, 222, 255] as const

/** Map pictures without a network: every tile is the same plain ground. */
export async function aTileServer(): Promise<{ pattern: string; close: () => Promise<unknown> }> {
  const tile = plainTile()
  const server = createServer((_req, res) => {
    res.setHeader('Content-Type', 'image/png').end(tile)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    pattern: `http://127.0.0.1:${port}/{z}/{x}/{y}.png`,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

function plainTile(): Buffer {
  const picture = new PNG({ width: SIDE_PX, height: SIDE_PX })
  for (let at = 0; at < picture.data.length; at += GROUND.length) picture.data.set(GROUND, at)
  return PNG.sync.write(picture)
}
