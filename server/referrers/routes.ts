import type { Request, Response } from 'express'
import * as z from 'zod'
import { referrersPage } from '../../web/pages/staff/referrers.ts'
import type { ReferrersView } from '../../web/pages/staff/referrers-view.ts'
import { actorOf, staffSite } from '../coordination/frame.ts'
import type { Deps } from '../deps.ts'
import { NotFound } from '../errors.ts'
import { COORDINATES, READS, type Staff, staff } from '../http/access.ts'
import { actKey, fieldErrors, formValues, queryValues } from '../http/forms.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { closeReferrer, inviteAgain } from './access.ts'
import { type Invited, inviteReferrer } from './invite.ts'
import { addProfession, setProfession } from './professions.ts'
import { InvitationForm, ProfessionChange, ProfessionForm } from './schema.ts'
import { readReferrers } from './service.ts'
import { referrersView } from './view.ts'

const PATH = '/coordination/adresseurs'
const SAID: Record<string, string> = {
  fermeture: 'Cet accès est fermé. Ce que cette personne a inscrit reste.',
  profession: 'Les professions sont à jour.',
}

/** The referrers of a territory: inviting them, closing them, and the professions they may have. */
export function referrerRoutes(deps: Deps): Route[] {
  return [
    get(PATH, staff(READS), (req, res, who) => {
      const said = SAID[queryValues(req).fait ?? ''] ?? null
      return answer(deps, { req, res, who }, { said })
    }),
    post(PATH, staff(COORDINATES), (req, res, who) => invite(deps, { req, res, who })),
    post(`${PATH}/professions`, staff(COORDINATES), (req, res, who) =>
      add(deps, { req, res, who }),
    ),
    post(`${PATH}/professions/:id`, staff(COORDINATES), async (req, res, who) => {
      const change = ProfessionChange.safeParse(formValues(req))
      const isOpen = change.success && change.data.ouverte === 'oui'
      await setProfession(deps, { ...byOf(who), id: idOf(req), isOpen }, deps.now())
      res.redirect(303, `${PATH}?fait=profession`)
    }),
    post(`${PATH}/:id/inviter`, staff(COORDINATES), async (req, res, who) => {
      const target = { ...byOf(who), accountId: idOf(req), key: actKey(formValues(req)) }
      const invited = await inviteAgain(deps, target, deps.now())
      await told(deps, { req, res, who }, invited)
    }),
    post(`${PATH}/:id/fermer`, staff(COORDINATES), async (req, res, who) => {
      await closeReferrer(deps, { ...byOf(who), accountId: idOf(req) }, deps.now())
      res.redirect(303, `${PATH}?fait=fermeture`)
    }),
  ]
}

type Visit = { req: Request; res: Response; who: Staff }
type Shown = Partial<Pick<ReferrersView, 'form' | 'invited' | 'said'>>

async function invite(deps: Deps, visit: Visit): Promise<void> {
  const values = formValues(visit.req)
  const form = InvitationForm.safeParse(values)
  if (!form.success)
    return answer(deps, visit, { form: { values, errors: fieldErrors(form.error) } })
  const inviting = { ...byOf(visit.who), key: actKey(values), form: form.data }
  await told(deps, visit, await inviteReferrer(deps, inviting, deps.now()))
}

/** The link is in the answer itself: an address could not hold it without telling it to the browser's history. */
function told(deps: Deps, visit: Visit, invited: Invited): Promise<void> {
  if (!invited.ok)
    return answer(deps, visit, {
      form: { values: formValues(visit.req), errors: invited.errors },
    })
  return answer(deps, visit, { invited })
}

async function add(deps: Deps, visit: Visit): Promise<void> {
  const values = formValues(visit.req)
  const refuse = (errors: Record<string, string>) =>
    answer(deps, visit, { form: { values, errors } })
  const form = ProfessionForm.safeParse(values)
  if (!form.success) return refuse(fieldErrors(form.error))
  const added = { ...byOf(visit.who), label: form.data.profession_nom }
  if (!(await addProfession(deps, added, deps.now())))
    return refuse({ profession_nom: 'Cette profession est déjà dans la liste.' })
  visit.res.redirect(303, `${PATH}?fait=profession`)
}

async function answer(deps: Deps, { res, who }: Visit, shown: Shown): Promise<void> {
  const referrers = await readReferrers(deps.database.client, who.territoryId)
  const view = referrersView(referrers, shown, deps.now())
  const refused = Object.keys(view.form.errors).length > 0
  const status = refused ? 422 : view.invited ? 201 : 200
  show(res, status, referrersPage(await staffSite(deps, res, who), view))
}

function byOf(who: Staff) {
  return { territoryId: who.territoryId, actor: actorOf(who) }
}

/** @throws NotFound when the address holds no identifier. */
function idOf(req: Request): string {
  const id = z.uuid().safeParse(req.params.id)
  if (!id.success) throw new NotFound()
  return id.data
}
