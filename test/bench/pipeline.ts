import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadAddresses } from '../../prisma/seed/load.ts'
import { openEmbedded, openServer } from '../../server/db.ts'
import type { Deps } from '../../server/deps.ts'
import { createOfflineGeocoder } from '../../server/geocoding/offline/geocoder.ts'
import { claimKeys } from '../../server/idempotency/service.ts'
import { composeMessage } from '../../server/letters/compose.ts'
import { newLinks } from '../../server/links/service.ts'
import { localEmailSender, localSmsSender } from '../../server/messaging/local.ts'
import { markWith } from '../../server/messaging/reconcile.ts'
import { deliverDue } from '../../server/messaging/worker.ts'
import { createRequests } from '../../server/orientation/create.ts'
import { placeHome } from '../../server/orientation/placing.ts'
import { findRequest } from '../../server/orientation/service.ts'
import { submitQuestionnaire } from '../../server/orientation/submit.ts'
import { checkQuestionnaire } from '../../server/questionnaire/check.ts'
import { choiceFor } from '../../server/shortlists/choice.ts'
import { findTerritory, locateHome, type Territory } from '../../server/territory/service.ts'
import { aHousehold } from '../proof/households.ts'
import { aDeps } from '../support/app.ts'
import { aDoctor, aTerritory } from '../support/people.ts'
import { dropOwn } from '../support/server-database.ts'
import { type BenchOptions, hashOf, percentile, roundOf } from './bench.ts'
import { createDurable } from './durable.ts'

const BENCH = 'pipeline'
const SIZE = 20
const ROUNDS = 5
const DOCTORS = 30
const MOST_RATIO = 1.2
/** Households that no round has met. */
const FIRST_OF_GROWTH = 100_000
const actor = { kind: 'public', id: null } as const

type World = { deps: Deps; territory: Territory }

/**
 * One household after the other from its form to its mail, then each step of that alone: milliseconds a household, and
 * the whole over the sum of its parts. Wrong when a household is not placed, ranked and written to.
 */
export async function benchPipeline(options: BenchOptions): Promise<boolean> {
  const size = options.size ?? SIZE
  const server = process.env.TEST_DATABASE_URL
  const own = server ? await createDurable(server) : null
  const database = own ? await openServer(own, () => {}) : await openEmbedded()
  const dataDir = mkdtempSync(join(tmpdir(), 'pipeline-'))
  try {
    const geocoder = createOfflineGeocoder(dataDir)
    const base = aDeps(database, { geocoder })
    const deps: Deps = { ...base, config: { ...base.config, dataDir }, now: () => new Date() }
    await loadAddresses(deps, deps.now())
    const territory = await findTerritory(deps, await aTerritory(deps))
    for (let n = 0; n < DOCTORS; n += 1) await aDoctor(deps, territory.id, { km: n / 10 })
    const inputs = hashOf(JSON.stringify({ size, DOCTORS }))
    options.print({ bench: BENCH, inputs, households: size, doctors: DOCTORS, home: database.home })
    const isRight = await rounds({ deps, territory }, size, options)
    return (await grows({ deps, territory }, size, options)) && isRight
  } finally {
    await database.close()
    if (server && own) await dropOwn(server, own)
    rmSync(dataDir, { recursive: true })
  }
}

async function rounds(world: World, size: number, { print }: BenchOptions): Promise<boolean> {
  const ratios: number[] = []
  let isRight = true
  let n = 0
  for (let round = 0; round <= ROUNDS; round += 1) {
    const times: Record<string, number> = {}
    const timed = async <T>(step: string, work: () => T | Promise<T>): Promise<T> => {
      const started = performance.now()
      const made = await work()
      times[step] = (times[step] ?? 0) + (performance.now() - started) / size
      return made
    }
    for (let i = 0; i < size; i += 1) {
      isRight = (await timed('whole', () => whole(world, n))) && isRight
      await parts(world, n + 1, timed)
      n += 2
    }
    if (round === 0) continue
    const { whole: all = 0, ...steps } = times
    ratios.push(all / Object.values(steps).reduce((sum, step) => sum + step, 0))
    print({ bench: BENCH, round, msEach: rounded(times) })
  }
  const [median, min, max] = [percentile(ratios, 50), Math.min(...ratios), Math.max(...ratios)]
  const figures = rounded({ median, min, max })
  print({
    bench: BENCH,
    ratio: 'whole / parts',
    ...figures,
    rounds: ROUNDS,
    goal: MOST_RATIO,
    ok: isRight,
  })
  return isRight
}

