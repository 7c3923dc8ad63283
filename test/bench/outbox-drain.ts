import { type Round, roundOf } from './bench.ts'

/** The round of a queue emptied by `drain`, which calls `sent` for each message: each waits since the queue was given. */
export async function drained(
  n: number,
  drain: (sent: () => void) => Promise<void>,
): Promise<Round> {
  const waits = new Float64Array(n)
  let at = 0
  const started = performance.now()
  await drain(() => {
    waits[at] = (performance.now() - started) * 1000
    at += 1
  })
  return roundOf(waits, performance.now() - started)
}
