import type { Role } from '../../prisma/generated/enums.ts'

/** Roles that an account may be given. */
export const ROLES = [
  'coordinator',
  'delegate',
  'referrer',
  'cpam',
  'partner',
  'volunteer',
  'administrator',
  'auditor',
] as const satisfies readonly Role[]

/** What a session stands for: the password was right and the code is awaited, or both were. */
export type Standing = { accountId: string; startedAt: Date } & (
  | { stage: 'code'; back: string }
  | { stage: 'in'; territoryId: string }
)

const MINUTE_MS = 60_000
/** Without any request for that long, somebody else may be at the keyboard. */
export const IDLE_MS = 30 * MINUTE_MS
/** A working day: past it, both factors are asked again. */
export const LONGEST_MS = 12 * 60 * MINUTE_MS
/** Time to find one's phone between the password and the code. */
export const CODE_WAIT_MS = 10 * MINUTE_MS
/** Clocks are set by small steps all day long; a jump beyond this is not trusted. */
const CLOCK_SLACK_MS = MINUTE_MS

/** When this session ends if nothing more is asked of it. */
export function endOf(standing: Standing, now: Date): Date {
  const started = standing.startedAt.getTime()
  return new Date(
    standing.stage === 'code'
      ? started + CODE_WAIT_MS
      : Math.min(now.getTime() + IDLE_MS, started + LONGEST_MS),
  )
}

/**
 * Whether a session kept with this end still stands.
 * A clock that went back more than a minute ends it, so that no jump makes one last longer.
 */
export function isAlive({ startedAt }: Standing, endsAt: Date, now: Date): boolean {
  const left = endsAt.getTime() - now.getTime()
  const age = now.getTime() - startedAt.getTime()
  return left > 0 && left <= IDLE_MS + CLOCK_SLACK_MS && age >= -CLOCK_SLACK_MS && age < LONGEST_MS
}

/** Where the coordination lands when no page was asked for. */
export const HOME = '/coordination'
const REFERRER_HOME = '/signalements'

/** Where each role lands: those who register people have their own pages, and see no other. */
export function homeOf(role: Role): string {
  return role === 'referrer' || role === 'cpam' || role === 'partner' ? REFERRER_HOME : HOME
}

/** The page asked for, or the home of the role when none was. */
export function landing(back: string, role: Role): string {
  return back === HOME ? homeOf(role) : back
}

/** The page asked for before signing in, when it is one of ours; `HOME` for anything else. */
export function localPath(asked: string | undefined): string {
  const nowhere = 'http://nowhere.invalid'
  if (!asked?.startsWith('/') || !URL.canParse(asked, nowhere)) return HOME
  const { origin, pathname, search } = new URL(asked, nowhere)
  const isOurs = origin === nowhere && !pathname.startsWith('//') && !DOORS.test(pathname)
  return isOurs ? pathname + search : HOME
}

/** Pages that make no sense once signed in. */
const DOORS = /^\/(connexion|deconnexion|activation)(\/|$)/
