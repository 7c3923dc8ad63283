import { randomUUID } from 'node:crypto'
import type { Request, Response } from 'express'
import { followPage, type Outcome } from '../../web/pages/patient/follow.ts'
import { type ConfirmView, confirmPage } from '../../web/pages/patient/follow-manage.ts'
import { fr } from '../../web/words/fr.ts'
import { ALL_DOCTORS, outcomes, pauseMonths } from '../../web/words/options.ts'
import { addMonths, parisDay } from '../calendar/rules.ts'
import type { Deps } from '../deps.ts'
import { doctorsNamed } from '../doctors/candidates.ts'
import { MoveRefused } from '../errors.ts'
import { type Access, linkHolder } from '../http/access.ts'
import { actKey, type FormValues, formValues, queryValues, tickedValues } from '../http/forms.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show, siteOf } from '../http/site.ts'
import { findLink, type LinkHolder } from '../links/service.ts'
import {
  closeRequest,
  type OrientationRequest,
  openRequest,
  type Target,
} from '../orientation/service.ts'
import { answerOffer, pauseSearch } from '../proposals/service.ts'
import { findOpenShortlist, refusedBy } from '../shortlists/service.ts'
import { contactOf } from '../territory/contact.ts'
import { findTerritory } from '../territory/service.ts'
import { findDisagreement } from './disagreement.ts'
import { leadingBack, pathOf, targetOf } from './frame.ts'
import type { Answer } from './rules.ts'
import { recordAnswer, WhichDoctor } from './service.ts'
import { hasTaken, solutionRoutes } from './solution-routes.ts'
import { solutionOf } from './solution-view.ts'
import { recordStillSearching } from './still-searching.ts'
import { isAskedStill, wasPausedBySilence } from './store.ts'
import { followView } from './view.ts'

const ANSWERS: Record<Outcome, Answer> = {
  rendez_vous: 'appointment',
  vu: 'seen',
  declare: 'declared',
  refuse: 'refused',
  complet: 'full',
  pas_appele: 'not_called',
  non: 'not_found',
}

/** What a page left open on a phone may still send. */
const SENT_BY_OLD_PAGES: Record<string, Outcome> = { oui: 'vu', pas_encore: 'pas_appele' }

/** The private page of a household: opening it changes nothing, every act is a form. */
export function followRoutes(deps: Deps): Route[] {
  const holder = linkHolder((token) => findLink(deps.database.client, token, deps.now()))
  return leadingBack([
    get('/suivi/:token', holder, async (req, res, who) => {
      await showFollow(deps, { req, res, who })
    }),
    post('/suivi/:token/suite', holder, async (req, res, who) => {
      const form = formValues(req)
      const outcome = outcomeOf(form.suite)
      if (!outcome) return res.redirect(303, pathOf(req))
      const told = {
        key: actKey(form),
        answer: ANSWERS[outcome],
        availabilityId: form.medecin === ALL_DOCTORS ? ('all' as const) : (form.medecin ?? null),
        memberIds: tickedValues(req, 'membre'),
      }
      try {
        await recordAnswer(deps, targetOf(who), told, deps.now())
      } catch (error) {
        if (error instanceof MoveRefused) return res.redirect(303, `${pathOf(req)}?note=depasse`)
        if (!(error instanceof WhichDoctor)) throw error
        return showFollow(deps, { req, res, who, error: fr.follow.outcome.whichOne })
      }
      res.redirect(303, `${pathOf(req)}?note=${outcome}`)
    }),
    ...confirmed(deps, holder, 'pause', async (target, form) => {
      const months = pauseMonths.find((count) => count === form.duree)
      if (!months) return { duree: fr.fields.choose }
      await pauseSearch(deps, target, addMonths(parisDay(deps.now()), Number(months)), deps.now())
      return null
    }),
    get('/suivi/:token/reprise', holder, (req, res) => res.redirect(303, pathOf(req))),
    post('/suivi/:token/reprise', holder, async (req, res, who) => {
      await pauseSearch(deps, targetOf(who), null, deps.now())
      res.redirect(303, pathOf(req))
    }),
    ...confirmed(deps, holder, 'withdraw', async (target, form) => {
      const reason = form.raison === 'trouve' ? 'found_alone' : 'withdrawn'
      await closeRequest(deps, target, { reason }, deps.now())
      return null
    }),
    ...confirmed(deps, holder, 'renounce', async (target, form) => {
      const answer = { key: actKey(form), answer: 'refused' as const }
      await hasTaken(() => answerOffer(deps, target, answer, deps.now()))
      return null
    }),
    post('/suivi/:token/toujours', holder, async (req, res, who) => {
      const press = { key: actKey(formValues(req)) }
      await recordStillSearching(deps, targetOf(who), press, deps.now())
      res.redirect(303, `${pathOf(req)}?note=toujours`)
    }),
    ...solutionRoutes(deps, holder),
  ])
}

