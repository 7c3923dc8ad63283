import type { Deps } from '../deps.ts'
import type { Route } from '../http/routes.ts'
import { correctRoutes } from './correct-routes.ts'
import { eraseRoutes } from './erase-routes.ts'
import { readRoutes } from './read-routes.ts'
import { staffEraseRoutes } from './staff-routes.ts'

/** What a household may do with its own file: read it, correct it, have it erased, by itself or by phone. */
export function ownFileRoutes(deps: Deps): Route[] {
  return [
    ...readRoutes(deps),
    ...correctRoutes(deps),
    ...eraseRoutes(deps),
    ...staffEraseRoutes(deps),
  ]
}
