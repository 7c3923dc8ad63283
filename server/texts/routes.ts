import type { Request, Response } from 'express'
import { textPage } from '../../web/pages/staff/text.ts'
import { TEXTS_PATH as PATH, textsPage } from '../../web/pages/staff/texts.ts'
import { actorOf, staffSite } from '../coordination/frame.ts'
import type { Deps } from '../deps.ts'
import { NotFound, StaleVersion } from '../errors.ts'
import { READS, type Staff, staff } from '../http/access.ts'
import { actKey, formValues, queryValues } from '../http/forms.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import type { Template } from '../messaging/rules.ts'
import { findTerritory } from '../territory/service.ts'
import { isTemplate } from './described.ts'
import { faultsOf } from './lengths.ts'
import { textsView } from './list-view.ts'
import { partsOf } from './parts.ts'
import type { Previewed } from './preview.ts'
import {
  editedTemplates,
  readTexts,
  restoreOriginal,
  saveTexts,
  type TextTarget,
  undoLast,
} from './service.ts'
import { type Shown, textView, typedEdits } from './view.ts'

const ADMINISTERS = ['administrator'] as const

type Visit = { req: Request; res: Response; who: Staff }

/** The texts of the messages: read by the team, changed by the administrator of the territory. */
export function textRoutes(deps: Deps): Route[] {
  return [
    get(PATH, staff(READS), async (_req, res, who) => {
      const edited = await editedTemplates(deps, who.territoryId)
      show(res, 200, textsPage(await staffSite(deps, res, who), textsView(edited)))
    }),
    get(`${PATH}/:modele`, staff(READS), (req, res, who) => {
      const said = SAID.get(queryValues(req).fait ?? '') ?? null
      return showText(deps, { req, res, who }, { status: 200, values: null, said })
    }),
    post(`${PATH}/:modele`, staff(ADMINISTERS), (req, res, who) => save(deps, { req, res, who })),
    post(`${PATH}/:modele/origine`, staff(ADMINISTERS), (req, res, who) =>
      act(deps, { req, res, who }, { restore: restoreOriginal, done: 'origine' }),
    ),
    post(`${PATH}/:modele/annuler`, staff(ADMINISTERS), (req, res, who) =>
      act(deps, { req, res, who }, { restore: undoLast, done: 'annule' }),
    ),
  ]
}

const SAID = new Map([
  ['enregistre', 'C’est enregistré. Les prochains messages diront ces mots.'],
  ['origine', 'Le texte d’origine est de retour.'],
  ['annule', 'Le dernier changement est annulé.'],
])

async function save(deps: Deps, visit: Visit): Promise<void> {
  const values = formValues(visit.req)
  const target = targetOf(visit)
  const parts = partsOf(target.template)
  if (parts.length === 0) throw new NotFound()
  const edits = typedEdits(parts, values)
  const faults = faultsOf(await previewedOf(deps, visit), edits)
  if (Object.keys(faults).length > 0) return showText(deps, visit, { status: 422, values, faults })
  if (values.geste === 'apercu')
    return showText(deps, visit, { status: 200, values, isTried: true })
  try {
    await saveTexts(deps, target, edits, deps.now())
  } catch (error) {
    if (!(error instanceof StaleVersion)) throw error
    const stale = { by: error.changedBy, at: error.changedAt }
    return showText(deps, visit, { status: 409, values, stale })
  }
  visit.res.redirect(303, `${PATH}/${target.template}?fait=enregistre`)
}

type Act = { restore: typeof restoreOriginal; done: string }

async function act(deps: Deps, visit: Visit, { restore, done }: Act): Promise<void> {
  const target = targetOf(visit)
  try {
    await restore(deps, target, deps.now())
  } catch (error) {
    if (!(error instanceof StaleVersion)) throw error
    const stale = { by: error.changedBy, at: error.changedAt }
    return showText(deps, visit, { status: 409, values: null, stale })
  }
  visit.res.redirect(303, `${PATH}/${target.template}?fait=${done}`)
}

type Page = Omit<Shown, 'previewed' | 'stored'> & { status: number }

async function showText(deps: Deps, visit: Visit, { status, ...page }: Page): Promise<void> {
  const previewed = await previewedOf(deps, visit)
  const { template } = previewed
  const stored = await readTexts(deps, { territoryId: visit.who.territoryId, template })
  const view = textView({ ...page, previewed, stored })
  show(visit.res, status, textPage(await staffSite(deps, visit.res, visit.who), view))
}

async function previewedOf(deps: Deps, { req, who }: Visit): Promise<Previewed> {
  const template = templateOf(req)
  const team = await findTerritory(deps, who.territoryId)
  return { template, team, publicUrl: deps.config.publicUrl }
}

function targetOf({ req, who }: Visit): TextTarget {
  const values = formValues(req)
  const version = /^\d{1,9}$/.test(values.version ?? '') ? Number(values.version) : 0
  const { territoryId } = who
  const actor = actorOf(who)
  return { territoryId, template: templateOf(req), version, key: actKey(values), actor }
}

/** @throws NotFound when no message has this name. */
function templateOf({ params: { modele } }: Request): Template {
  if (typeof modele !== 'string' || !isTemplate(modele)) throw new NotFound()
  return modele
}
