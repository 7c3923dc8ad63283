import { randomUUID } from 'node:crypto'
import type { Request } from 'express'
import { prospectPage } from '../../web/pages/staff/prospect.ts'
import { prospectsPage } from '../../web/pages/staff/prospects.ts'
import { staffSite } from '../coordination/frame.ts'
import type { Deps } from '../deps.ts'
import { NotFound } from '../errors.ts'
import { COORDINATES, READS, staff } from '../http/access.ts'
import { formValues, queryValues } from '../http/forms.ts'
import { pageAsked } from '../http/paging.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { by, chosen, PATH, UUID, type Visit } from './frame.ts'
import { letterRoutes } from './letter-routes.ts'
import { objectionRoutes } from './objection-routes.ts'
import { inviteProspects, object, openProspect, readProspects } from './service.ts'
import { prospectFilters, prospectsView, rowOf } from './views.ts'
import { volunteerRoutes } from './volunteer-routes.ts'

/** Doctors of the national directory: who they are, telling and inviting them, their objection, those who volunteer. */
export function prospectRoutes(deps: Deps): Route[] {
  return [
    get(PATH, staff(READS), (req, res, who) => showList(deps, { req, res, who })),
    post(`${PATH}/inviter`, staff(COORDINATES), (req, res, who) => invite(deps, { req, res, who })),
    ...letterRoutes(deps),
    get(`${PATH}/:id`, staff(READS), async (req, res, who) => {
      const line = await openProspect(deps, { ...by(who), id: idOf(req) }, deps.now())
      const view = { ...rowOf(line), rpps: line.prospect.rpps }
      show(res, 200, prospectPage(await staffSite(deps, res, who), view))
    }),
    post(`${PATH}/:id/opposition`, staff(COORDINATES), async (req, res, who) => {
      await object(deps, { ...by(who), id: idOf(req) }, deps.now())
      res.redirect(303, `${PATH}?fait=oppose`)
    }),
    ...objectionRoutes(deps),
    ...volunteerRoutes(deps),
  ]
}

async function showList(deps: Deps, { req, res, who }: Visit): Promise<void> {
  const query = queryValues(req)
  const { lines, objected } = await readProspects(deps, by(who), deps.now())
  const page = pageAsked(query)
  const filters = prospectFilters(query)
  const said = saidBy(query)
  const view = prospectsView({ lines, objected, filters, page, said, key: randomUUID() })
  show(res, 200, prospectsPage(await staffSite(deps, res, who), view))
}

/** Pressed twice, each doctor is invited once: their state says so. */
async function invite(deps: Deps, { req, res, who }: Visit): Promise<void> {
  const ids = formValues(req).tous === 'oui' ? null : chosen(req)
  const { emails, letters } = await inviteProspects(deps, { ...by(who), ids }, deps.now())
  const query = new URLSearchParams({ fait: 'invites', m: String(emails), l: String(letters) })
  res.redirect(303, `${PATH}?${query}`)
}

/** @throws NotFound */
function idOf(req: Request): string {
  const { id } = req.params
  if (typeof id !== 'string' || !UUID.test(id)) throw new NotFound()
  return id
}

function saidBy({ fait, m = '', l = '', n = '' }: Record<string, string>): string | null {
  const figure = (text: string) => (/^\d{1,5}$/.test(text) ? Number(text) : 0)
  if (fait === 'oppose') return 'C’est noté : effacé, et aucun fichier ne le ramène.'
  if (fait === 'lettres') return `Lettres parties : ${figure(n)}. Il n’en reste aucune à imprimer.`
  if (fait !== 'invites') return null
  if (figure(m) + figure(l) === 0) return 'Personne à inviter : cochez au moins un médecin.'
  return `Mails à envoyer : ${figure(m)}. Lettres à imprimer : ${figure(l)}.`
}
