import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Response } from 'express'
import { pinoHttp } from 'pino-http'
import type { Log } from '../log.ts'

/**
 * One line for each answer: id, method, the route's pattern, status, milliseconds.
 * Never the address that was asked for, since it may hold the token of a private link or a search.
 */
export function journal(log: Log) {
  return pinoHttp({
    logger: log,
    genReqId: (_req: IncomingMessage, res: ServerResponse) => {
      const id = randomUUID()
      res.setHeader('X-Request-Id', id)
      return id
    },
    autoLogging: { ignore: (req: IncomingMessage) => QUIET.test(req.url ?? '') },
    serializers: {
      req: ({ id, method }: { id: string; method: string }) => ({ id, method }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
      err: ({ type, code }: { type: string; code?: string }) => ({ type, code }),
    },
    customSuccessObject: (_req: IncomingMessage, res: ServerResponse, line: object) =>
      withRoute(res, line),
    customErrorObject: (_req: IncomingMessage, res: ServerResponse, _error: Error, line: object) =>
      withRoute(res, line),
    customSuccessMessage: () => 'answered',
    customErrorMessage: () => 'failed',
  })
}

/** Health checks and built files would drown the rest. */
const QUIET = /^\/(healthz|readyz|assets\/)/

function withRoute(res: ServerResponse, line: object): object {
  return { ...line, route: (res as Response).locals?.route ?? 'unmatched' }
}
