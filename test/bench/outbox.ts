import { type BenchOptions, hashOf, race } from './bench.ts'
import { composedOutbox, plainOutbox } from './outbox-engines.ts'
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
 * take instead, each on a durable database of its own on one server. Wrong when a message is not written as it was answered.
 */
export async function benchOutbox(options: BenchOptions): Promise<boolean> {
  const { TEST_DATABASE_URL: server } = process.env
  const size = options.size ?? SIZE
  const composed = Math.ceil(size / COMPOSED_SHARE)
  const inputs = hashOf(JSON.stringify({ size, composed }))
  options.print({ bench: BENCH, inputs, messages: size, composed, peers: PEER_SETTINGS })
  if (!server) {
    options.print({ bench: BENCH, notRun: 'TEST_DATABASE_URL is not set' })
    return true
  }
  const engines = [
    plainOutbox(server, size),
    plainOutbox(server, Math.ceil(size / 10), 'outbox 1/10'),
    plainOutbox(server, Math.ceil(size / 100), 'outbox 1/100'),
    composedOutbox(server, composed),
    outboxStart(server, STARTED),
    pgBoss(server, size),
    graphileWorker(server, size),
  ]
  const ratios = [
    { over: 'outbox', under: 'pg-boss' },
    { over: 'outbox', under: 'graphile-worker' },
  ]
  return race({ bench: BENCH, engines, ratios }, options)
}
