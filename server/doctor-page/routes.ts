import type { Deps } from '../deps.ts'
import { formValues, tickedValues } from '../http/forms.ts'
import { get, post, type Route } from '../http/routes.ts'
import { askedRoutes } from './asked-routes.ts'
import { type Call, doctorLink, save, showDead, showPage } from './frame.ts'
import { householdRoutes } from './household-routes.ts'
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
    ...stopRoutes(deps, holder),
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
  if (read.ok) return save(deps, call, { kind: 'changed', languages, changes: read.changes })
  const communes = Object.fromEntries(practices.map(({ id, communes }) => [id, communes]))
  const form = { values, communes, languages, errors: read.errors }
  await showPage(deps, { req, res, visit }, { form, status: 422 })
}

function codesIn(ticked: readonly string[]): string[] {
  return [...new Set(ticked.filter((code) => /^[0-9AB]{5}$/.test(code)))]
}

/** A doctor speaks at least French: none ticked is a slip, not an answer. */
function languagesIn(ticked: readonly string[]): string[] {
  const codes = [...new Set(ticked.filter((code) => /^[a-z]{2}$/.test(code)))]
  return codes.length > 0 ? codes : ['fr']
}
