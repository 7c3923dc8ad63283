import type { NextFunction, Request, Response } from 'express'
import { FromElsewhere } from '../errors.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])
/** Pages behind a private link send no referrer, so browsers say `Origin: null`; the token in the path is the proof. */
const PROVEN_BY_TOKEN =
  /^\/(suivi|medecin|medecins\/opposition|activation)\/[A-Za-z0-9_-]{43}(\/|$)/
/** Providers call back from their own servers, with a signature that the route checks. */
const CALLBACKS = /^\/rappels\//

/**
 * Refuses an act that another site's page started: `Origin` must be ours.
 * `publicUrl` names it in production; a demonstration accepts the host it was called by.
 */
export function checkOrigin({ publicUrl, demo }: { publicUrl: string; demo: boolean }) {
  const ours = new URL(publicUrl).origin
  return (req: Request, _res: Response, next: NextFunction) => {
    if (SAFE.has(req.method) || CALLBACKS.test(req.path)) return next()
    const origin = req.get('origin')
    const site = req.get('sec-fetch-site')
    if (origin === ours && site !== 'cross-site') return next()
    if (demo && origin && hostOf(origin) === req.get('host')) return next()
    if (isUnsaid(origin) && (site === 'same-origin' || PROVEN_BY_TOKEN.test(req.path)))
      return next()
    next(new FromElsewhere())
  }
}

function isUnsaid(origin: string | undefined): boolean {
  return origin === undefined || origin === 'null'
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}
