import { randomUUID } from 'node:crypto'
import type { Request, Response } from 'express'
import * as z from 'zod'
import {
  type VolunteerView,
  volunteeredPage,
  volunteerPage,
} from '../../web/pages/public/volunteer.ts'
import { volunteersPage } from '../../web/pages/staff/volunteers.ts'
import { actorOf, staffSite } from '../coordination/frame.ts'
import type { Deps } from '../deps.ts'
import {
  confirmVolunteer,
  readVolunteers,
  refuseVolunteer,
  volunteer,
} from '../doctors/volunteers.ts'
import { NotFound } from '../errors.ts'
import { COORDINATES, open, READS, type Staff, staff } from '../http/access.ts'
import { actKey, type FormValues, formValues, tickedValues } from '../http/forms.ts'
import { type FormLimit, formLimit } from '../http/limits.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show, siteOf } from '../http/site.ts'
import { contactOf } from '../territory/contact.ts'
import {
  communesIn,
  defaultTerritory,
  type Territory,
  territoryBySlug,
} from '../territory/service.ts'
import { directoryNames } from './service.ts'
import { readVolunteerForm } from './volunteer-form.ts'
import { volunteersView } from './volunteer-views.ts'

const PUBLIC = '/medecins/rejoindre'
const STAFF = '/coordination/volontaires'

/** Where a doctor of a territory volunteers. */
export function joinPath(slug: string): string {
  return `/t/${slug}${PUBLIC}`
}

/** A doctor volunteers by themselves (rule 7), and the coordinator confirms or not. */
export function volunteerRoutes(deps: Deps): Route[] {
  const limit = formLimit(deps.config.limitFormPerHour, deps.log)
  return [
    ...publicDoor(deps, { path: PUBLIC, limit, territoryOf: () => defaultTerritory(deps) }),
    ...publicDoor(deps, {
      path: joinPath(':slug'),
      limit,
      territoryOf: (req) => territoryBySlug(deps, String(req.params.slug)),
    }),
    get(STAFF, staff(READS), (_req, res, who) => showVolunteers(deps, res, who)),
    post(`${STAFF}/:id/confirmer`, staff(COORDINATES), async (req, res, who) => {
      await confirmVolunteer(deps, targetOf(req, who), deps.now())
      res.redirect(303, STAFF)
    }),
    post(`${STAFF}/:id/ecarter`, staff(COORDINATES), async (req, res, who) => {
      await refuseVolunteer(deps, targetOf(req, who), deps.now())
      res.redirect(303, STAFF)
    }),
  ]
}

type Door = { path: string; limit: FormLimit; territoryOf: (req: Request) => Promise<Territory> }

const EMPTY: FormValues = { langues: 'fr', accord_coordination: '', accord_patients: '' }

function publicDoor(deps: Deps, { path, limit, territoryOf }: Door): Route[] {
  return [
    get(path, open(), async (req, res) => {
      const territory = await territoryOf(req)
      const form = { key: randomUUID(), values: EMPTY, visited: [], errors: {} }
      await showDoor(deps, res, { territory, form })
    }),
    post(path, open(), async (req, res) => {
      await limit(req.ip ?? '')
      const territory = await territoryOf(req)
      const values = formValues(req)
      const key = actKey(values)
      const visited = await visitedOf(deps, req, territory)
      const read = readVolunteerForm(
        { values, visited },
        deps.now(),
        deps.config.secureMail?.domains,
      )
      if (!read.ok) {
        const form = { key, values, visited, errors: read.errors }
        return showDoor(deps, res, { territory, form })
      }
      await volunteer(deps, { territoryId: territory.id, key, sheet: read.sheet }, deps.now())
      show(res, 201, volunteeredPage(siteOf(deps, res, contactOf(territory))))
    }),
  ]
}

type DoorShown = {
  territory: Territory
  form: Pick<VolunteerView, 'key' | 'values' | 'visited' | 'errors'>
}

async function showDoor(deps: Deps, res: Response, { territory, form }: DoorShown): Promise<void> {
  const communes = await communesIn(deps, territory.id)
  const hasSecureMail = deps.config.secureMail !== null
  const view = { ...form, action: joinPath(territory.slug), communes, hasSecureMail }
  const status = Object.keys(form.errors).length > 0 ? 422 : 200
  show(res, status, volunteerPage(siteOf(deps, res, contactOf(territory)), view))
}

/** Codes of the communes ticked, among those that the page offers. */
async function visitedOf(deps: Deps, req: Request, { id }: Territory): Promise<string[]> {
  const ticked = tickedValues(req, 'communes_visite')
  const communes = await communesIn(deps, id)
  return communes.map(({ inseeCode }) => inseeCode).filter((code) => ticked.includes(code))
}

async function showVolunteers(deps: Deps, res: Response, who: Staff): Promise<void> {
  const by = { territoryId: who.territoryId, actor: actorOf(who) }
  const volunteers = await readVolunteers(deps, by, deps.now())
  const rpps = volunteers.pending.map(({ entry }) => entry.identity.rpps)
  const names = await directoryNames(deps, { territoryId: who.territoryId, rpps })
  const view = volunteersView(volunteers, names)
  show(res, 200, volunteersPage(await staffSite(deps, res, who), view))
}

function targetOf(req: Request, who: Staff) {
  const id = z.uuid().safeParse(req.params.id)
  if (!id.success) throw new NotFound()
  const { version = '' } = formValues(req)
  const seen = /^\d{1,9}$/.test(version) ? Number(version) : undefined
  return { id: id.data, territoryId: who.territoryId, actor: actorOf(who), version: seen }
}
