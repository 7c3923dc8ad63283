import type { Request, Response } from 'express'
import QRCode from 'qrcode'
import { raw } from '../../web/html.ts'
import { activationPage } from '../../web/pages/staff/activation.ts'
import type { Deps } from '../deps.ts'
import { linkHolder } from '../http/access.ts'
import { fieldErrors, formValues } from '../http/forms.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show, siteOf } from '../http/site.ts'
import { activate, findInvited, type Invited } from './activation.ts'
import { homeOf } from './rules.ts'
import { activationOf } from './schema.ts'
import { startSession } from './session.ts'
import { enrolmentAddress } from './totp.ts'

/** The page of an activation link: reading it changes nothing, its form spends the link. */
export function activationRoutes(deps: Deps): Route[] {
  const invited = linkHolder((token) => findInvited(deps, token))
  return [
    get('/activation/:token', invited, (req, res, who) => showForm(deps, { req, res, who })),
    post('/activation/:token', invited, (req, res, who) => answerForm(deps, { req, res, who })),
  ]
}

type Visit = { req: Request; res: Response; who: Invited }

async function answerForm(deps: Deps, visit: Visit): Promise<void> {
  const { req, res, who } = visit
  const form = activationOf(who.email).safeParse(formValues(req))
  if (!form.success) return showForm(deps, visit, fieldErrors(form.error))
  const { mot_de_passe: password, code } = form.data
  const opened = await activate(deps, who, { password, code, now: deps.now() })
  if (!opened) return showForm(deps, visit, { code: WRONG_CODE })
  await startSession(req, opened.standing)
  res.redirect(303, homeOf(opened.role))
}

const WRONG_CODE =
  'Ce n’est pas le code de ce compte. Ajoutez-le dans votre application, puis recopiez le code affiché.'

async function showForm(
  deps: Deps,
  { req, res, who }: Visit,
  errors: Record<string, string> = {},
): Promise<void> {
  const { email, secret } = who
  const address = enrolmentAddress(secret, email)
  const qr = raw(await QRCode.toString(address, { type: 'svg', margin: 2 }))
  const hasAgreed = formValues(req).secret_professionnel === 'oui'
  const view = { action: req.path, email, secret, qr, errors, hasAgreed }
  show(res, Object.keys(errors).length > 0 ? 422 : 200, activationPage(siteOf(deps, res), view))
}
