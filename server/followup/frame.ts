import type { Request, Response } from 'express'
import { SameKeyOtherContent } from '../errors.ts'
import type { Route } from '../http/routes.ts'
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

/** The same form sent again with another answer changes nothing, and leads back to the page, which says so. */
export function leadingBack(routes: readonly Route[]): Route[] {
  return routes.map((route) => {
    const run = async (req: Request, res: Response) => {
      try {
        await route.run(req, res)
      } catch (error) {
        if (!(error instanceof SameKeyOtherContent)) throw error
        res.redirect(303, `${pathOf(req)}?note=deja`)
      }
    }
    return { ...route, run }
  })
}
