import { momentLabel } from '../calendar/labels.ts'
import { actorOf } from '../coordination/frame.ts'
import type { Deps } from '../deps.ts'
import { MoveRefused, StaleVersion } from '../errors.ts'
import { COORDINATES, staff } from '../http/access.ts'
import { actKey, type FormValues, formValues } from '../http/forms.ts'
import { post, type Route } from '../http/routes.ts'
import { startSurvey } from '../survey/starting.ts'
import { keyOf, showCampaign, type Visit } from './frame.ts'
import { cancelCampaign, pauseCampaign, resumeCampaign } from './pacing.ts'
import type { Act } from './rules.ts'
import { readPlan } from './schema.ts'
import type { Press } from './service.ts'
import { PATH } from './view.ts'

/** What a person does with a campaign: start it, hold it, let it go on, cancel what has not left. */
export function actRoutes(deps: Deps): Route[] {
  return [
    post(`${PATH}/:id/demarrer`, staff(COORDINATES), (req, res, who) =>
      start(deps, { req, res, who }),
    ),
    post(`${PATH}/:id/pause`, staff(COORDINATES), (req, res, who) =>
      perform(deps, { req, res, who }, { act: 'pause', run: pauseCampaign }),
    ),
    post(`${PATH}/:id/reprise`, staff(COORDINATES), (req, res, who) =>
      perform(deps, { req, res, who }, { act: 'resume', run: resumeCampaign }),
    ),
    post(`${PATH}/:id/annuler`, staff(COORDINATES), (req, res, who) =>
      perform(deps, { req, res, who }, { act: 'cancel', run: cancelCampaign }),
    ),
  ]
}

const SAID: Readonly<Record<Act, string>> = {
  start: 'demarrer',
  pause: 'pause',
  resume: 'reprise',
  cancel: 'annuler',
}

type Step = { act: Act; run: (deps: Deps, press: Press, now: Date) => Promise<void> }

async function start(deps: Deps, visit: Visit): Promise<void> {
  const values = formValues(visit.req)
  const form = readPlan(values, deps.now())
  if (!form.ok) return showCampaign(deps, visit, { status: 422, values, errors: form.errors })
  const { plan } = form
  const run: Step['run'] = (_deps, press, now) => startSurvey(deps, { press, plan }, now)
  await perform(deps, visit, { act: 'start', run })
}

/** Somebody was faster: the campaign as it is now, and nothing done. */
async function perform(deps: Deps, visit: Visit, { act, run }: Step): Promise<void> {
  const { req, res } = visit
  const press = pressOf(visit, act, formValues(req))
  try {
    await run(deps, press, deps.now())
    res.redirect(303, `${PATH}/${press.id}?fait=${SAID[act]}`)
  } catch (error) {
    if (error instanceof StaleVersion) {
      const stale = { by: error.changedBy, when: `le ${momentLabel(error.changedAt)}` }
      return showCampaign(deps, visit, { status: 409, stale })
    }
    if (!(error instanceof MoveRefused)) throw error
    await showCampaign(deps, visit, { status: 409 })
  }
}

function pressOf({ req, who }: Visit, act: Act, values: FormValues): Press {
  const version = Number(values.version) || 0
  return { ...keyOf(req, who), version, key: actKey(values), actor: actorOf(who), act }
}
