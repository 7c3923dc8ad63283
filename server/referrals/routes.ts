import { randomUUID } from 'node:crypto'
import type { Request, Response } from 'express'
import { referralsPage } from '../../web/pages/referrer/list.ts'
import { registerPage } from '../../web/pages/referrer/register.ts'
import type { Deps } from '../deps.ts'
import { REFERS, type Staff, staff } from '../http/access.ts'
import { type FormValues, formValues, queryValues } from '../http/forms.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { machineChannel } from '../orientation/telling.ts'
import { addMember, memberCount, removeMember } from '../questionnaire/rules.ts'
import { findTerritory } from '../territory/service.ts'
import { referrerSite } from './frame.ts'
import { firstSource } from './rules.ts'
import { checkRegistration } from './schema.ts'
import { readOwn, referrerOf, registerPerson } from './service.ts'
import { referralsView } from './view.ts'

const LIST = '/signalements'
const REGISTER = `${LIST}/nouveau`
const SAID: Record<string, string> = {
  message: 'C’est fait. La personne reçoit un message avec sa référence et sa page privée.',
  appel: 'C’est fait. La coordinatrice va prévenir la personne.',
}

/** What a professional, the CPAM or a partner does: register a person, and see what became of those they registered. */
export function referralRoutes(deps: Deps): Route[] {
  return [
    get(LIST, staff(REFERS), (req, res, who) => showList(deps, { req, res, who })),
    get(REGISTER, staff(REFERS), async (req, res, who) => {
      const { organisation } = await referrerOf(deps, who)
      const values = { cle: randomUUID(), source: firstSource(organisation.kind) }
      await showForm(deps, { req, res, who }, { values })
    }),
    post(REGISTER, staff(REFERS), (req, res, who) => register(deps, { req, res, who })),
  ]
}

type Visit = { req: Request; res: Response; who: Staff }

async function showList(deps: Deps, { req, res, who }: Visit): Promise<void> {
  const site = await referrerSite(deps, res, who)
  const query = queryValues(req)
  const page = /^[1-9]\d{0,4}$/.test(query.page ?? '') ? Number(query.page) : 1
  const own = await readOwn(deps, who, page, deps.now())
  const said = SAID[query.inscrit ?? ''] ?? null
  show(res, 200, referralsPage(site, referralsView({ ...own, page, said })))
}

async function register(deps: Deps, visit: Visit): Promise<void> {
  const values = formValues(visit.req)
  if (values.ajouter !== undefined) return showForm(deps, visit, { values: addMember(values) })
  if (values.retirer !== undefined)
    return showForm(deps, visit, { values: removeMember(values, Number(values.retirer)) })
  const { defaultMaxKm: maxKm } = await findTerritory(deps, visit.who.territoryId)
  const now = deps.now()
  const checked = checkRegistration(values, { maxKm, now })
  if (!checked.ok) return showForm(deps, visit, { values, errors: checked.errors })
  await registerPerson(deps, visit.who, checked.value, now)
  const told = machineChannel(checked.value.questionnaire) ? 'message' : 'appel'
  visit.res.redirect(303, `${LIST}?inscrit=${told}`)
}

type Shown = { values: FormValues; errors?: Record<string, string> }

async function showForm(
  deps: Deps,
  { res, who }: Visit,
  { values, errors = {} }: Shown,
): Promise<void> {
  const site = await referrerSite(deps, res, who)
  const view = { values, errors, memberCount: memberCount(values) }
  show(res, Object.keys(errors).length > 0 ? 422 : 200, registerPage(site, view))
}
