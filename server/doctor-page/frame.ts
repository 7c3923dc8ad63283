import { randomUUID } from 'node:crypto'
import type { Request, Response } from 'express'
import type { Site } from '../../web/components/layout.ts'
import type { AnswerForm, AskedView } from '../../web/pages/doctor/asked-view.ts'
import { availabilityPage } from '../../web/pages/doctor/availability.ts'
import type { ChangeForm, HouseholdsView, Stale } from '../../web/pages/doctor/doctor-view.ts'
import { deadLinkPage, savedPage, thanksPage } from '../../web/pages/doctor/saved.ts'
import { nextQuestion } from '../availability-campaign/service.ts'
import { momentLabel } from '../calendar/labels.ts'
import { parisDay } from '../calendar/rules.ts'
import { hasCommonList } from '../common-list/service.ts'
import { findDeparture } from '../departures/service.ts'
import type { Deps } from '../deps.ts'
import { type DoctorLink, findDoctorLink } from '../doctor-links/service.ts'
import type { OwnSheet } from '../doctors/own.ts'
import { LinkExpired, NotFound, StaleVersion, TakenMeanwhile } from '../errors.ts'
import type { Access } from '../http/access.ts'
import { formValues, queryValues } from '../http/forms.ts'
import { pageAsked } from '../http/paging.ts'
import { show, siteOf } from '../http/site.ts'
import { alertsOfDoctor } from '../refusals/acceptance.ts'
import { acceptanceView } from '../refusals/view.ts'
import { contactOf } from '../territory/contact.ts'
import { communesIn, defaultTerritory, findTerritory } from '../territory/service.ts'
import { openAsked } from './asked.ts'
import { askedView, notedOf } from './asked-view.ts'
import { openHouseholds } from './households.ts'
import { PASS_COOKIE, readPass, writePass } from './pass.ts'
import { isNumberProven, PASS_MINUTES, type Pass } from './rules.ts'
import { PageSeal, sealOf } from './schema.ts'
import { actorOf, openPage, type PageAct, savePage } from './service.ts'
import {
  changeFormOf,
  communeChoices,
  doctorFacts,
  householdsView,
  leavingOf,
  reachView,
} from './view.ts'

/** Somebody with a link that is living, or that this browser has just saved with. */
export type Visit = { link: DoctorLink; pass: Pass | null; path: string }

/** A token of the right shape, whatever became of it: dead links are answered by a page, all by the same. */
export function doctorLink(deps: Deps): Access<Visit | null> {
  return {
    rule: 'link',
    admit: async (req, res) => {
      res.set('Referrer-Policy', 'no-referrer')
      const token = String(req.params.token)
      if (!TOKEN.test(token)) throw new NotFound()
      const now = deps.now()
      const link = await findDoctorLink(deps.database.client, token, now)
      if (!link || link.state === 'dead') return null
      const pass = readPass(deps, { header: req.headers.cookie, linkId: link.id }, now)
      return { link, pass, path: pathOf(req) }
    },
  }
}

const TOKEN = /^[A-Za-z0-9_-]{43}$/

export function pathOf(req: Request): string {
  return `/medecin/${String(req.params.token)}`
}

/** What every page of a living link shares: the doctor's territory. */
export async function visitSite(deps: Deps, res: Response, { link }: Visit): Promise<Site> {
  return siteOf(deps, res, contactOf(await findTerritory(deps, link.territoryId)))
}

/** Pages that must not tell whose link it was name the territory that a visitor would be given. */
export async function anybodySite(deps: Deps, res: Response): Promise<Site> {
  try {
    return siteOf(deps, res, contactOf(await defaultTerritory(deps)))
  } catch (error) {
    if (error instanceof NotFound) return siteOf(deps, res)
    throw error
  }
}

/** The one answer to a token that is too old, replaced, or that never was. */
export async function showDead(deps: Deps, req: Request, res: Response): Promise<void> {
  show(res, 404, deadLinkPage(await anybodySite(deps, res), pathOf(req)))
}

/** Lets this browser go on after the saving, or see names, for an hour. */
export function givePass(deps: Deps, res: Response, pass: Pass): void {
  res.cookie(PASS_COOKIE, writePass(deps, pass), {
    path: '/medecin',
    httpOnly: true,
    sameSite: 'lax',
    secure: deps.config.publicUrl.startsWith('https:'),
    maxAge: PASS_MINUTES * 60_000,
  })
}

type Shown = { visit: Visit; sheet: OwnSheet; codeError?: string | null }

/** The households of the visit, with their names where the phone was proved in this browser. */
export async function householdsOf(
  deps: Deps,
  req: Request,
  { visit: { link, pass }, sheet, codeError = null }: Shown,
): Promise<HouseholdsView> {
  const now = deps.now()
  const isProven = isNumberProven(link, pass)
  const { territoryId, doctorId } = link
  const whose = { territoryId, doctorId, actor: actorOf(link, sheet) }
  const reader = {
    ...whose,
    names: isProven,
    page: pageAsked({ ...queryValues(req), ...formValues(req) }),
  }
  const shown = await openHouseholds(deps, reader, now)
  const isAsked = queryValues(req).code !== undefined || codeError !== null
  return householdsView({ link, shown, isProven, isAsked, codeError }, now)
}

