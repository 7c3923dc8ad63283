import type { Request, Response } from 'express'
import { codePage, signInPage } from '../../web/pages/staff/sign-in.ts'
import type { Deps } from '../deps.ts'
import { type Access, open, SignInNeeded, type Staff, staff } from '../http/access.ts'
import { fieldErrors, formValues, queryValues } from '../http/forms.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show, siteOf } from '../http/site.ts'
import { activationRoutes } from './activation-routes.ts'
import { HOME, homeOf, landing, localPath, ROLES, type Standing } from './rules.ts'
import { Code, SignIn, SwitchTerritory } from './schema.ts'
import { moveTo, signOut, tryCode, tryPassword } from './service.ts'
import { endSession, hasLostSession, startSession } from './session.ts'

/** Log-in in two steps, log-out, change of territory, activation of an account. */
export function accountRoutes(deps: Deps): Route[] {
  return [
    get('/connexion', open(), (req, res) => {
      const back = localPath(queryValues(req).retour)
      const who = staffOf(res)
      if (who) return res.redirect(303, landing(back, who.role))
      showSignIn(deps, res, { back, said: hasLostSession(req, deps) ? SESSION_ENDED : null })
    }),
    post('/connexion', open(), (req, res) => answerPassword(deps, req, res)),
    get('/connexion/code', codeAwaited(), (_req, res) => showCode(deps, res, {})),
    post('/connexion/code', codeAwaited(), (req, res, pending) =>
      answerCode(deps, { req, res, pending }),
    ),
    post('/deconnexion', open(), (req, res) => answerSignOut(deps, req, res)),
    post('/coordination/territoire', staff(ROLES), (req, res, who) =>
      answerTerritory(deps, { req, res, who }),
    ),
    ...activationRoutes(deps),
  ]
}

type AwaitingCode = Extract<Standing, { stage: 'code' }>

/** Whoever gave the right password a few minutes ago. */
function codeAwaited(): Access<AwaitingCode> {
  return {
    rule: 'code awaited',
    admit: (req) => {
      const standing = req.session.standing
      if (standing?.stage !== 'code') throw new SignInNeeded()
      return standing
    },
  }
}

async function answerPassword(deps: Deps, req: Request, res: Response): Promise<void> {
  const values = formValues(req)
  const back = localPath(values.suite)
  const form = SignIn.safeParse(values)
  if (!form.success)
    return showSignIn(deps, res, { back, email: values.courriel, errors: fieldErrors(form.error) })
  const { courriel: email, mot_de_passe: password } = form.data
  const attempt = { email, password, address: addressOf(req), back }
  const standing = await tryPassword(deps, attempt, deps.now())
  if (!standing) return showSignIn(deps, res, { back, email, errors: { courriel: REFUSED } })
  await startSession(req, standing)
  res.redirect(303, '/connexion/code')
}

const REFUSED =
  'Cette adresse et ce mot de passe ne vont pas ensemble. Vérifiez les deux, ou demandez un nouveau lien à la personne qui gère les comptes.'

type CodePost = { req: Request; res: Response; pending: AwaitingCode }

async function answerCode(deps: Deps, { req, res, pending }: CodePost): Promise<void> {
  const form = Code.safeParse(formValues(req))
  if (!form.success) return showCode(deps, res, fieldErrors(form.error))
  const { accountId, back } = pending
  const attempt = { accountId, code: form.data.code, address: addressOf(req) }
  const answer = await tryCode(deps, attempt, deps.now())
  if ('standing' in answer) {
    await startSession(req, answer.standing)
    return res.redirect(303, landing(back, answer.role))
  }
  if (answer.refused !== 'closed')
    return showCode(deps, res, { code: CODE_REFUSED[answer.refused] })
  await endSession(req, res, deps)
  showSignIn(deps, res, { back, errors: { courriel: REFUSED } })
}

const CODE_REFUSED = {
  wrong: 'Ce n’est pas le code du moment. Recopiez celui que votre téléphone affiche maintenant.',
  used: 'Ce code a déjà servi. Attendez que votre téléphone en affiche un autre : trente secondes au plus.',
}

async function answerSignOut(deps: Deps, req: Request, res: Response): Promise<void> {
  const who = staffOf(res)
  if (who) await signOut(deps, who, deps.now())
  await endSession(req, res, deps)
  res.redirect(303, '/connexion')
}

async function answerTerritory(
  deps: Deps,
  { req, res, who }: { req: Request; res: Response; who: Staff },
): Promise<void> {
  const values = formValues(req)
  const form = SwitchTerritory.safeParse(values)
  const former = req.session.standing
  if (!form.success || !former) return res.redirect(303, homeOf(who.role))
  const { standing, role } = await moveTo(deps, former, form.data.territoire)
  await startSession(req, standing)
  res.redirect(303, landing(localPath(values.suite), role))
}

const SESSION_ENDED = 'Votre session est terminée. Connectez-vous à nouveau pour continuer.'

type SignInForm = {
  back: string
  email?: string | undefined
  errors?: Record<string, string>
  said?: string | null
}

function showSignIn(deps: Deps, res: Response, form: SignInForm): void {
  const { back, email = '', errors = {}, said = null } = form
  const next = back === HOME ? null : back
  show(res, statusFor(errors), signInPage(siteOf(deps, res), { email, errors, next, said }))
}

function showCode(deps: Deps, res: Response, errors: Record<string, string>): void {
  show(res, statusFor(errors), codePage(siteOf(deps, res), { errors, next: null }))
}

function statusFor(errors: Record<string, string>): number {
  return Object.keys(errors).length > 0 ? 422 : 200
}

function staffOf(res: Response): Staff | undefined {
  return res.locals.staff as Staff | undefined
}

function addressOf(req: Request): string {
  return req.ip ?? 'unknown'
}
