import type { Running } from '../proof/processes.ts'
import type { Engine, Round } from './bench.ts'
import { sendAll, sendings } from './http-load.ts'
import { bareInserts, type SampleRows } from './http-rows.ts'
import { storedWhole } from './http-stored.ts'
import { heldBytesOf } from './server-process.ts'

/** So many questionnaires, never sent before; `perSecond`: paced. */
export type Asked = { count: number; perSecond?: number }

/** How fast they were taken, and whether each was taken and is where it is to be. */
export type Done = { round: Round; isRight: boolean }

export type Work = (asked: Asked) => Promise<Done>

/** What a server answered to all that it was sent. */
export type Seen = { acknowledged: number; refused: number }

/**
 * Questionnaires sent to a server; right when it acknowledges each, and when as many more are whole in the database at
 * `stored`, if it has one.
 */
export function serverWork(
  { url }: Pick<Running, 'url'>,
  { seed, stored }: { seed: number; stored: string | null },
): { work: Work; seen: Seen } {
  const seen = { acknowledged: 0, refused: 0 }
  let first = 0
  const work = async ({ count, perSecond }: Asked) => {
    const all = sendings(count, { first, seed })
    first += count
    const before = stored && (await storedWhole(stored))
    const { round, acknowledged } = await sendAll(url, all, perSecond)
    seen.acknowledged += acknowledged
    seen.refused += count - acknowledged
    const isStored = stored === null || (await storedWhole(stored)) === Number(before) + count
    return { round, isRight: acknowledged === count && isStored }
  }
  return { work, seen }
}

/** Connections tried for the peer that writes by `pg` alone. */
const CONNECTIONS_TRIED = [2, 4, 8, 16]

/**
 * The rows of `count` submissions written by `pg` alone, by as many connections as write them fastest; right when as many
 * more are whole in the database.
 */
export async function bareWork(url: string, sample: SampleRows, count: number) {
  let best = { connections: 0, perSecond: 0 }
  for (const connections of CONNECTIONS_TRIED) {
    const { insert, close } = bareInserts(url, sample, connections)
    await insert(count)
    const { perSecond } = await insert(count)
    await close()
    if (perSecond > best.perSecond) best = { connections, perSecond }
  }
  const { connections } = best
  const { insert, close } = bareInserts(url, sample, connections)
  const work = async ({ count }: Asked) => {
    const before = await storedWhole(url)
    const round = await insert(count)
    return { round, isRight: (await storedWhole(url)) === before + count }
  }
  return { work, connections, close }
}

type Raced = { asked: Asked; work: Work; isPeer?: boolean; server?: Pick<Running, 'pid'> }

/** An engine of the race; its memory is that of its server’s process. */
export function engineOf(engine: string, { asked, work, isPeer, server }: Raced): Engine {
  const build = () => {
    let isRight = true
    const round = async () => {
      const done = await work(asked)
      isRight = done.isRight && isRight
      return done.round
    }
    const held = server ? { heldBytes: () => heldBytesOf(server) } : {}
    return { round, isRight: () => isRight, ...held }
  }
  return { engine, n: asked.count, isPeer: isPeer ?? false, build }
}
