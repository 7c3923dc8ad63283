import type { Request, Response } from 'express'
import { type CompleteView, completePage } from '../../web/pages/referrer/complete.ts'
import type { Deps } from '../deps.ts'
import { type Staff, staff } from '../http/access.ts'
import { formValues, queryValues } from '../http/forms.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { complete, lookUp } from './completion.ts'
import { checkAdditions, checkProof } from './completion-schema.ts'
import { referrerSite } from './frame.ts'

const PATH = '/signalements/completer'
const NO_MATCH =
  'Aucune demande en cours ne va avec cette référence et cette date. Vérifiez les deux avec la personne.'
const DONE = 'C’est ajouté. La coordinatrice le voit dans la demande.'
const NOTHING_LEFT = 'Rien n’a changé : ces réponses étaient déjà là.'

/** B16: the CPAM completes a request that it can name, and sees nothing of the others. */
export function completionRoutes(deps: Deps): Route[] {
  const cpam = staff(['cpam'])
  return [
    get(PATH, cpam, (req, res, who) => {
      const { fait } = queryValues(req)
      const said = fait === 'ajout' ? DONE : fait === 'rien' ? NOTHING_LEFT : null
      return answer(deps, { req, res, who }, { said })
    }),
    post(PATH, cpam, (req, res, who) => search(deps, { req, res, who })),
    post(`${PATH}/ajouter`, cpam, (req, res, who) => add(deps, { req, res, who })),
  ]
}

type Visit = { req: Request; res: Response; who: Staff }

async function search(deps: Deps, visit: Visit): Promise<void> {
  const values = formValues(visit.req)
  const proof = checkProof(values)
  if (!proof.ok) return answer(deps, visit, { values, errors: proof.errors })
  const missing = await lookUp(deps, visit.who, proof.value, deps.now())
  const errors: Record<string, string> = missing ? {} : { reference: NO_MATCH }
  await answer(deps, visit, { values, errors, missing })
}

async function add(deps: Deps, visit: Visit): Promise<void> {
  const values = formValues(visit.req)
  const proof = checkProof(values)
  if (!proof.ok) return answer(deps, visit, { values, errors: proof.errors })
  const read = checkAdditions(values)
  const now = deps.now()
  if (!read.ok) {
    const missing = await lookUp(deps, visit.who, proof.value, now)
    const errors: Record<string, string> = missing ? read.errors : { reference: NO_MATCH }
    return answer(deps, visit, { values, errors, missing })
  }
  const completion = { proof: proof.value, additions: read.value }
  const added = await complete(deps, visit.who, completion, now)
  if (!added) return answer(deps, visit, { values, errors: { reference: NO_MATCH } })
  visit.res.redirect(303, `${PATH}?fait=${added.length > 0 ? 'ajout' : 'rien'}`)
}

async function answer(
  deps: Deps,
  { res, who }: Visit,
  { values = {}, errors = {}, missing = null, said = null }: Partial<CompleteView>,
): Promise<void> {
  const site = await referrerSite(deps, res, who)
  const status = Object.keys(errors).length > 0 ? 422 : 200
  show(res, status, completePage(site, { values, errors, missing, said }))
}
