import { randomUUID } from 'node:crypto'
import type { Request, Response } from 'express'
import { contactPage } from '../../web/pages/patient/contact.ts'
import { householdPage } from '../../web/pages/patient/household.ts'
import { preferencesPage } from '../../web/pages/patient/preferences.ts'
import { reviewPage } from '../../web/pages/patient/review.ts'
import type { QuestionnaireSite, QuestionnaireView } from '../../web/pages/patient/step.ts'
import { welcomePage } from '../../web/pages/patient/welcome.ts'
import type { Step } from '../../web/words/options.ts'
import { newToken } from '../crypto/tokens.ts'
import type { Deps } from '../deps.ts'
import { NotFound } from '../errors.ts'
import type { Access } from '../http/access.ts'
import { type FormValues, formValues, queryValues } from '../http/forms.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { requestsKeptFor } from '../privacy/retention.ts'
import type { Territory } from '../territory/service.ts'
import { checkQuestionnaire, checkStep, type Questionnaire } from './check.ts'
import { addMember, isStep, memberCount, mergeStep, NEXT, removeMember } from './rules.ts'
import { findDraft, removeDraft, saveDraft } from './store.ts'

/** Where a questionnaire is filled in: in public for a territory, or on the phone by a coordinator. */
export type Door<Who> = {
  /** Pattern of its first page. */
  path: string
  access: Access<Who>
  assisted: boolean
  enter: (req: Request, res: Response, who: Who) => Promise<Visit>
  /** Gives the address to go to next. */
  submit: (req: Request, visit: Visit, form: Questionnaire, who: Who) => Promise<string>
}

/** One visitor at a door: whose territory it is, the address of its first page, the frame of its pages. */
export type Visit = { territory: Territory; basePath: string; site: QuestionnaireSite }

const PAGES = { coordonnees: contactPage, foyer: householdPage, preferences: preferencesPage }
const COOKIE = 'tu-brouillon'
const DRAFT_HOURS = 24

/** The five pages of the questionnaire behind one door; the last one sends everything to the first page's address. */
export function questionnaireRoutes<Who>(deps: Deps, door: Door<Who>): Route[] {
  const { path, access, assisted } = door
  return [
    get(path, access, async (req, res, who) => {
      const visit = await door.enter(req, res, who)
      const { source } = queryValues(req)
      const hasDraft = (await draftOf(deps, req, visit)) !== null
      const view = { basePath: visit.basePath, assisted, hasDraft, ...(source ? { source } : {}) }
      show(res, 200, welcomePage(visit.site, view))
    }),
    get(`${path}/verification`, access, async (req, res, who) => {
      const visit = await door.enter(req, res, who)
      const draft = await draftOf(deps, req, visit)
      if (!draft) return res.redirect(303, `${visit.basePath}/coordonnees`)
      const checked = checkQuestionnaire(draft, { assisted, now: deps.now() })
      const errors = checked.ok ? {} : checked.errors
      show(res, 200, reviewPage(visit.site, viewOf(visit, assisted, draft, errors)))
    }),
    get(`${path}/:etape`, access, async (req, res, who) => {
      const step = stepOf(req)
      const visit = await door.enter(req, res, who)
      const { source, nouveau } = queryValues(req)
      const draft = nouveau === undefined ? await draftOf(deps, req, visit) : null
      if (!draft && step !== 'coordonnees')
        return res.redirect(303, `${visit.basePath}/coordonnees`)
      const values = draft ?? { cle: randomUUID(), ...(source ? { source } : {}) }
      show(res, 200, PAGES[step](visit.site, viewOf(visit, assisted, values, {})))
    }),
    post(`${path}/:etape`, access, async (req, res, who) => {
      const step = stepOf(req)
      const visit = await door.enter(req, res, who)
      await answerStep(deps, { req, res, step, visit, assisted })
    }),
    post(path, access, async (req, res, who) => {
      const visit = await door.enter(req, res, who)
      const sent = formValues(req)
      const checked = checkQuestionnaire(sent, { assisted, now: deps.now() })
      if (!checked.ok) {
        await keepDraft(deps, { req, res, visit, values: sent })
        return show(res, 422, reviewPage(visit.site, viewOf(visit, assisted, sent, checked.errors)))
      }
      const link = await door.submit(req, visit, checked.value, who)
      await forgetDraft(deps, req, res, visit)
      res.redirect(303, link)
    }),
  ]
}

