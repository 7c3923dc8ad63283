import { endAtSetback, endSessionsOver } from '../accounts/setback.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { advanceDoctorLinks } from '../doctor-links/service.ts'
import { always, type Counts, type Job } from './rules.ts'
import { claimRun, lastRun } from './store.ts'

/** Clocks are set by small steps all day long, and those of two servers may disagree by that much. */
const SLACK_MS = 60_000
/** The latest instant is known to so much when a process that was stopped starts again. */
const NOTED_EVERY_MS = 20_000
const NAME = 'clock'

/**
 * Watches the clock of this machine. Sessions that are over are deleted within seconds, and the latest instant is kept
 * in the database. A clock set back by more than a minute or so, while this process ran or before it started, ends every
 * session and makes links end earlier by as much: none of them lasts longer than it would have. Of several processes
 * that see it one does so; a clock that is behind that of another machine was not set back.
 */
export function clockJob({ database, log }: Pick<Deps, 'database' | 'log'>): Job {
  let seenAt: Date | null = null
  let notedAt: Date | null = null
  return always(NAME, async (now) => {
    const before = seenAt
    seenAt = now
    const isNew = notedAt === null || now.getTime() - notedAt.getTime() >= NOTED_EVERY_MS
    if (!isNew && !isBefore(now, before)) return {}
    notedAt = now
    const counts = await database.transaction((tx) => note(tx, before, now))
    if (counts.setBackMs) log.warn(counts, 'the clock was set back')
    return counts
  })
}

async function note(tx: Db, before: Date | null, now: Date): Promise<Counts> {
  const last = (await lastRun(tx, NAME))?.ranAt ?? null
  if (isBefore(now, before ?? last)) {
    if (!isBefore(now, last) || !(await claimRun(tx, { name: NAME, last }, now))) return {}
    const setBackMs = Math.max(...[before, last].map((at) => at?.getTime() ?? 0)) - now.getTime()
    await endAtSetback(tx, setBackMs, now)
    await advanceDoctorLinks(tx, setBackMs, now)
    return { setBackMs }
  }
  if (last && last >= now) return {}
  if (!(await claimRun(tx, { name: NAME, last }, now))) return {}
  return { sessionsOver: await endSessionsOver(tx, now) }
}

/** Whether the clock went from `seen` back to `now` by more than it is set day by day. */
function isBefore(now: Date, seen: Date | null): boolean {
  return seen !== null && seen.getTime() - now.getTime() > SLACK_MS
}
