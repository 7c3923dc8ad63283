import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { visitorAddress } from '../proof/service.ts'
import { type Round, roundOf } from './bench.ts'
import { inventedForm } from './invented-households.ts'

export const CONNECTIONS = 50

/** A questionnaire ready to be sent: the body of its form, and who sends it. */
export type Sending = { body: Buffer; from: string }

/** What came of sendings: how fast, and how many were acknowledged by a private page. */
export type Load = { round: Round; acknowledged: number }

/** Questionnaires of so many invented households, each under a key of its own, from the n-th visitor on. */
export function sendings(count: number, { first, seed }: { first: number; seed: number }) {
  return Array.from({ length: count }, (_, i): Sending => {
    const n = first + i
    const body = new URLSearchParams(inventedForm(n, seed)).toString()
    return { body: Buffer.from(body), from: visitorAddress(n) }
  })
}

/**
 * Sends them all to a server by fifty connections that are kept, each sending its next once it is answered; `perSecond`: not
 * before its time comes, from which it then waits, so that what is late counts.
 */
export async function sendAll(
  url: string,
  all: readonly Sending[],
  perSecond = Number.POSITIVE_INFINITY,
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const waits = new Float64Array(all.length)
  let acknowledged = 0
  const started = performance.now()
  await eachOf(all, async (sending, n) => {
    const due = started + (n * 1000) / perSecond
    if (due > performance.now()) await sleep(due - performance.now())
    const asked = Number.isFinite(perSecond) ? due : performance.now()
    if (await post(url, sending, agent)) acknowledged += 1
    waits[n] = (performance.now() - asked) * 1000
  })
  const round = roundOf(waits, performance.now() - started)
  agent.destroy()
  return { round, acknowledged }
}

/** Does `work` on each in turn, fifty at once. */
export async function eachOf<T>(
  all: readonly T[],
  work: (one: T, n: number) => Promise<void>,
): Promise<void> {
  let next = 0
  const lane = async () => {
    while (next < all.length) {
      const n = next
      next += 1
      await work(all[n] as T, n)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, lane))
}

/** True when the questionnaire is acknowledged; false for any other answer, or none. */
function post(url: string, { body, from }: Sending, agent: Agent): Promise<boolean> {
  const headers = {
    origin: url,
    'x-forwarded-for': from,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': body.length,
  }
  return new Promise((resolve) => {
    const sent = request(`${url}/questionnaire`, { method: 'POST', agent, headers }, (answer) => {
      const { location = '' } = answer.headers
      answer.resume().once('end', () => {
        resolve(answer.statusCode === 303 && location.startsWith('/suivi/'))
      })
    })
    sent.once('error', () => resolve(false))
    sent.end(body)
  })
}
