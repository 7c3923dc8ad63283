import type { Request } from 'express'
import type { LinkHolder } from '../links/service.ts'
import type { Target } from '../orientation/service.ts'

/** The request that a private link opens, in the hands of its household. */
export function targetOf({ requestId, territoryId }: LinkHolder): Target {
  return { id: requestId, territoryId, actor: { kind: 'patient', id: requestId } }
}

/** Path of the private page. */
export function pathOf(req: Request): string {
  return `/suivi/${String(req.params.token)}`
}
