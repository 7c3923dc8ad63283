import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** A local server in place of the Géoplateforme: what it is asked, and what it answers, which may change. */
export type FakeService = { url: string; asked: URL[]; answer: Answer; stop: () => Promise<void> }

export async function aService(answer: Answer): Promise<FakeService> {
  const service: FakeService = { url: '', asked: [], answer, stop: () => stopped() }
  const server = createServer((request, response) => {
    service.asked.push(new URL(request.url ?? '/', service.url))
    service.answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  service.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/geocodage`
  const stopped = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  onTestFinished(stopped)
  return service
}

export type FakeFeature = {
  properties: Record<string, unknown>
  position: readonly [number, number]
}

/** A collection of features, in the shape of the Géoplateforme. */
export function found(...features: FakeFeature[]): Answer {
  const body = {
    type: 'FeatureCollection',
    features: features.map(({ properties, position }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: position },
      properties,
    })),
    query: 'q',
  }
  return (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  }
}

export function status(code: number, body = '', headers: Record<string, string> = {}): Answer {
  return (_, response) => {
    response.writeHead(code, headers)
    response.end(body)
  }
}

/** The house « 4 rue du Sablier, Armentières », invented, with some properties changed. */
export function aHouse(
  changes: Record<string, unknown> = {},
  position: readonly [number, number] = [2.88, 50.68],
): FakeFeature {
  const properties = {
    label: '4 Rue du Sablier 59280 Armentières',
    score: 0.97,
    housenumber: '4',
    id: '59017_aaaaaa_00004',
    name: '4 Rue du Sablier',
    street: 'Rue du Sablier',
    postcode: '59280',
    citycode: '59017',
    city: 'Armentières',
    context: '59, Nord, Hauts-de-France',
    type: 'housenumber',
    importance: 0.5,
    depcode: '59',
    _type: 'address',
    ...changes,
  }
  return { properties, position }
}
