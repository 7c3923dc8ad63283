import type { Request, Response } from 'express'
import * as z from 'zod'
import { todosHref } from '../../web/components/staff/todos.ts'
import { messagesPage } from '../../web/pages/staff/messages.ts'
import { officeTime } from '../calendar/office-hours.ts'
import { actorOf, staffSite } from '../coordination/frame.ts'
import type { Deps } from '../deps.ts'
import { NotFound } from '../errors.ts'
import { COORDINATES, READS, type Staff, staff } from '../http/access.ts'
import { formValues, queryValues } from '../http/forms.ts'
import { pageAsked } from '../http/paging.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { askedOf, readMessages } from './list.ts'
import type { Remedy } from './rules.ts'
import { remedy } from './service.ts'

const PATH = '/coordination/envois'

type Visit = { req: Request; res: Response; who: Staff }

/** The messages of the territory: what became of each, and what to do with those in trouble. */
export function messageRoutes(deps: Deps): Route[] {
  return [
    get(PATH, staff(READS), (req, res, who) => showMessages(deps, { req, res, who }, 200)),
    post(`${PATH}/:id/renvoyer`, staff(COORDINATES), (req, res, who) =>
      decide(deps, { req, res, who }, 'resend'),
    ),
    post(`${PATH}/:id/traite`, staff(COORDINATES), (req, res, who) =>
      decide(deps, { req, res, who }, 'mark_sent'),
    ),
    post(`${PATH}/:id/regle`, staff(COORDINATES), (req, res, who) =>
      decide(deps, { req, res, who }, 'handled'),
    ),
  ]
}

async function decide(deps: Deps, visit: Visit, action: Remedy): Promise<void> {
  const { req, res, who } = visit
  const pressed = Press.safeParse({ ...formValues(req), id: req.params.id })
  if (!pressed.success) throw new NotFound()
  const { id, cle: key, version } = pressed.data
  const { territoryId } = who
  const press = { id, territoryId, version, key, action, actor: actorOf(who) }
  const done = await remedy(deps, press, deps.now())
  if (!done) return showMessages(deps, visit, 409)
  const values = formValues(req)
  const list = `${PATH}?fait=${action}`
  res.redirect(303, values.taches ? todosHref(pageAsked(values, 'taches')) : list)
}

const Press = z.object({ id: z.uuid(), cle: z.uuid(), version: z.coerce.number().int() })

const SAID = new Map([
  ['resend', 'Le message repart.'],
  ['mark_sent', 'Le message est noté comme envoyé.'],
  ['handled', 'L’échec est noté comme traité.'],
])
const MAY_WAIT = 'Selon ce qu’il dit, il peut attendre le matin ou l’ouverture des bureaux.'

/** What a press came to; what is sent again outside office hours may wait for them. */
function saidOf(done: string | undefined, now: Date): string | null {
  const said = SAID.get(done ?? '') ?? null
  return done === 'resend' && officeTime(now) > now ? `${said} ${MAY_WAIT}` : said
}

async function showMessages(
  deps: Deps,
  { req, res, who }: Visit,
  status: 200 | 409,
): Promise<void> {
  const query = queryValues(req)
  const reader = {
    territoryId: who.territoryId,
    actor: actorOf(who),
    mayDecide: COORDINATES.includes(who.role),
  }
  const now = deps.now()
  const view = await readMessages(deps, reader, askedOf(query), now)
  const site = await staffSite(deps, res, who)
  const stale = status === 409 ? { by: null, when: 'entre-temps' } : null
  show(res, status, messagesPage(site, { ...view, said: saidOf(query.fait, now), stale }))
}
