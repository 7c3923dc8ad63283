import type { Request, Response } from 'express'
import { phonePage } from '../../web/pages/staff/phone.ts'
import type { RequestView } from '../../web/pages/staff/request-view.ts'
import { sendPage } from '../../web/pages/staff/send.ts'
import type { Deps } from '../deps.ts'
import { StaleVersion } from '../errors.ts'
import { COORDINATES, type Staff, staff } from '../http/access.ts'
import { actKey, formValues, queryList, queryValues, tickedValues } from '../http/forms.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { CALLS, noteCall } from '../orientation/calls.ts'
import { DistanceReasonMissing, sendShortlist, undoShortlist } from '../shortlists/service.ts'
import { staffSite } from './frame.ts'
import { readRequest, staleView, targetOf } from './read-request.ts'
import { idOf } from './request-routes.ts'
import { kmOf } from './request-schema.ts'
import { channelOf, phoneView, type Selection, sendView } from './send-view.ts'

const PATH = '/coordination/demandes/:id'
const EXCEPTION = 'Écrivez pourquoi aller plus loin que le choix du foyer, en quelques mots.'

type Visit = { req: Request; res: Response; who: Staff }

/** Passing a list on: the preview, the sending, its undo, and the script of a call. */
export function sendRoutes(deps: Deps): Route[] {
  return [
    get(`${PATH}/envoi`, staff(COORDINATES), async (req, res, who) => {
      const { km, canal } = queryValues(req)
      const ids = queryList(req, 'medecin')
      if (ids.length === 0) return res.redirect(303, requestPath(req, km))
      await showSend(deps, { req, res, who }, { ids, canal, km: kmOf(km), status: 200 })
    }),
    post(`${PATH}/envoi`, staff(COORDINATES), async (req, res, who) => {
      await send(deps, { req, res, who })
    }),
    post(`${PATH}/envoi/annuler`, staff(COORDINATES), async (req, res, who) => {
      const undone = await undoShortlist(deps, targetOf(idOf(req), who), deps.now())
      res.redirect(303, `${requestPath(req)}${undone ? '' : '?trop-tard'}`)
    }),
    get(`${PATH}/telephone`, staff(COORDINATES), async (req, res, who) => {
      const { km } = queryValues(req)
      const ids = queryList(req, 'medecin')
      await showPhone(deps, { req, res, who }, { ids, km: kmOf(km), exception: null, status: 200 })
    }),
    post(`${PATH}/telephone`, staff(COORDINATES), async (req, res, who) => {
      await call(deps, { req, res, who })
    }),
  ]
}

async function send(deps: Deps, { req, res, who }: Visit): Promise<void> {
  const form = formValues(req)
  const ids = tickedValues(req, 'medecin')
  const facts = await readRequest(
    deps,
    { requestId: idOf(req), who, km: kmOf(form.km) },
    deps.now(),
  )
  const channel = channelOf(form.canal, facts.request, deps)
  const km = kmOf(form.km) ?? facts.request.wishes.maxKm
  const exception = form.motif_distance?.trim() || null
  const again = { ids, canal: form.canal, km }
  if (km > facts.request.wishes.maxKm && !exception) {
    const errors = { motif_distance: EXCEPTION }
    return showSend(
      deps,
      { req, res, who },
      { ...again, status: 422, form: { values: form, errors } },
    )
  }
  if (channel === 'phone')
    return showPhone(deps, { req, res, who }, { ids, km, exception, status: 200 })
  const decision = { key: actKey(form), availabilityIds: ids, channel, km, exception }
  try {
    await sendShortlist(deps, targetOf(idOf(req), who, form.version), decision, deps.now())
    res.redirect(303, requestPath(req))
  } catch (error) {
    if (!(error instanceof StaleVersion)) throw error
    await showSend(deps, { req, res, who }, { ...again, status: 409, stale: staleView(error) })
  }
}

/** What became of a call: the list is given, or an attempt is noted. */
async function call(deps: Deps, { req, res, who }: Visit): Promise<void> {
  const form = formValues(req)
  const target = targetOf(idOf(req), who, form.version)
  const ids = tickedValues(req, 'medecin')
  if (form.appel === 'dit' && ids.length > 0) {
    const km = kmOf(form.km) ?? 0
    const exception = form.motif_distance?.trim() || null
    const again = { ids, canal: 'telephone', km }
    const decision = {
      key: actKey(form),
      availabilityIds: ids,
      channel: 'phone' as const,
      km,
      exception,
    }
    try {
      await sendShortlist(deps, target, decision, deps.now())
    } catch (error) {
      if (error instanceof DistanceReasonMissing) {
        const errors = { motif_distance: EXCEPTION }
        return showSend(
          deps,
          { req, res, who },
          { ...again, status: 422, form: { values: form, errors } },
        )
      }
      if (!(error instanceof StaleVersion)) throw error
      return showPhone(
        deps,
        { req, res, who },
        { ids, km, exception, status: 409, stale: staleView(error) },
      )
    }
  } else {
    const noted = CALLS.find((each) => each === form.appel)
    if (noted) await noteCall(deps, target, { call: noted, key: actKey(form) }, deps.now())
  }
  res.redirect(303, requestPath(req))
}

type SendPage = {
  ids: Selection['ids']
  canal: string | undefined
  km: number | undefined
  status: number
  form?: RequestView['form']
  stale?: RequestView['stale']
}

async function showSend(deps: Deps, { req, res, who }: Visit, page: SendPage): Promise<void> {
  const reading = { requestId: idOf(req), who, km: page.km, stale: page.stale ?? null }
  const facts = await readRequest(deps, reading, deps.now())
  const channel = channelOf(page.canal, facts.request, deps)
  const form = page.form ?? { values: {}, errors: {} }
  const view = await sendView(deps, facts, {
    selection: { ids: page.ids, channel },
    form: { values: { ...form.values }, errors: { ...form.errors } },
  })
  show(res, page.status, sendPage(await staffSite(deps, res, who), view))
}

type PhonePage = {
  ids: Selection['ids']
  km: number | undefined
  exception: string | null
  status: number
  stale?: RequestView['stale']
}

async function showPhone(deps: Deps, { req, res, who }: Visit, page: PhonePage): Promise<void> {
  const reading = { requestId: idOf(req), who, km: page.km, stale: page.stale ?? null }
  const facts = await readRequest(deps, reading, deps.now())
  const view = phoneView(
    facts,
    page.ids,
    { exception: page.exception, caller: who.name || who.email },
    deps.now(),
  )
  show(res, page.status, phonePage(await staffSite(deps, res, who), view))
}

function requestPath(req: Request, km?: string): string {
  return `/coordination/demandes/${idOf(req)}${km ? `?km=${encodeURIComponent(km)}` : ''}`
}
