import type { NextFunction, Request, Response } from 'express'
import { errorPage } from '../../web/pages/public/error.ts'
import type { Words } from '../../web/words/fr.ts'
import { wordsFor } from '../../web/words/words.ts'
import type { Deps } from '../deps.ts'
import { NotFound, UserError } from '../errors.ts'
import { errorFacts } from '../log.ts'
import { SignInNeeded } from './access.ts'
import { show, siteOf } from './site.ts'

type Told = { status: number; words: keyof Words['errors']; retryAfterSeconds?: number }

/** Nothing answers at this address. */
export function answerNotFound(_req: Request, _res: Response, next: NextFunction): void {
  next(new NotFound())
}

/** The last word on every error: a clear page with what to do and a reference, never a stack. */
export function answerErrors(deps: Deps) {
  return (error: unknown, req: Request, res: Response, next: NextFunction) => {
    if (res.headersSent) return next(error)
    if (error instanceof SignInNeeded) return res.redirect(303, signInAddress(req))
    const told = toldOf(error)
    if (told.status >= 500 && !(error instanceof UserError))
      deps.log.error({ ...errorFacts(error), request: req.id }, 'unexpected error')
    if (told.retryAfterSeconds) res.set('Retry-After', String(told.retryAfterSeconds))
    const reference = told.status >= 500 ? String(req.id) : undefined
    const page = errorPage({
      ...siteOf(deps, res),
      ...wordsFor('fr').errors[told.words],
      status: told.status,
      ...(reference ? { reference } : {}),
    })
    show(res, told.status, page)
  }
}

function signInAddress(req: Request): string {
  const back = req.method === 'GET' ? `?retour=${encodeURIComponent(req.originalUrl)}` : ''
  return `/connexion${back}`
}

function toldOf(error: unknown): Told {
  if (error instanceof UserError)
    return { ...retryOf(error), status: error.status, words: error.words }
  if (isDatabaseAway(error)) return { status: 503, words: 'unavailable', retryAfterSeconds: 5 }
  return (
    parserErrors[typeOf(error)] ?? {
      status: statusOf(error),
      words: statusOf(error) === 400 ? 'badRequest' : 'unexpected',
    }
  )
}

function retryOf(error: UserError): { retryAfterSeconds?: number } {
  return 'retryAfterSeconds' in error && typeof error.retryAfterSeconds === 'number'
    ? { retryAfterSeconds: error.retryAfterSeconds }
    : {}
}

/** What body-parser and multer say, by the `type` or `code` of their errors. */
const parserErrors: Record<string, Told | undefined> = {
  'entity.too.large': { status: 413, words: 'tooLarge' },
  'parameters.too.many': { status: 413, words: 'tooLarge' },
  LIMIT_FILE_SIZE: { status: 413, words: 'tooLarge' },
  'charset.unsupported': { status: 415, words: 'badRequest' },
  'encoding.unsupported': { status: 415, words: 'badRequest' },
}

/** Prisma's codes for a server that is out of reach, and for a transaction that could not start. */
const DATABASE_AWAY = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'ECONNREFUSED',
  '57P01',
  '57P03',
])

function isDatabaseAway(error: unknown): boolean {
  return DATABASE_AWAY.has(codeOf(error))
}

function typeOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'type' in error) return String(error.type)
  return codeOf(error)
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}

/** Express and its parsers mark a request that cannot be read with a status of the 400s. */
function statusOf(error: unknown): number {
  const status =
    typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500
  return status >= 400 && status < 500 ? 400 : 500
}
