import type { Request, Response } from 'express'
import type { Role } from '../../prisma/generated/enums.ts'
import { Forbidden, NotFound } from '../errors.ts'

/** Who may call a route. `rule` names it for the access test; `admit` throws or says who is there. */
export type Access<Who> = {
  readonly rule: string
  readonly admit: (req: Request, res: Response) => Promise<Who> | Who
}

/** A member of the staff, signed in with both factors, in one territory. */
export type Staff = {
  accountId: string
  name: string
  email: string
  role: Role
  territoryId: string
}

/** Not signed in: the page to sign in, then back here. */
export class SignInNeeded extends Error {}

/** Anyone, without an account: the questionnaire, the information pages. */
export function open(): Access<void> {
  return { rule: 'open', admit: () => {} }
}

/** Machines: health checks, callbacks that carry their own proof. */
export function machine(): Access<void> {
  return { rule: 'machine', admit: () => {} }
}

/** Who runs the scheme in a territory: a delegate may do what a coordinator does (B18). */
export const COORDINATES: readonly Role[] = ['coordinator', 'delegate', 'administrator']
/** Who may read requests: the auditor reads and never writes. */
export const READS: readonly Role[] = [...COORDINATES, 'auditor']

/** Who registers people with their agreement: professionals, the CPAM, partners (B14 to B16, B45). */
export const REFERS: readonly Role[] = ['referrer', 'cpam', 'partner']

/** Staff with one of `roles`. The session says who; it was filled by `server/accounts`. */
export function staff(roles: readonly Role[]): Access<Staff> {
  return {
    rule: `staff:${roles.join('|')}`,
    admit: (_req, res) => {
      const who = res.locals.staff as Staff | undefined
      if (!who) throw new SignInNeeded()
      if (!roles.includes(who.role)) throw new Forbidden()
      return who
    },
  }
}

/**
 * The holder of a private link: 43 characters in the path, looked up by their hash.
 * `find` answers null for a token that never was, and throws `LinkExpired` for one that is no longer good.
 * The address holds the token: no answer lets the browser tell it to anybody, not even to us.
 */
export function linkHolder<Who>(find: (token: string) => Promise<Who | null>): Access<Who> {
  return {
    rule: 'link',
    admit: async (req, res) => {
      res.set('Referrer-Policy', 'no-referrer')
      const { token } = req.params
      const found = typeof token === 'string' && TOKEN.test(token) ? await find(token) : null
      if (!found) throw new NotFound()
      return found
    },
  }
}

const TOKEN = /^[A-Za-z0-9_-]{43}$/
