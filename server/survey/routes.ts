import type { Request, Response } from 'express'
import type { Site } from '../../web/components/layout.ts'
import {
  surveyGonePage,
  surveyPage,
  surveyStopPage,
  surveyStoppedPage,
  surveyThanksPage,
} from '../../web/pages/public/survey.ts'
import type { Deps } from '../deps.ts'
import { linkHolder, open } from '../http/access.ts'
import { type FormValues, formValues } from '../http/forms.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show, siteOf } from '../http/site.ts'
import { contactOf } from '../territory/contact.ts'
import { findTerritory } from '../territory/service.ts'
import { answerSurvey, findSurvey, stopAsking } from './answering.ts'
import { SURVEY_PATH } from './links.ts'
import { resultRoutes } from './result-routes.ts'
import { readSurvey } from './schema.ts'
import type { SurveyHolder } from './store.ts'

const PATH = `${SURVEY_PATH}/:token`

/** What a link opens: its survey, or nothing any more. */
type Opened = { holder: SurveyHolder | null }

type Visit = { req: Request; res: Response }

/**
 * The survey of the year (B10), and its results for the team. The link is the key of its acts: it is used up by the
 * first press, so a second one changes nothing.
 */
export function surveyRoutes(deps: Deps): Route[] {
  const opened = linkHolder<Opened>(async (token) => ({
    holder: await findSurvey(deps, token, deps.now()),
  }))
  return [
    get(`${SURVEY_PATH}/merci`, open(), (_req, res) =>
      show(res, 200, surveyThanksPage(siteOf(deps, res))),
    ),
    get(`${SURVEY_PATH}/arret`, open(), (_req, res) =>
      show(res, 200, surveyStoppedPage(siteOf(deps, res))),
    ),
    get(PATH, opened, (req, res, { holder }) => showSurvey(deps, { req, res }, { holder })),
    post(PATH, opened, async (req, res, { holder }) => {
      const values = formValues(req)
      const form = readSurvey(values)
      if (!holder) return showGone(deps, res)
      if (!form.ok) return showSurvey(deps, { req, res }, { holder, values, errors: form.errors })
      await answerSurvey(deps, holder, form.answer)
      res.redirect(303, `${SURVEY_PATH}/merci`)
    }),
    get(`${PATH}/arreter`, opened, async (req, res, { holder }) => {
      if (!holder) return showGone(deps, res)
      show(res, 200, surveyStopPage(await siteFor(deps, res, holder), pathOf(req)))
    }),
    post(`${PATH}/arreter`, opened, async (_req, res, { holder }) => {
      if (!holder) return showGone(deps, res)
      await stopAsking(deps, holder, deps.now())
      res.redirect(303, `${SURVEY_PATH}/arret`)
    }),
    ...resultRoutes(deps),
  ]
}

type Shown = Opened & { values?: FormValues; errors?: FormValues }

async function showSurvey(
  deps: Deps,
  { req, res }: Visit,
  { holder, values = {}, errors }: Shown,
): Promise<void> {
  if (!holder) return showGone(deps, res)
  const territory = await findTerritory(deps, holder.territoryId)
  const view = { path: pathOf(req), territory, values, errors: errors ?? {} }
  show(res, errors ? 422 : 200, surveyPage(await siteFor(deps, res, holder), view))
}

function showGone(deps: Deps, res: Response): void {
  show(res, 404, surveyGonePage(siteOf(deps, res)))
}

async function siteFor(deps: Deps, res: Response, holder: SurveyHolder): Promise<Site> {
  return siteOf(deps, res, contactOf(await findTerritory(deps, holder.territoryId)))
}

function pathOf(req: Request): string {
  return `${SURVEY_PATH}/${String(req.params.token)}`
}
