import type { Deps } from '../deps.ts'
import { NotFound } from '../errors.ts'
import { READS, staff } from '../http/access.ts'
import { get, type Route } from '../http/routes.ts'

const TIMEOUT_MS = 4_000
const MAX_BYTES = 500_000
const MAX_ZOOM = 19

/** A background that does not answer is left alone this long, so that a map opens at once without it. */
const REST_MS = 30_000

/**
 * Map tiles, fetched by this server: a browser that asked for them itself would tell a third party where somebody
 * lives (rule 16). 204 when no background is configured or it does not answer: the map then draws contours alone.
 */
export function tileRoutes(deps: Deps): Route[] {
  let restsUntil = 0
  return [
    get('/tuiles/:z/:x/:y', staff(READS), async (req, res) => {
      const tile = tileOf(req.params)
      const { tilesUrl } = deps.config
      if (!tile) throw new NotFound()
      const now = deps.now().getTime()
      const image = tilesUrl && now >= restsUntil ? await fetchTile(tilesUrl, tile) : null
      if (!image) {
        if (now >= restsUntil) restsUntil = now + REST_MS
        res.status(204).end()
        return
      }
      res.set('Cache-Control', 'private, max-age=604800').type(image.type).send(image.bytes)
    }),
  ]
}

type Tile = { z: number; x: number; y: number }

function tileOf(params: Record<string, unknown>): Tile | null {
  const [z = -1, x = -1, y = -1] = [params.z, params.x, params.y].map((text) =>
    /^\d{1,7}$/.test(String(text)) ? Number(text) : -1,
  )
  const side = 2 ** z
  const exists = z >= 0 && z <= MAX_ZOOM && x >= 0 && x < side && y >= 0 && y < side
  return exists ? { z, x, y } : null
}

async function fetchTile(
  pattern: string,
  { z, x, y }: Tile,
): Promise<{ type: string; bytes: Buffer } | null> {
  const address = pattern
    .replace('{z}', String(z))
    .replace('{x}', String(x))
    .replace('{y}', String(y))
  try {
    const answer = await fetch(address, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
    })
    const type = answer.headers.get('content-type') ?? ''
    if (!answer.ok || !/^image\/(png|jpeg|webp)/.test(type)) return null
    const bytes = Buffer.from(await answer.arrayBuffer())
    return bytes.length <= MAX_BYTES ? { type, bytes } : null
  } catch {
    return null
  }
}
