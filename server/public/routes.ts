import type { Response } from 'express'
import { accessibilityPage } from '../../web/pages/public/accessibility.ts'
import { informationPage } from '../../web/pages/public/information.ts'
import type { Deps } from '../deps.ts'
import { NotFound } from '../errors.ts'
import { open } from '../http/access.ts'
import { queryValues } from '../http/forms.ts'
import { get, type Route } from '../http/routes.ts'
import { show, siteOf } from '../http/site.ts'
import { retentionLines } from '../privacy/retention.ts'
import { contactOf } from '../territory/contact.ts'
import { defaultTerritory, type Territory } from '../territory/service.ts'
import { suggestAddresses } from './suggestions.ts'

/** Pages open to all, and the suggestions of the address field. */
export function publicRoutes(deps: Deps): Route[] {
  return [
    get('/', open(), (_req, res) => res.redirect(302, '/questionnaire')),
    get('/information', open(), async (_req, res) => {
      const territory = await territoryOrNone(deps)
      show(res, 200, informationPage(site(deps, res, territory), informationOf(deps, territory)))
    }),
    get('/accessibilite', open(), async (_req, res) => {
      show(res, 200, accessibilityPage(site(deps, res, await territoryOrNone(deps))))
    }),
    get('/api/adresses', open(), async (req, res) => {
      res.json(await suggestAddresses(deps, queryValues(req).q ?? ''))
    }),
  ]
}

function site(deps: Deps, res: Response, territory: Territory | null) {
  return siteOf(deps, res, territory ? contactOf(territory) : undefined)
}

/** Before the first territory exists, these pages already answer. */
async function territoryOrNone(deps: Deps): Promise<Territory | null> {
  try {
    return await defaultTerritory(deps)
  } catch (error) {
    if (error instanceof NotFound) return null
    throw error
  }
}

/** The notice is written from the configuration in force (rule 12). */
function informationOf({ config }: Deps, territory: Territory | null) {
  const { geocoder, smtpUrl, secureMail, twilio, tilesUrl, routingUrl } = config
  return {
    geocoder: { engine: geocoder.engine, host: new URL(geocoder.url).hostname },
    mailHost: smtpUrl ? new URL(smtpUrl).hostname : null,
    secureMailHost: secureMail ? new URL(secureMail.url).hostname : null,
    smsProvider: twilio ? 'Twilio' : null,
    tilesHost: tilesUrl ? new URL(tilesUrl).hostname : null,
    routingHost: routingUrl ? new URL(routingUrl).hostname : null,
    retention: retentionLines(),
    bandKm: String(territory?.bandKm ?? 0.5).replace('.', ','),
    dpoEmail: territory?.contactEmail ?? null,
  }
}
