import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { openEmbedded } from '../../server/db.ts'
import { createGeocoder } from '../../server/geocoding/auto.ts'
import { openColumn } from '../../server/orientation/sealed.ts'
import { aForm, anApp } from '../support/app.ts'
import { aTerritory, signIn } from '../support/people.ts'
import { aGeocoderStub, FAULTS, type Fault, type GeocoderStub } from './geocoder-stub.ts'
import type { Check, Options, Proven } from './proof.ts'
import { aService, postForm, type Service, visitorAddress } from './service.ts'

const SUBMISSIONS = 100
const SHORT_SUBMISSIONS = 10
const TIMEOUT_MS = 2_000
/** What timers and sockets add on an idle machine; on a busy one, the longest pause seen in this process comes on top. */
const NOTICED_WITHIN_MS = 50
const CALLS_TO_OPEN = 5
const PROBE_EVERY_S = 30

/**
 * T-08: whatever the geocoder does, every questionnaire is acknowledged, stored to locate, and can be placed by hand.
 * Questionnaires are sent one after the other, each from another address.
 */
export async function proveGeocoderFaults({ short }: Options): Promise<Proven> {
  const submissions = short ? SHORT_SUBMISSIONS : SUBMISSIONS
  const checks = await withStub('none', proveControl)
  for (const fault of FAULTS)
    checks.push(...(await withStub(fault, (world) => proveFault(world, submissions))))
  const notRun = short ? `${SHORT_SUBMISSIONS} of ${SUBMISSIONS} questionnaires a fault` : null
  return { checks, notRun }
}

type World = { fault: Fault; stub: GeocoderStub; service: Service }

async function withStub(fault: Fault, prove: (world: World) => Promise<Check[]>): Promise<Check[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'proof-'))
  const stub = await aGeocoderStub(fault)
  const database = await openEmbedded()
  const now = () => new Date()
  const geocoder = createGeocoder({ engine: 'auto', serviceUrl: stub.url, dataDir, now })
  const service = await aService(database, geocoder)
  try {
    await aTerritory(service.deps)
    return await prove({ fault, stub, service })
  } finally {
    await service.close()
    await stub.close()
    await database.close()
    rmSync(dataDir, { recursive: true })
  }
}

/** A geocoder without a fault places the same questionnaire by itself. */
async function proveControl({ service }: World): Promise<Check[]> {
  await submitAll(service, 1)
  const ready = await service.deps.database.client.orientationRequest.count({
    where: { status: 'ready' },
  })
  return [{ name: 'control.ready', value: ready, must: '=', bar: 1 }]
}

async function proveFault({ fault, stub, service }: World, submissions: number): Promise<Check[]> {
  const startedAt = performance.now()
  const pauses = monitorEventLoopDelay({ resolution: 10 })
  pauses.enable()
  const acknowledged = await submitAll(service, submissions)
  pauses.disable()
  const longestPauseMs = Math.ceil(pauses.max / 1e6)
  const seconds = (performance.now() - startedAt) / 1000
  const stored = await storedOf(service)
  const must = (name: string, value: number, bar: number, must: Check['must'] = '='): Check => ({
    name: `${fault}.${name}`,
    value,
    must,
    bar,
  })
  return [
    must('acknowledged', acknowledged, submissions),
    must('to_locate', stored.toLocate, submissions),
    must('flagged', stored.flagged, submissions),
    must(
      'longest_call_ms',
      Math.round(stub.longestMs()),
      TIMEOUT_MS + NOTICED_WITHIN_MS + longestPauseMs,
      '<=',
    ),
    must('calls', stub.calls(), callsAllowed(fault, seconds) ?? submissions, '<='),
    must('placed_by_hand', await placeOneByHand(service), 1),
  ]
}

/** A service that fails is left alone, but for a probe now and then; one that answers wrong is not known to fail: null. */
function callsAllowed(fault: Fault, seconds: number): number | null {
  const fails = fault === 'down' || fault === 'slow' || fault === 'error'
  return fails ? CALLS_TO_OPEN + Math.floor(seconds / PROBE_EVERY_S) : null
}

/** How many were answered with a private page. */
async function submitAll(service: Service, submissions: number): Promise<number> {
  let acknowledged = 0
  for (let i = 0; i < submissions; i++) {
    const sent = await postForm(service, '/questionnaire', {
      fields: aForm(),
      from: visitorAddress(i),
    })
    if (sent.status === 303 && /^\/suivi\/[\w-]{43}/.test(sent.headers.get('location') ?? ''))
      acknowledged += 1
  }
  return acknowledged
}

/** `flagged`: what the coordinator is told about the address holds at least one doubt. */
async function storedOf({ deps }: Service) {
  const rows = await deps.database.client.orientationRequest.findMany({
    select: { id: true, status: true, homeSealed: true },
  })
  const doubtsOf = ({ id, homeSealed }: { id: string; homeSealed: string }) =>
    openColumn(deps.keys, 'orientation_request.home_sealed', id, homeSealed).doubts
  return {
    toLocate: rows.filter(({ status }) => status === 'to_locate').length,
    flagged: rows.filter((row) => doubtsOf(row).length > 0).length,
  }
}

/** A coordinator types where the pin goes: 1 when the request is on the waiting list. */
async function placeOneByHand({ deps }: Service): Promise<number> {
  const { orientationRequest } = deps.database.client
  const waiting = await orientationRequest.findFirst({ where: { status: 'to_locate' } })
  if (!waiting) return 0
  const coordinator = anApp(deps).visitor()
  await signIn(deps, coordinator)
  await coordinator.post(`/coordination/demandes/${waiting.id}/position`, {
    lon: '3,06',
    lat: '50,63',
    version: String(waiting.version),
  })
  return orientationRequest.count({ where: { id: waiting.id, status: 'ready' } })
}
