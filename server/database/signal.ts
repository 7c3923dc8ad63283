import pg from 'pg'
import type { Db } from '../db.ts'

/** How a commit calls those who wait for what it brings, in this process and in the others of the same server. */
export type Signal = {
  /** Calls every listener. */
  tell: () => void
  /**
   * Calls `listener` from now on; what it returns ends that. It may be called for nothing, and a call may be lost: who
   * waits also looks now and then.
   */
  hear: (listener: () => void) => () => void
  close: () => Promise<void>
}

/** Those of this process alone. */
export function signalOfProcess(): Signal {
  const listeners = new Set<() => void>()
  return {
    tell: () => {
      for (const listener of listeners) listener()
    },
    hear: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    close: async () => {},
  }
}

const CHANNEL = 'trait_d_union'
/** Other processes are called at most once in this time. */
const TOLD_EVERY_MS = 20
const LISTEN_AGAIN_MS = 1_000

/** Those of every process of the PostgreSQL server at `pool`: the first who hears opens one connection more, for good. */
export function signalOfServer(pool: pg.Pool, url: string, onLost: (error: Error) => void): Signal {
  const here = signalOfProcess()
  const tellOthers = atMostEvery(TOLD_EVERY_MS, () => {
    pool.query(`notify ${CHANNEL}`).catch(onLost)
  })
  let ear: Ear | null = null
  return {
    tell: () => {
      here.tell()
      tellOthers()
    },
    hear: (listener) => {
      ear ??= listen(url, here.tell, onLost)
      return here.hear(listener)
    },
    close: async () => ear?.close(),
  }
}

type Ear = { close: () => Promise<void> }

/** Listens to the server on a connection of its own, opened again when it is lost. */
function listen(url: string, onTold: () => void, onLost: (error: Error) => void): Ear {
  let isClosed = false
  let client: pg.Client | null = null
  let again: NodeJS.Timeout | undefined
  const open = async () => {
    const opening = new pg.Client({ connectionString: url, keepAlive: true })
    client = opening
    const lost = (error: Error) => {
      if (isClosed || client !== opening) return
      client = null
      onLost(error)
      again = setTimeout(open, LISTEN_AGAIN_MS).unref()
    }
    opening.on('error', lost)
    opening.on('notification', onTold)
    try {
      await opening.connect()
      await opening.query(`listen ${CHANNEL}`)
      onTold()
    } catch (error) {
      lost(error as Error)
    }
  }
  const opened = open()
  return {
    close: async () => {
      isClosed = true
      clearTimeout(again)
      await opened
      await client?.end()
    },
  }
}

/** `work` at once, then at most once in so many milliseconds, the last time for all who asked meanwhile. */
export function atMostEvery(gapMs: number, work: () => void): () => void {
  let later: NodeJS.Timeout | undefined
  let at = Number.NEGATIVE_INFINITY
  const run = () => {
    later = undefined
    at = performance.now()
    work()
  }
  return () => {
    if (later) return
    const wait = at + gapMs - performance.now()
    if (wait <= 0) run()
    else later = setTimeout(run, wait).unref()
  }
}

const telling = new WeakSet<Db>()

/** What this transaction writes is waited for: its commit tells of it. */
export function tellOnCommit(tx: Db): void {
  telling.add(tx)
}

/** Whether the commit of this transaction is to be told. */
export function isTelling(tx: Db): boolean {
  return telling.has(tx)
}
