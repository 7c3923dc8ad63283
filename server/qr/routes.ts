import type { Request, Response } from 'express'
import { staffNav } from '../../web/components/staff/frame.ts'
import { type FlyerView, flyerPage } from '../../web/pages/staff/flyer.ts'
import { staffSite } from '../coordination/frame.ts'
import type { Deps } from '../deps.ts'
import { COORDINATES, type Staff, staff } from '../http/access.ts'
import { queryValues } from '../http/forms.ts'
import { get, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { contactOf } from '../territory/contact.ts'
import { findTerritory } from '../territory/service.ts'
import { flyerParts, questionnaireQr } from './flyer.ts'
import { SOURCE_REFUSED, Source } from './schema.ts'

/** The QR code of the questionnaire, alone and on its flyer (B4). A code that cannot be one is mended on the flyer. */
export function qrRoutes(deps: Deps): Route[] {
  return [
    get('/coordination/qr.svg', staff(COORDINATES), async (req, res, who) => {
      const asked = askedSource(req)
      if (asked.refused !== undefined) return showFlyer(deps, { res, who, ...asked })
      const territory = await findTerritory(deps, who.territoryId)
      res.type('image/svg+xml').send(questionnaireQr(deps, territory, asked.source).text)
    }),
    get('/coordination/affiche', staff(COORDINATES), async (req, res, who) => {
      await showFlyer(deps, { res, who, ...askedSource(req) })
    }),
  ]
}

type Asked = {
  /** Code of the place; null for none. */
  source: string | null
  /** What was typed, when it cannot be a code. */
  refused?: string
}

function askedSource(req: Request): Asked {
  const { source: typed = '' } = queryValues(req)
  const parsed = Source.safeParse(typed)
  return parsed.success ? { source: parsed.data } : { source: null, refused: typed }
}

type Showing = Asked & { res: Response; who: Staff }

async function showFlyer(deps: Deps, { res, who, source, refused }: Showing): Promise<void> {
  const territory = await findTerritory(deps, who.territoryId)
  const site = { ...(await staffSite(deps, res, who)), territory: contactOf(territory) }
  const view: FlyerView = {
    ...(await flyerParts(deps, territory, source)),
    staffNav: staffNav(site, 'indicateurs'),
    ...(refused === undefined ? {} : { refused: { typed: refused, error: SOURCE_REFUSED } }),
  }
  show(res, refused === undefined ? 200 : 422, flyerPage(site, view))
}
