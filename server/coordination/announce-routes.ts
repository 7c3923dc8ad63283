import type { Request, Response } from 'express'
import { announcePage } from '../../web/pages/staff/announce.ts'
import { announceCallPage } from '../../web/pages/staff/announce-call.ts'
import { channelValues } from '../../web/pages/staff/labels.ts'
import type { StaleView } from '../../web/pages/staff/request-view.ts'
import type { Deps } from '../deps.ts'
import { MoveRefused, StaleVersion } from '../errors.ts'
import { COORDINATES, type Staff, staff } from '../http/access.ts'
import { actKey, formValues, queryValues } from '../http/forms.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { CALLS, noteCall } from '../orientation/calls.ts'
import { findRequest, type Target } from '../orientation/service.ts'
import { answerOffer, tellHousehold } from '../proposals/service.ts'
import { announceCallView, announceView } from './announce-view.ts'
import { staffSite } from './frame.ts'
import { readRequest, staleView, targetOf } from './read-request.ts'
import { idOf } from './request-routes.ts'
import { channelOf } from './send-view.ts'

const PATH = '/coordination/demandes/:id/annonce'

/** What the page showed can no longer reach the household: nothing is said by another way than the one pressed. */
class ChannelGone extends Error {}

type Visit = { req: Request; res: Response; who: Staff }
type Page = { canal: string | undefined; status: number; stale?: StaleView }

/** Telling a household that a doctor said yes (B20): by a message, a letter, or on the phone with its answer. */
export function announceRoutes(deps: Deps): Route[] {
  return [
    get(PATH, staff(COORDINATES), async (req, res, who) => {
      await showAnnounce(deps, { req, res, who }, { canal: queryValues(req).canal, status: 200 })
    }),
    post(PATH, staff(COORDINATES), async (req, res, who) => {
      const form = formValues(req)
      const visit = { req, res, who }
      await keep(deps, visit, async (target) => {
        const { request } = await readRequest(deps, { requestId: target.id, who }, deps.now())
        const channel = channelOf(form.canal, request, deps)
        if (channelValues[channel] !== form.canal) throw new ChannelGone()
        await tellHousehold(deps, target, { key: actKey(form), channel }, deps.now())
        return '#solution'
      })
    }),
    post(`${PATH}/appel`, staff(COORDINATES), async (req, res, who) => {
      const { appel = '' } = formValues(req)
      await keep(deps, { req, res, who }, (target) => call(deps, target, { req, appel }))
    }),
  ]
}

/** What the household said on the phone. Agreeing at once is two acts of one press: it is told, and it answers. */
async function call(
  deps: Deps,
  target: Target,
  { req, appel }: { req: Request; appel: string },
): Promise<string> {
  const key = actKey(formValues(req))
  const noted = CALLS.find((each) => each === appel)
  if (noted) {
    await noteCall(deps, target, { call: noted, key }, deps.now())
    return ''
  }
  const isTold = await tellFirst(deps, target, key)
  if (appel !== 'accord' && appel !== 'refus') return '#solution'
  const answer = appel === 'accord' ? ('agreed' as const) : ('refused' as const)
  const { version: seen, ...latest } = target
  const answering = isTold || seen === undefined ? latest : target
  const answered = await answerOffer(deps, answering, { key, answer }, deps.now())
  if (answered === 'gone') return '?medecin-parti'
  return answer === 'agreed' ? '/annonce?canal=telephone' : ''
}

/** Tells a household that was not told yet; true when it was told now. */
async function tellFirst(deps: Deps, target: Target, key: string): Promise<boolean> {
  const { id, territoryId } = target
  const request = await findRequest(deps.database.client, deps.keys, { id, territoryId })
  if (request?.status !== 'proposed') return false
  await tellHousehold(deps, target, { key, channel: 'phone' }, deps.now())
  return true
}

/** An act, then where it leads under the page of the request; what changed meanwhile is shown, never overwritten. */
async function keep(
  deps: Deps,
  visit: Visit,
  perform: (target: Target) => Promise<string>,
): Promise<void> {
  const { req, res, who } = visit
  const form = formValues(req)
  const path = `/coordination/demandes/${idOf(req)}`
  try {
    res.redirect(303, `${path}${await perform(targetOf(idOf(req), who, form.version))}`)
  } catch (error) {
    if (error instanceof StaleVersion)
      return showAnnounce(deps, visit, {
        canal: form.canal ?? 'telephone',
        status: 409,
        stale: staleView(error),
      })
    if (error instanceof ChannelGone)
      return showAnnounce(deps, visit, {
        canal: form.canal,
        status: 409,
        stale: { by: null, when: 'entre-temps' },
      })
    if (!(error instanceof MoveRefused)) throw error
    res.redirect(303, `${path}?entre-temps`)
  }
}

async function showAnnounce(deps: Deps, { req, res, who }: Visit, page: Page): Promise<void> {
  const reading = { requestId: idOf(req), who, stale: page.stale ?? null }
  const facts = await readRequest(deps, reading, deps.now())
  const proposal = facts.solution?.living
  if (proposal?.status !== 'accepted')
    return res.redirect(303, `/coordination/demandes/${idOf(req)}?entre-temps`)
  const site = await staffSite(deps, res, who)
  const channel = channelOf(page.canal, facts.request, deps)
  if (channel === 'phone' || facts.request.status !== 'proposed') {
    const call = { proposal, caller: who.name || who.email }
    return show(res, page.status, announceCallPage(site, announceCallView(facts, call, deps.now())))
  }
  const told = { proposal, channel }
  show(res, page.status, announcePage(site, await announceView(deps, facts, told, deps.now())))
}
