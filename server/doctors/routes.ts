import { randomUUID } from 'node:crypto'
import type { Request, Response } from 'express'
import * as z from 'zod'
import { doctorFormPage } from '../../web/pages/staff/doctor-form.ts'
import { doctorsPage } from '../../web/pages/staff/doctors.ts'
import { actorOf, staffSite } from '../coordination/frame.ts'
import type { Deps } from '../deps.ts'
import { NotFound, StaleVersion } from '../errors.ts'
import { COORDINATES, READS, type Staff, staff } from '../http/access.ts'
import { type FormValues, fieldErrors, formValues, queryValues } from '../http/forms.ts'
import { pageAsked } from '../http/paging.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { alertsForCoordinator } from '../refusals/acceptance.ts'
import { doctorAcceptance } from '../refusals/view.ts'
import type { Target } from './entry.ts'
import { exportRoutes } from './export-routes.ts'
import { FormSeal, pauseSchema, readDoctorForm } from './form.ts'
import { importRoutes } from './import-routes.ts'
import { filterRegister, readRegister } from './listing.ts'
import { confirmDoctor, pauseDoctor, welcomeBack, withdrawDoctor } from './moves.ts'
import { placeRoutes } from './place-routes.ts'
import { placesOf } from './places.ts'
import type { RegisterEntry } from './rules.ts'
import { doneCode, doneWords, filtersOf, placeSaid } from './said.ts'
import { createDoctor, editDoctor, openDoctor, type Saved } from './service.ts'
import { doctorFormView, doctorsView, LIST_PATH } from './views.ts'
import { countVolunteers } from './volunteers.ts'

/** The register of volunteer doctors: list, sheets, what they said, import and export (B1). */
export function doctorRoutes(deps: Deps): Route[] {
  return [
    get(LIST_PATH, staff(READS), (req, res, who) => showList(deps, { req, res, who })),
    get(`${LIST_PATH}/nouveau`, staff(COORDINATES), (req, res, who) =>
      showForm(deps, { req, res, who }, { entry: null }),
    ),
    post(`${LIST_PATH}/nouveau`, staff(COORDINATES), (req, res, who) =>
      create(deps, { req, res, who }),
    ),
    ...importRoutes(deps),
    ...exportRoutes(deps),
    ...placeRoutes(deps),
    get(`${LIST_PATH}/:id`, staff(READS), async (req, res, who) => {
      const entry = await openDoctor(deps, targetOf(req, who), deps.now())
      await showForm(deps, { req, res, who }, { entry })
    }),
    post(`${LIST_PATH}/:id`, staff(COORDINATES), (req, res, who) => edit(deps, { req, res, who })),
    move(deps, 'confirmer', ({ target, now }) => confirmDoctor(deps, target, now)),
    move(deps, 'pause', ({ target, form, now }) =>
      pauseDoctor(deps, target, pauseSchema(now).parse(form).pause_jusqu_au, now),
    ),
    move(deps, 'retrait', ({ target, now }) => withdrawDoctor(deps, target, now)),
    move(deps, 'retour', ({ target, now }) => welcomeBack(deps, target, now)),
  ]
}

type Visit = { req: Request; res: Response; who: Staff }

async function showList(deps: Deps, { req, res, who }: Visit): Promise<void> {
  const query = queryValues(req)
  const now = deps.now()
  const all = await readRegister(deps, { territoryId: who.territoryId, actor: actorOf(who) }, now)
  const filters = filtersOf(query)
  const { q, etat, commune } = filters
  const kept = filterRegister(all, { q, state: etat || null, commune: commune || null })
  const said = doneWords(query, all)
  const view = doctorsView({ all, kept, filters, page: pageAsked(query), said }, now)
  const volunteers = await countVolunteers(deps.database.client, who.territoryId)
  show(res, 200, doctorsPage(await staffSite(deps, res, who), { ...view, volunteers }))
}

async function create(deps: Deps, visit: Visit): Promise<void> {
  const values = formValues(visit.req)
  const sealed = FormSeal.safeParse(values)
  const form = readDoctorForm(values, deps.now(), deps.config.secureMail?.domains)
  if (!form.ok || !sealed.success) {
    const errors = {
      ...(form.ok ? {} : form.errors),
      ...(sealed.success ? {} : fieldErrors(sealed.error)),
    }
    return showForm(deps, visit, { entry: null, values, errors })
  }
  const { who } = visit
  const by = { territoryId: who.territoryId, actor: actorOf(who) }
  const creation = { ...by, key: sealed.data.cle, sheet: form.sheet }
  const saved = await createDoctor(deps, creation, deps.now())
  await afterSaving(deps, visit, { saved, entry: null, values })
}