type StepVisit = { req: Request; res: Response; step: Step; visit: Visit; assisted: boolean }

/** Keeps what was typed, whatever it is worth, then goes on, or says what to mend. */
async function answerStep(
  deps: Deps,
  { req, res, step, visit, assisted }: StepVisit,
): Promise<void> {
  const sent = formValues(req)
  const former = await formerOf(deps, req, { visit, key: sent.cle })
  const identity = {
    cle: former.cle ?? sent.cle ?? randomUUID(),
    source: former.source ?? sent.source ?? '',
  }
  const merged = mergeStep({ ...former, ...identity }, step, sent)
  const values = changeMembers(merged, sent)
  await keepDraft(deps, { req, res, visit, values })
  if (values !== merged) return res.redirect(303, `${visit.basePath}/foyer`)
  const checked = checkStep(step, values, { assisted, now: deps.now() })
  if (checked.ok) return res.redirect(303, `${visit.basePath}/${NEXT[step]}`)
  show(res, 422, PAGES[step](visit.site, viewOf(visit, assisted, values, checked.errors)))
}

/** The draft that a step goes on from: that of the same questionnaire, never that of whoever used the device before. */
async function formerOf(
  deps: Deps,
  req: Request,
  { visit, key }: { visit: Visit; key: string | undefined },
): Promise<FormValues> {
  const draft = await draftOf(deps, req, visit)
  return draft && (key === undefined || draft.cle === key) ? draft : {}
}

/** « Ajouter une personne » and « Retirer » are buttons of the form itself. */
function changeMembers(values: FormValues, sent: FormValues): FormValues {
  if (sent.ajouter !== undefined) return { ...addMember(values) }
  if (sent.retirer !== undefined) return { ...removeMember(values, Number(sent.retirer)) }
  return values
}

function viewOf(
  { basePath }: Visit,
  assisted: boolean,
  values: FormValues,
  errors: Record<string, string>,
): QuestionnaireView {
  return {
    basePath,
    values,
    errors,
    memberCount: memberCount(values),
    assisted,
    keptFor: requestsKeptFor,
  }
}

function stepOf(req: Request): Step {
  const { etape } = req.params
  if (typeof etape !== 'string' || !isStep(etape)) throw new NotFound()
  return etape
}

function draftOf(deps: Deps, req: Request, { territory }: Visit): Promise<FormValues | null> {
  const token = tokenOf(req)
  if (!token) return Promise.resolve(null)
  return findDraft(deps.database.client, deps.keys, { token, territoryId: territory.id })
}

type Kept = { req: Request; res: Response; visit: Visit; values: FormValues }

async function keepDraft(deps: Deps, { req, res, visit, values }: Kept): Promise<void> {
  const token = tokenOf(req) ?? newToken()
  const draft = { token, territoryId: visit.territory.id, values }
  await saveDraft(deps.database.client, deps.keys, draft, deps.now())
  res.cookie(COOKIE, token, cookieOptions(deps, visit))
}

async function forgetDraft(deps: Deps, req: Request, res: Response, visit: Visit): Promise<void> {
  const token = tokenOf(req)
  if (token) await removeDraft(deps.database.client, { token, territoryId: visit.territory.id })
  const { maxAge: _, ...options } = cookieOptions(deps, visit)
  res.clearCookie(COOKIE, options)
}

/** Sent only to the pages of this questionnaire, never to another site nor to a script. */
function cookieOptions({ config }: Deps, { basePath }: Visit) {
  return {
    path: basePath,
    httpOnly: true,
    sameSite: 'lax' as const,
    secure: config.publicUrl.startsWith('https:'),
    maxAge: DRAFT_HOURS * 3_600_000,
  }
}

function tokenOf(req: Request): string | null {
  const found = /(?:^|;\s*)tu-brouillon=([A-Za-z0-9_-]{43})(?:;|$)/.exec(req.headers.cookie ?? '')
  return found?.[1] ?? null
}
