import { type BenchOptions, hashOf, race } from './bench.ts'
import { composedOutbox, plainOutbox } from './outbox-engines.ts'
import { formsOf, pausesOf, plainMessages } from './outbox-inputs.ts'
import { graphileWorker, PEER_SETTINGS, pgBoss } from './outbox-peers.ts'
import { outboxStart } from './outbox-start.ts'

const BENCH = 'outbox'
const SIZE = 1_000
/** A message that is composed takes as long as some fifty that are not. */
const COMPOSED_SHARE = 20
/** Committed one by one to an outbox at rest, in each round. */
const STARTED = 100

/**
 * Queued messages sent by the worker of the product to a provider that accepts at once, beside the job queues that one would
 * take instead, each on a durable database of its own on one server. Wrong when a message is not given once to its provider
 * and written as it was answered.
 */
export async function benchOutbox(options: BenchOptions): Promise<boolean> {
  const { TEST_DATABASE_URL: server } = process.env
  const { seed, print } = options
  const size = options.size ?? SIZE
  const composed = { n: Math.ceil(size / COMPOSED_SHARE), seed }
  const started = { n: STARTED, seed }
  const given = [plainMessages({ n: size, seed }, 1), formsOf(composed, 1), pausesOf(started)]
  const inputs = hashOf(JSON.stringify(given))
  print({ bench: BENCH, inputs, messages: size, composed: composed.n, peers: PEER_SETTINGS })
  if (!server) {
    print({ bench: BENCH, notRun: 'TEST_DATABASE_URL is not set' })
    return true
  }
  const plain = (n: number) => ({ server, seed, n: Math.ceil(n) })
  const engines = [
    plainOutbox(plain(size)),
    plainOutbox(plain(size / 10), 'outbox 1/10'),
    plainOutbox(plain(size / 100), 'outbox 1/100'),
    composedOutbox({ server, ...composed }),
    outboxStart(server, started),
    pgBoss(server, size),
    graphileWorker(server, size),
  ]
  const ratios = [
    { over: 'outbox', under: 'pg-boss' },
    { over: 'outbox', under: 'graphile-worker' },
  ]
  return race({ bench: BENCH, engines, ratios }, options)
}
