import type { Response } from 'express'
import type { Site, TerritoryContact } from '../../web/components/layout.ts'
import type { Html } from '../../web/html.ts'
import type { Deps } from '../deps.ts'

/** What every page of this answer shares: language, nonce, assets, whose territory it is. */
export function siteOf(deps: Deps, res: Response, territory?: TerritoryContact): Site {
  return {
    lang: 'fr',
    nonce: String(res.locals.nonce ?? ''),
    assets: deps.assets,
    demo: deps.config.demo,
    ...(territory ? { territory } : {}),
  }
}

/** Sends a page. */
export function show(res: Response, status: number, page: Html): void {
  res.status(status).type('html').send(page.text)
}
