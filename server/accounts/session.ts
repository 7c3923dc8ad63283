import type { NextFunction, Request, RequestHandler, Response } from 'express'
import session, { type CookieOptions } from 'express-session'
import { newToken } from '../crypto/tokens.ts'
import type { Deps } from '../deps.ts'
import type { Staff } from '../http/access.ts'
import type { Standing } from './rules.ts'
import { SessionStore } from './session-store.ts'
import { findMember } from './store.ts'

/**
 * Reads the session of whoever holds our cookie; without one, asks nothing of the database and sets nothing.
 * The cookie lasts as long as the browser is open: how long a session lasts is decided here, not there.
 */
export function sessions(deps: Pick<Deps, 'config' | 'database' | 'keys' | 'now'>): RequestHandler {
  const https = isHttps(deps)
  const cookie: CookieOptions = { path: '/', httpOnly: true, secure: https, sameSite: 'lax' }
  return session({
    name: cookieName(https),
    secret: deps.keys.session,
    genid: newToken,
    store: new SessionStore(deps, cookie),
    cookie,
    resave: false,
    saveUninitialized: false,
    // The header only decides whether our own Secure cookie is sent out: believing it from anyone gives nothing away.
    ...(https ? { proxy: true } : {}),
  })
}

/** Says in `res.locals.staff` who signed in with both factors, if they still have a role there. */
export function whoIsThere(deps: Pick<Deps, 'config' | 'database'>) {
  return async (req: Request, res: Response, next: NextFunction) => {
    const standing = req.session?.standing
    const staff = standing && (await staffOf(deps, standing))
    if (staff) res.locals.staff = staff
    next()
  }
}

async function staffOf(
  { config, database }: Pick<Deps, 'config' | 'database'>,
  standing: Standing,
): Promise<Staff | null> {
  if (standing.stage !== 'in') return null
  const { accountId, territoryId } = standing
  const member = await findMember(database.client, { accountId, territoryId })
  if (!member || (member.isDemo && !config.demo)) return null
  const { role, email, name } = member
  return { accountId, territoryId, role, email, name: name || email }
}

/** Whether the browser still holds the cookie of a session that is over. */
export function hasLostSession(req: Request, deps: Pick<Deps, 'config'>): boolean {
  const ours = `${cookieName(isHttps(deps))}=`
  const cookies = req.headers.cookie?.split(/;\s*/) ?? []
  return !req.session.standing && cookies.some((cookie) => cookie.startsWith(ours))
}

/** Replaces the session by one under a new id. It is written when this resolves. */
export async function startSession(req: Request, standing: Standing): Promise<void> {
  await told((done) => req.session.regenerate(done))
  req.session.standing = standing
  await told((done) => req.session.save(done))
}

/** Destroys the session, and the cookie with it. */
export async function endSession(req: Request, res: Response, deps: Pick<Deps, 'config'>) {
  await told((done) => req.session.destroy(done))
  const https = isHttps(deps)
  res.clearCookie(cookieName(https), { path: '/', httpOnly: true, secure: https, sameSite: 'lax' })
}

/** The `__Host-` prefix keeps a neighbouring subdomain from setting it; browsers want HTTPS for it. */
function cookieName(https: boolean): string {
  return https ? '__Host-tu-session' : 'tu-session'
}

function isHttps({ config }: Pick<Deps, 'config'>): boolean {
  return config.publicUrl.startsWith('https:')
}

function told(ask: (done: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => ask((error) => (error ? reject(error) : resolve())))
}
