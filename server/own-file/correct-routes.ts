import { randomUUID } from 'node:crypto'
import type { Request, Response } from 'express'
import { correctIndexPage, correctPage } from '../../web/pages/patient/correct.ts'
import type { CorrectView } from '../../web/pages/patient/correct-view.ts'
import type { Deps } from '../deps.ts'
import { MoveRefused, NotFound, SameKeyOtherContent, StaleVersion } from '../errors.ts'
import { pathOf, targetOf } from '../followup/frame.ts'
import { linkHolder } from '../http/access.ts'
import { actKey, type FormValues, formValues, queryValues } from '../http/forms.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show, siteOf } from '../http/site.ts'
import { findLink, type LinkHolder } from '../links/service.ts'
import { type OrientationRequest, openRequest, type Target } from '../orientation/service.ts'
import { addMember } from '../proposals/service.ts'
import type { Checked } from '../questionnaire/check.ts'
import { MAX_MEMBERS } from '../questionnaire/schema.ts'
import { contactOf } from '../territory/contact.ts'
import { findTerritory } from '../territory/service.ts'
import { checkForm, checkPerson, checkRemoval, FORMS } from './correct-check.ts'
import { formOf, personForm } from './correct-form.ts'
import { correctIndexView } from './correct-view.ts'
import { correctFile } from './correcting.ts'

const PATH = '/suivi/:token/corriger'

/** « Corriger mes réponses », part by part, with the fields and the words of the questionnaire. */
export function correctRoutes(deps: Deps): Route[] {
  const holder = linkHolder((token) => findLink(deps.database.client, token, deps.now()))
  return [
    get(PATH, holder, async (req, res, who) => {
      const request = await living(deps, who)
      const territory = await findTerritory(deps, who.territoryId)
      const isSaved = queryValues(req).fait !== undefined
      const view = correctIndexView(request, { path: pathOf(req), isSaved })
      show(res, 200, correctIndexPage(siteOf(deps, res, contactOf(territory)), view))
    }),
    ...EDITS.flatMap((edit) => [
      get(`${PATH}/${edit.path}`, holder, async (req, res, who) => {
        const request = await living(deps, who)
        const values = edit.valuesOf(request, memberOf(req))
        await ask(deps, { req, res, who, edit, request }, { values })
      }),
      post(`${PATH}/${edit.path}`, holder, (req, res, who) =>
        answer(deps, { req, res, who, edit }),
      ),
    ]),
  ]
}

type Act = (deps: Deps, target: Target, key: string) => Promise<void>

/** One form: what it starts from, and what it does when every field is right. */
type Edit = {
  path: string
  form: CorrectView['form']
  valuesOf: (request: OrientationRequest, memberId: string) => FormValues
  read: (values: FormValues, memberId: string, now: Date) => Checked<Act>
}

const EDITS: readonly Edit[] = [
  ...FORMS.map(
    (form): Edit => ({
      path: form,
      form,
      valuesOf: formOf,
      read: (values) =>
        then(
          checkForm(form, values),
          (correction) => (deps, target, key) =>
            correctFile(deps, target, { key, correction }, deps.now()),
        ),
    }),
  ),
  {
    path: 'personne',
    form: 'personne',
    valuesOf: ({ members }) => {
      if (members.length >= MAX_MEMBERS) throw new NotFound()
      return {}
    },
    read: (values, _memberId, now) =>
      then(
        checkPerson(values, now),
        (member) => (deps, target, key) => addMember(deps, target, { key, member }, deps.now()),
      ),
  },
  {
    path: 'personne/:membre',
    form: 'personne',
    valuesOf: (request, memberId) => personForm(personOf(request, memberId)),
    read: (values, memberId, now) =>
      then(
        checkPerson(values, now),
        (member) => (deps, target, key) =>
          correctFile(
            deps,
            target,
            { key, correction: { section: 'personne', memberId, member } },
            deps.now(),
          ),
      ),
  },
  {
    path: 'retrait/:membre',
    form: 'retrait',
    valuesOf: (request, memberId) => {
      personOf(request, memberId)
      return {}
    },
    read: (values, memberId) =>
      then(
        checkRemoval(values),
        (reason) => (deps, target, key) =>
          correctFile(
            deps,
            target,
            { key, correction: { section: 'retrait', memberId, reason } },
            deps.now(),
          ),
      ),
  },
]

function then<T>(checked: Checked<T>, toAct: (value: T) => Act): Checked<Act> {
  return checked.ok ? { ok: true, value: toAct(checked.value) } : checked
}

type Visit = { req: Request; res: Response; who: LinkHolder; edit: Edit }

/** Done, back to what was said; a wrong field or another version gives the form again with what was typed. */
async function answer(deps: Deps, visit: Visit): Promise<void> {
  const { req, res, who, edit } = visit
  const values = formValues(req)
  const read = edit.read(values, memberOf(req), deps.now())
  if (!read.ok) {
    const request = await living(deps, who)
    return ask(deps, { ...visit, request }, { values, errors: read.errors })
  }
  try {
    const seen = /^\d{1,9}$/.test(values.version ?? '') ? { version: Number(values.version) } : {}
    await read.value(deps, { ...targetOf(who), ...seen }, actKey(values))
    res.redirect(303, `${pathOf(req)}/corriger?fait`)
  } catch (error) {
    if (!(error instanceof StaleVersion || error instanceof SameKeyOtherContent)) throw error
    const request = await living(deps, who)
    await ask(deps, { ...visit, request }, { values, isStale: true })
  }
}

type Typed = { values: FormValues; errors?: Record<string, string>; isStale?: boolean }

async function ask(
  deps: Deps,
  { req, res, who, edit, request }: Visit & { request: OrientationRequest },
  { values, errors = {}, isStale = false }: Typed,
): Promise<void> {
  const territory = await findTerritory(deps, who.territoryId)
  const memberId = memberOf(req)
  const back = `${pathOf(req)}/corriger`
  const view: CorrectView = {
    form: edit.form,
    name: memberId ? personOf(request, memberId).firstName : null,
    action: `${back}/${edit.path.replace(':membre', memberId)}`,
    key: randomUUID(),
    version: request.version,
    backHref: back,
    values,
    errors,
    isStale,
  }
  const status = isStale ? 409 : Object.keys(errors).length > 0 ? 422 : 200
  show(res, status, correctPage(siteOf(deps, res, contactOf(territory)), view))
}

/** @throws MoveRefused once the request is closed */
async function living(deps: Deps, who: LinkHolder): Promise<OrientationRequest> {
  const { request } = await openRequest(deps, targetOf(who), deps.now())
  if (request.status === 'closed') throw new MoveRefused('closed', 'corrected')
  return request
}

function memberOf(req: Request): string {
  const { membre } = req.params
  return typeof membre === 'string' ? membre : ''
}

/** @throws NotFound */
function personOf({ members }: OrientationRequest, memberId: string) {
  const person = members.find(({ id }) => id === memberId)
  if (!person) throw new NotFound()
  return person
}
