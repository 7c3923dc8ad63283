import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { listening } from './service.ts'

export const FAULTS = ['down', 'slow', 'error', 'wrong_town', 'empty', 'other_continent'] as const
/** `none`: the right answer, to show that the faults alone make a difference. */
export type Fault = (typeof FAULTS)[number] | 'none'

export type GeocoderStub = {
  url: string
  /** How many times it was called, and the longest a caller waited before it hung up or was answered, in ms. */
  calls: () => number
  /** Addresses that were asked for, in order. */
  asked: string[]
  longestMs: () => number
  close: () => Promise<void>
}

const SLOW_MS = 3000

/** A service of the shape of the Géoplateforme that fails in one way, on the loopback; `fault` may change at will. */
export async function aGeocoderStub(fault: Fault | (() => Fault)): Promise<GeocoderStub> {
  const faultNow = typeof fault === 'function' ? fault : () => fault
  const waits: number[] = []
  const asked: string[] = []
  let calls = 0
  const server = await listening(
    createServer((req, res) => {
      const askedAt = performance.now()
      calls += 1
      asked.push(req.url ?? '')
      res.on('close', () => waits.push(performance.now() - askedAt))
      answers[faultNow()](res, req, calls)
    }).listen(0, '127.0.0.1'),
  )
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: () => calls,
    asked,
    longestMs: () => Math.max(0, ...waits),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

type Answer = (res: ServerResponse, req: IncomingMessage, call: number) => void

const answers: Record<Fault, Answer> = {
  none: (res) => say(res, [aPlace({})]),
  down: (_res, req) => req.socket.destroy(),
  slow: (res) => {
    const late = setTimeout(() => say(res, [aPlace({})]), SLOW_MS)
    res.on('close', () => clearTimeout(late))
  },
  error: (res) => res.writeHead(500).end('{"message":"internal error"}'),
  wrong_town: (res, _req, call) => say(res, [call % 2 ? RENNES : SAME_NAME_NEARBY]),
  empty: (res) => say(res, []),
  other_continent: (res, _req, call) => say(res, [call % 2 ? MARTINIQUE : LILLE_OVERSEAS]),
}

type Place = { postcode?: string; citycode?: string; city?: string; lonLat?: [number, number] }

/** The house that is asked for, or the same house elsewhere, with the best score there is. */
function aPlace({ postcode = '59000', citycode = '59350', city = 'Lille', lonLat }: Place) {
  const name = '14 Rue de la Toile-Bise'
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: lonLat ?? [3.06, 50.63] },
    properties: {
      label: `${name} ${postcode} ${city}`,
      score: 0.99,
      type: 'housenumber',
      housenumber: '14',
      name,
      street: 'Rue de la Toile-Bise',
      postcode,
      citycode,
      city,
    },
  }
}

const RENNES = aPlace({
  postcode: '35000',
  citycode: '35238',
  city: 'Rennes',
  lonLat: [-1.68, 48.11],
})
const SAME_NAME_NEARBY = aPlace({
  postcode: '59110',
  citycode: '59368',
  city: 'La Madeleine',
  lonLat: [3.07, 50.65],
})
const MARTINIQUE = aPlace({
  postcode: '97200',
  citycode: '97209',
  city: 'Fort-de-France',
  lonLat: [-61.07, 14.6],
})
/** The right words with a position across the ocean. */
const LILLE_OVERSEAS = aPlace({ lonLat: [-61.07, 14.6] })

function say(res: ServerResponse, features: unknown[]): void {
  res.writeHead(200, { 'content-type': 'application/json' })
  res.end(JSON.stringify({ type: 'FeatureCollection', features }))
}
