import type { Deps } from '../deps.ts'
import type { OwnEntry } from '../doctors/own.ts'
import { type FormValues, formValues, tickedValues } from '../http/forms.ts'
import { get, post, type Route } from '../http/routes.ts'
import { acceptanceRoutes } from './acceptance-routes.ts'
import { askedRoutes } from './asked-routes.ts'
import { readOwnContact } from './contact.ts'
import { departureRoutes } from './departure-routes.ts'
import { type Call, doctorLink, save, showDead, showPage, type Visit } from './frame.ts'
import { householdRoutes } from './household-routes.ts'
import { isNumberProven } from './rules.ts'
import { ownField, readChanges } from './schema.ts'
import { openPage } from './service.ts'
import { stopRoutes } from './stop-routes.ts'

/** The page behind a doctor's link: no password, opening it changes nothing, saving spends the link. */
export function doctorPageRoutes(deps: Deps): Route[] {
  const holder = doctorLink(deps)
  return [
    get('/medecin/:token', holder, async (req, res, visit) => {
      if (!visit) return showDead(deps, req, res)
      await showPage(deps, { req, res, visit })
    }),
    post('/medecin/:token', holder, async (req, res, visit) => {
      if (!visit) return showDead(deps, req, res)
      await answerPage(deps, { req, res, visit })
    }),
    ...askedRoutes(deps, holder),
    ...acceptanceRoutes(deps, holder),
    ...stopRoutes(deps, holder),
    ...departureRoutes(deps, holder),
    ...householdRoutes(deps, holder),
  ]
}

/** The buttons of the page; anything else saves nothing and leaves the link good. */
const ACTIONS = ['inchange', 'complet', 'enregistrer']

async function answerPage(deps: Deps, call: Call): Promise<void> {
  const { req, res, visit } = call
  const values = formValues(req)
  if (!ACTIONS.includes(values.action ?? '')) return res.redirect(303, req.path)
  if (values.action !== 'enregistrer')
    return save(deps, call, { kind: values.action === 'complet' ? 'full' : 'unchanged' })
  const { entries } = await openPage(deps, visit.link, deps.now())
  const practices = entries.map(({ entry: { id, startsOn } }) => ({
    id,
    startsOn,
    communes: codesIn(tickedValues(req, ownField(id, 'communes_visite'))),
  }))
  const languages = languagesIn(tickedValues(req, 'langues'))
  const read = readChanges(values, practices, deps.now())
  const { contact, errors: reachErrors } = contactIn(visit, values, entries)
  if (read.ok && Object.keys(reachErrors).length === 0) {
    const said = { languages, changes: read.changes, ...(contact && { contact }) }
    return save(deps, call, { kind: 'changed', ...said })
  }
  const communes = Object.fromEntries(practices.map(({ id, communes }) => [id, communes]))
  const errors = { ...(read.ok ? {} : read.errors), ...reachErrors }
  const form = { values, communes, languages, errors }
  await showPage(deps, { req, res, visit }, { form, status: 422 })
}

function contactIn({ link, pass }: Visit, values: FormValues, [first]: readonly OwnEntry[]) {
  return first ? readOwnContact(values, first.entry, isNumberProven(link, pass)) : { errors: {} }
}

function codesIn(ticked: readonly string[]): string[] {
  return [...new Set(ticked.filter((code) => /^[0-9AB]{5}$/.test(code)))]
}

/** A doctor speaks at least French: none ticked is a slip, not an answer. */
function languagesIn(ticked: readonly string[]): string[] {
  const codes = [...new Set(ticked.filter((code) => /^[a-z]{2}$/.test(code)))]
  return codes.length > 0 ? codes : ['fr']
}