async function edit(deps: Deps, visit: Visit): Promise<void> {
  const { req, who } = visit
  const now = deps.now()
  const values = formValues(req)
  const target = targetOf(req, who, values)
  const form = readDoctorForm(values, now, deps.config.secureMail?.domains)
  try {
    if (form.ok) {
      const saved = await editDoctor(deps, target, form.sheet, now)
      const entry = 'rppsOf' in saved ? await reopened(deps, target) : null
      return await afterSaving(deps, visit, { saved, entry, values })
    }
    const entry = await reopened(deps, target)
    await showForm(deps, visit, { entry, values, errors: form.errors })
  } catch (error) {
    if (!(error instanceof StaleVersion)) throw error
    await showForm(deps, visit, { entry: await reopened(deps, target), stale: error })
  }
}

type Saving = { saved: Saved; entry: RegisterEntry | null; values: FormValues }

async function afterSaving(
  deps: Deps,
  visit: Visit,
  { saved, entry, values }: Saving,
): Promise<void> {
  if ('id' in saved) return goBack(visit.res, 'enregistre', saved.id)
  const errors = { rpps: `Ce numéro est déjà celui du ${saved.rppsOf}.` }
  await showForm(deps, visit, { entry, values, errors })
}

type Perform = (act: { target: Target; form: FormValues; now: Date }) => Promise<RegisterEntry>

/** One thing that the doctor said: done, back to the list; a wrong field or an old version, the page again. */
function move(deps: Deps, name: string, perform: Perform): Route {
  return post(`${LIST_PATH}/:id/${name}`, staff(COORDINATES), async (req, res, who) => {
    const form = formValues(req)
    const target = targetOf(req, who, form)
    try {
      const entry = await perform({ target, form, now: deps.now() })
      goBack(res, doneCode(name, entry), entry.id)
    } catch (error) {
      const entry = await reopened(deps, target)
      const visit = { req, res, who }
      if (error instanceof StaleVersion) return showForm(deps, visit, { entry, stale: error })
      if (!(error instanceof z.ZodError)) throw error
      await showForm(deps, visit, { entry, moved: form, errors: fieldErrors(error) })
    }
  })
}

type Shown = {
  entry: RegisterEntry | null
  values?: FormValues
  /** What was typed beside the sheet, in one of the small forms. */
  moved?: FormValues
  errors?: Record<string, string>
  stale?: StaleVersion
}

async function showForm(deps: Deps, { res, who, req }: Visit, shown: Shown): Promise<void> {
  const key = z.uuid().safeParse(formValues(req).cle).data ?? randomUUID()
  const { entry } = shown
  const places = entry ? await placesOf(deps, entry, who.territoryId) : []
  const said = placeSaid(queryValues(req))
  const acceptance = entry ? await acceptanceOf(deps, who, entry) : []
  const view = doctorFormView({ ...shown, key, places, said }, deps.now())
  const status = shown.stale ? 409 : shown.errors ? 422 : 200
  const hasSecureMail = deps.config.secureMail !== null
  const site = await staffSite(deps, res, who)
  show(res, status, doctorFormPage(site, { ...view, acceptance, hasSecureMail }))
}

async function acceptanceOf(deps: Deps, { territoryId }: Staff, { doctorId }: RegisterEntry) {
  const whose = { territoryId, doctorId }
  const alerts = await alertsForCoordinator(deps.database.client, whose, deps.now())
  return doctorAcceptance(alerts, randomUUID)
}

/** The doctor as they are now, whatever version the form showed. */
function reopened(deps: Deps, target: Target): Promise<RegisterEntry> {
  return openDoctor(deps, { ...target, version: undefined }, deps.now())
}

function goBack(res: Response, done: string, id: string): void {
  res.redirect(303, `${LIST_PATH}?${new URLSearchParams({ fait: done, de: id })}`)
}

function targetOf(req: Request, who: Staff, form: FormValues = {}): Target {
  const id = z.uuid().safeParse(req.params.id)
  if (!id.success) throw new NotFound()
  const by = { territoryId: who.territoryId, actor: actorOf(who) }
  const version = /^\d{1,9}$/.test(form.version ?? '') ? Number(form.version) : undefined
  return { ...by, id: id.data, version }
}
