import type { Request } from 'express'
import { staffNav } from '../../web/components/staff/frame.ts'
import { actorOf, staffSite } from '../coordination/frame.ts'
import type { Deps } from '../deps.ts'
import { COORDINATES, open, type Staff, staff } from '../http/access.ts'
import { type FormLimit, formLimit } from '../http/limits.ts'
import type { Route } from '../http/routes.ts'
import { siteOf } from '../http/site.ts'
import { submitQuestionnaire } from '../orientation/submit.ts'
import { contactOf } from '../territory/contact.ts'
import {
  defaultTerritory,
  findTerritory,
  type Territory,
  territoryBySlug,
} from '../territory/service.ts'
import { type Door, questionnaireRoutes, type Visit } from './routes.ts'

/** The three doors of the questionnaire: the first territory, a territory by its name, the coordinator's phone (B5). */
export function doorRoutes(deps: Deps): Route[] {
  const limit = formLimit(deps.config.limitFormPerHour, deps.log)
  return [
    ...questionnaireRoutes(
      deps,
      publicDoor(deps, limit, {
        path: '/questionnaire',
        territoryOf: () => defaultTerritory(deps),
      }),
    ),
    ...questionnaireRoutes(
      deps,
      publicDoor(deps, limit, {
        path: '/t/:slug/questionnaire',
        territoryOf: (req) => territoryBySlug(deps, String(req.params.slug)),
      }),
    ),
    ...questionnaireRoutes(deps, phoneDoor(deps)),
  ]
}

type PublicDoor = { path: string; territoryOf: (req: Request) => Promise<Territory> }

function publicDoor(deps: Deps, limit: FormLimit, { path, territoryOf }: PublicDoor): Door<void> {
  return {
    path,
    access: open(),
    assisted: false,
    enter: async (req, res) => {
      const territory = await territoryOf(req)
      return {
        territory,
        basePath: path.replace(':slug', territory.slug),
        site: siteOf(deps, res, contactOf(territory)),
      }
    },
    submit: async (req, { territory }, form) => {
      await limit(req.ip ?? '')
      const actor = { kind: 'public' as const, id: null }
      const { link } = await submitQuestionnaire(deps, { territory, form, actor }, deps.now())
      return `${link}?nouvelle`
    },
  }
}

/** Filled in by the coordinator during a call, then opened in the inbox. */
function phoneDoor(deps: Deps): Door<Staff> {
  const path = '/coordination/demandes/nouvelle'
  return {
    path,
    access: staff(COORDINATES),
    assisted: true,
    enter: async (_req, res, who): Promise<Visit> => {
      const [framed, territory] = await Promise.all([
        staffSite(deps, res, who),
        findTerritory(deps, who.territoryId),
      ])
      const site = { ...framed, staffNav: staffNav(framed, 'demandes') }
      return { territory, basePath: path, site }
    },
    submit: async (_req, { territory }, form, who) => {
      const submission = { territory, form, actor: actorOf(who) }
      const { requestId } = await submitQuestionnaire(deps, submission, deps.now())
      return `/coordination/demandes/${requestId}`
    },
  }
}