/** Households one after the other, a tenth as many, as many, ten times as many: nothing may grow with those before them. */
async function grows(world: World, size: number, { print }: BenchOptions): Promise<boolean> {
  let isRight = true
  let n = FIRST_OF_GROWTH
  for (const households of [size / 10, size, size * 10].map(Math.ceil)) {
    const waits: number[] = []
    const started = performance.now()
    for (let i = 0; i < households; i += 1, n += 1) {
      const asked = performance.now()
      isRight = (await whole(world, n)) && isRight
      waits.push((performance.now() - asked) * 1000)
    }
    const { perSecond, p50us, p99us } = roundOf(waits, performance.now() - started)
    print({ bench: BENCH, growth: 'whole', n: households, ...rounded({ perSecond, p50us, p99us }) })
  }
  return isRight
}

function rounded(figures: Record<string, number>) {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, Number(value.toPrecision(3))]),
  )
}

function formOf(n: number, now: Date) {
  const form = checkQuestionnaire(aHousehold(n), { assisted: false, now })
  if (!form.ok) throw new Error('an invented household is refused')
  return form.value
}

async function whole({ deps, territory }: World, n: number): Promise<boolean> {
  const now = deps.now()
  const form = formOf(n, now)
  const { requestId } = await submitQuestionnaire(deps, { territory, form, actor }, now)
  const ranked = await rank({ deps, territory }, requestId)
  return ranked > 0 && (await send(deps)) === 1
}

type Timed = <T>(step: string, work: () => T | Promise<T>) => Promise<T>

async function parts({ deps, territory }: World, n: number, timed: Timed): Promise<void> {
  const now = deps.now()
  const form = await timed('check', () => formOf(n, now))
  const { address, ...town } = form.address
  const answer = await timed('geocode', () => deps.geocoder.search({ text: address, ...town }))
  await timed('territory', () => locateHome(deps, territory.id, answer))
  const placed = await placeHome(deps, territory.id, form.address)
  const id = randomUUID()
  const act = { territoryId: territory.id, scope: 'questionnaire', key: form.key, fingerprint: id }
  await timed('store', () =>
    deps.database.transaction(async (tx) => {
      await claimKeys(tx, [{ act, subjectId: id }], now)
      const { insert } = newLinks([{ requestId: id, territoryId: territory.id }], now)
      const creations = [{ id, territory, form, actor, placed }]
      await createRequests(tx, deps, { creations, others: [insert] }, now)
    }),
  )
  await timed('rank', () => rank({ deps, territory }, id))
  await timed('send', () => send(deps))
}

async function rank({ deps, territory }: World, id: string): Promise<number> {
  const { client } = deps.database
  const request = await findRequest(client, deps.keys, { id, territoryId: territory.id })
  const choice = request && (await choiceFor(client, { request, territory }, deps.now()))
  return choice?.ranking.ranked.length ?? 0
}

async function send(deps: Deps): Promise<number> {
  const email = localEmailSender(deps)
  const senders = { email, secure: email, sms: localSmsSender(deps) }
  const compose: Parameters<typeof deliverDue>[1]['compose'] = (message, now) =>
    composeMessage(deps, message, now)
  const orders = { compose, senders, markOf: markWith(deps.keys), workerId: 'bench', limit: 1 }
  return (await deliverDue(deps, orders, deps.now())).delivered
}
