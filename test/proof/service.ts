import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApp } from '../../server/app.ts'
import { loadConfig } from '../../server/config.ts'
import { type Database, openEmbedded } from '../../server/db.ts'
import type { Deps } from '../../server/deps.ts'
import type { Geocoder } from '../../server/geocoding/rules.ts'
import { aDeps } from '../support/app.ts'
import { databaseOnServer } from '../support/server-database.ts'

/** The real application listening on the loopback, over a real database, at the real time. */
export type Service = { url: string; deps: Deps; close: () => Promise<void> }

/** Limits stay on as in a deployment: visitors come from many addresses, which the trusted proxy tells. */
export async function aService(database: Database, geocoder: Geocoder): Promise<Service> {
  const config = loadConfig({ TU_TRUST_PROXY: '1', TU_LOG_LEVEL: 'silent' })
  const deps: Deps = { ...aDeps(database, { geocoder, config }), now: () => new Date() }
  const server = await listening(createApp(deps).listen(0, '127.0.0.1'))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    deps,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export async function listening<T extends Server>(server: T): Promise<T> {
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve))
  return server
}

/** What a browser sends with every request. `from` is its address, as the proxy tells it. */
export function browserHeaders({ deps }: Service, from: string): Record<string, string> {
  return { origin: deps.config.publicUrl, 'x-forwarded-for': from }
}

/** Address of the n-th visitor, all of them of the loopback. */
export function visitorAddress(n: number): string {
  return `127.1.${Math.floor(n / 250) % 250}.${(n % 250) + 1}`
}

/** Sends a form as a browser does, and does not follow the answer. */
export function postForm(
  service: Service,
  path: string,
  { fields, from, cookie }: { fields: Record<string, string>; from: string; cookie?: string },
): Promise<Response> {
  return fetch(service.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...browserHeaders(service, from), ...(cookie ? { cookie } : {}) },
    body: new URLSearchParams(fields),
  })
}

/** The homes to prove on: PGlite in memory, and a database of its own on the server of `TEST_DATABASE_URL` when it is set. */
export async function proofHomes(): Promise<Database[]> {
  const url = process.env.TEST_DATABASE_URL
  return [await openEmbedded(), ...(url ? [await databaseOnServer(url)] : [])]
}