type AskedShown = { visit: Visit; sheet: OwnSheet; form: AnswerForm | null }

/** What the doctor of the visit was asked; nothing any more once they left. */
async function askedOf(
  deps: Deps,
  req: Request,
  { visit: { link }, sheet, form }: AskedShown,
): Promise<AskedView> {
  const now = deps.now()
  const { territoryId, doctorId } = link
  const reader = { territoryId, doctorId, actor: actorOf(link, sheet) }
  const hasLeft = link.doctor.withdrawnAt !== null
  const asked = hasLeft ? { waiting: [], promised: [] } : await openAsked(deps, reader, now)
  const noted = notedOf(queryValues(req).merci)
  return { ...askedView(asked, sheet, now), form, noted }
}

/** One call of a page behind a link. `showStale` says that somebody was faster, elsewhere than on the page itself. */
export type Call = {
  req: Request
  res: Response
  visit: Visit
  showStale?: (stale: StaleVersion) => Promise<void>
}

/** A page or an act behind a link: living, or in the browser that saved with it. Elsewhere, the page that says so. */
export function onLink(deps: Deps, perform: (call: Call) => Promise<void>) {
  return async (req: Request, res: Response, visit: Visit | null): Promise<void> => {
    if (!visit) return showDead(deps, req, res)
    const call = { req, res, visit }
    if (visit.link.usedAt && !visit.pass) return showPage(deps, call, { status: 410 })
    await perform(call)
  }
}

type Refused = {
  form?: ChangeForm
  /** What was typed for a proposal. */
  answerForm?: AnswerForm
  stale?: StaleVersion
  codeError?: string | null
  status?: number
}

/** The page as it stands: to answer, or once answered, in the browser that answered or in another. */
export async function showPage(
  deps: Deps,
  { req, res, visit }: Call,
  { form, answerForm, stale, codeError = null, status = 200 }: Refused = {},
): Promise<void> {
  const now = deps.now()
  const { link, path, pass } = visit
  if (link.usedAt && !pass) return showSaved(deps, { req, res, visit }, status)
  const site = await visitSite(deps, res, visit)
  const sheet = await openPage(deps, link, now)
  const hasLeft = link.doctor.withdrawnAt !== null
  const reach = reachView(sheet, isNumberProven(link, pass))
  const departure = await findDeparture(deps.database.client, link)
  const shared = {
    path,
    doctor: doctorFacts(sheet, now),
    leaving: departure && leavingOf(departure),
    reach,
    sent: await householdsOf(deps, req, { visit, sheet, codeError }),
    asked: await askedOf(deps, req, { visit, sheet, form: answerForm ?? null }),
    acceptance: acceptanceView(await alertsOfDoctor(deps.database.client, link), randomUUID(), now),
    commonList: !hasLeft && (await hasCommonList(deps, link)) ? `${path}/liste-commune` : null,
  }
  if (link.usedAt) {
    const askedOn = await nextQuestion(deps, link, now)
    const view = { ...shared, savedOn: parisDay(link.usedAt), askedOn, hasLeft }
    return show(res, status, thanksPage(site, view))
  }
  const territory = await communesIn(deps, link.territoryId)
  const view = {
    ...shared,
    seal: sealOf(sheet),
    form: form ?? changeFormOf(sheet, reach.isProven),
    communes: communeChoices(territory, sheet),
    stale: stale ? staleView(stale) : null,
  }
  show(res, status, availabilityPage(site, view))
}

function staleView(stale: StaleVersion): Stale {
  const when = `le ${momentLabel(stale.changedAt)}`
  return { by: stale.changedBy, when, isTaken: stale instanceof TakenMeanwhile }
}

/** Saves, then goes to the thanks; a link spent elsewhere, or a sheet changed meanwhile, is said on the page. */
export async function save(deps: Deps, call: Call, act: PageAct): Promise<void> {
  const { req, res, visit } = call
  const now = deps.now()
  const { link, pass, path } = visit
  const seal = PageSeal.safeParse(formValues(req))
  if (!seal.success) return showPage(deps, call, { status: 422 })
  try {
    const { cle: key, version, pris: taken } = seal.data
    await savePage(deps, link, { key, version, taken, act }, now)
    givePass(deps, res, { linkId: link.id, since: now, names: pass?.names === true })
    res.redirect(303, path)
  } catch (error) {
    if (error instanceof StaleVersion)
      return call.showStale
        ? call.showStale(error)
        : showPage(deps, call, { stale: error, status: 409 })
    if (!(error instanceof LinkExpired)) throw error
    await showSaved(deps, call, 410)
  }
}

async function showSaved(deps: Deps, { res, visit }: Call, status: number): Promise<void> {
  const savedOn = parisDay(visit.link.usedAt ?? deps.now())
  show(res, status, savedPage(await visitSite(deps, res, visit), { path: visit.path, savedOn }))
}