const PATHS = { pause: 'pause', withdraw: 'retrait', renounce: 'renoncement' } as const

type Act = (target: Target, form: FormValues) => Promise<Record<string, string> | null>

/** A page that asks once more, then the act itself; the act gives errors to show, or null when done. */
function confirmed(
  deps: Deps,
  holder: Access<LinkHolder>,
  kind: keyof typeof PATHS,
  act: Act,
): Route[] {
  const path = `/suivi/:token/${PATHS[kind]}`
  const ask = async (
    req: Request,
    res: Response,
    who: LinkHolder,
    errors: ConfirmView['errors'],
  ) => {
    const territory = await findTerritory(deps, who.territoryId)
    const view = {
      kind,
      action: `${pathOf(req)}/${PATHS[kind]}`,
      key: randomUUID(),
      backHref: pathOf(req),
      errors,
    }
    const status = Object.keys(errors).length > 0 ? 422 : 200
    keepSecret(res)
    show(res, status, confirmPage(siteOf(deps, res, contactOf(territory)), view))
  }
  return [
    get(path, holder, (req, res, who) => ask(req, res, who, {})),
    post(path, holder, async (req, res, who) => {
      const errors = await act(targetOf(who), formValues(req))
      if (errors) return ask(req, res, who, errors)
      res.redirect(303, pathOf(req))
    }),
  ]
}

type Showing = { req: Request; res: Response; who: LinkHolder; error?: string | null }

async function showFollow(deps: Deps, { req, res, who, error = null }: Showing): Promise<void> {
  const now = deps.now()
  const { requestId, territoryId } = who
  const { request } = await openRequest(deps, targetOf(who), now)
  const territory = await findTerritory(deps, who.territoryId)
  const { client } = deps.database
  const list = await findOpenShortlist(client, deps.keys, who)
  const ids = list?.entries.map(({ availabilityId }) => availabilityId) ?? []
  const doctors = await doctorsNamed(client, who.territoryId, ids)
  const { note, nouvelle } = queryValues(req)
  const view = followView(
    {
      path: pathOf(req),
      request,
      territory,
      list,
      doctors: new Map(doctors.map((doctor) => [doctor.id, doctor])),
      isNew: nouvelle !== undefined,
      noted: note === 'toujours' ? note : outcomeOf(note),
      hasMoved: note === 'depasse',
      hasAnswered: note === 'deja',
      solution: territory.mode === 'brokered' ? await solutionOf(client, request) : null,
      refused: await refusedBy(client, who),
      error,
      isAskedStill: await isAsked(deps, request),
      isDisputed: (await findDisagreement(client, { requestId, territoryId })) !== null,
    },
    now,
  )
  keepSecret(res)
  show(res, error ? 422 : 200, followPage(siteOf(deps, res, contactOf(territory)), view))
}

async function isAsked(
  { database: { client } }: Deps,
  { id: requestId, territoryId, pausedFrom }: OrientationRequest,
): Promise<boolean> {
  const key = { requestId, territoryId }
  if (pausedFrom && (await wasPausedBySilence(client, key))) return true
  return isAskedStill(client, key)
}

/** The address of this page is a secret: it is told to no other site, not even as a referrer to ourselves. */
function keepSecret(res: Response): void {
  res.set('Referrer-Policy', 'no-referrer')
}

function outcomeOf(typed: string | undefined): Outcome | null {
  const known = SENT_BY_OLD_PAGES[typed ?? ''] ?? typed
  return outcomes.find((each) => each === known) ?? null
}
