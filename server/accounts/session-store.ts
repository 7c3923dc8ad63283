import session, { type CookieOptions, type SessionData } from 'express-session'
import { tokenHash } from '../crypto/tokens.ts'
import type { Deps } from '../deps.ts'
import { endOf, isAlive, type Standing } from './rules.ts'
import { deleteSession, findSession, insertSession, prolongSession } from './store.ts'

declare module 'express-session' {
  interface SessionData {
    /** Written once, when the session starts; a new standing is a new session. */
    standing?: Standing
    /** End that the database holds; absent until it is written. */
    endsAt?: Date
  }
}

/** Prolonging by less is not worth a write: a session may end this much before its thirty idle minutes. */
const WORTH_A_WRITE_MS = 60_000

type Done = (error?: unknown) => void

/** Sessions of `express-session` in the database, under the hash of their id. */
export class SessionStore extends session.Store {
  constructor(
    private readonly deps: Pick<Deps, 'database' | 'now'>,
    private readonly cookie: CookieOptions,
  ) {
    super()
  }

  override get(id: string, done: (error: unknown, found?: SessionData | null) => void): void {
    this.read(id).then((found) => done(null, found), done)
  }

  override set(id: string, session: SessionData, done: Done = () => {}): void {
    this.write(id, session).then(() => done(), done)
  }

  override touch(id: string, session: SessionData, done: Done = () => {}): void {
    this.prolong(id, session).then(() => done(), done)
  }

  override destroy(id: string, done: Done = () => {}): void {
    deleteSession(this.deps.database.client, tokenHash(id)).then(() => done(), done)
  }

  private async read(id: string): Promise<SessionData | null> {
    const kept = await findSession(this.deps.database.client, tokenHash(id))
    if (!kept || !isAlive(kept.standing, kept.endsAt, this.deps.now())) return null
    return { cookie: { ...this.cookie, originalMaxAge: null }, ...kept }
  }

  /** A session is written once: asking again must neither fail nor bring back one that was killed. */
  private async write(id: string, session: SessionData): Promise<void> {
    const { standing } = session
    if (!standing || session.endsAt) return
    const endsAt = endOf(standing, this.deps.now())
    await insertSession(this.deps.database.client, tokenHash(id), { standing, endsAt })
    session.endsAt = endsAt
  }

  private async prolong(id: string, { standing, endsAt }: SessionData): Promise<void> {
    if (!standing || !endsAt) return
    const later = endOf(standing, this.deps.now())
    if (later.getTime() - endsAt.getTime() < WORTH_A_WRITE_MS) return
    await prolongSession(this.deps.database.client, tokenHash(id), later)
  }
}
