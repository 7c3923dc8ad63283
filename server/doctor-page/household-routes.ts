import type { Request, Response } from 'express'
import { newLinkAskedPage } from '../../web/pages/doctor/saved.ts'
import type { Deps } from '../deps.ts'
import { askCode, askNewLink, proveCode } from '../doctor-links/service.ts'
import type { DoctorAnswer } from '../followup/by-doctor.ts'
import { type Access, open } from '../http/access.ts'
import { formValues } from '../http/forms.ts'
import { formLimit } from '../http/limits.ts'
import { pageAsked } from '../http/paging.ts'
import { post, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { notedPath } from './asked-view.ts'
import { anybodySite, type Call, givePass, onLink, showPage, type Visit } from './frame.ts'
import { answerHousehold } from './households.ts'
import { placeIn } from './place.ts'
import { HouseholdAnswer } from './schema.ts'
import { actorOf, openPage } from './service.ts'

const ANSWERS: Record<HouseholdAnswerCode, DoctorAnswer> = {
  venu: 'seen',
  absent: 'absent',
  declare: 'declared',
}

type HouseholdAnswerCode = ReturnType<typeof HouseholdAnswer.parse>['suite']

/** New links asked for by one address in an hour: a practice shares one. */
const ASKED_PER_HOUR = 20

/** Who came, the names behind a second factor, and a new link for whoever lost theirs. */
export function householdRoutes(deps: Deps, holder: Access<Visit | null>): Route[] {
  const limit = formLimit(ASKED_PER_HOUR, deps.log)
  return [
    act('suite', async ({ req, res, visit }) => {
      const answered = HouseholdAnswer.safeParse(formValues(req))
      if (answered.success) await keepAnswer(deps, visit, answered.data)
      if (answered.success && answered.data.suite === 'absent')
        return res.redirect(303, notedPath(visit.path, 'absent'))
      const anchor = answered.success ? `foyer-${answered.data.demande}` : 'foyers'
      res.redirect(303, placeIn(visit.path, { page: pageAsked(formValues(req)), anchor }))
    }),
    act('code', async ({ req, res, visit }) => {
      await askCode(deps, visit.link, deps.now())
      const place = {
        page: pageAsked(formValues(req)),
        anchor: backOf(req).asked,
        isCodeSent: true,
      }
      res.redirect(303, placeIn(visit.path, place))
    }),
    act('noms', (call) => unlockNames(deps, call)),
    post('/medecin/:token/nouveau-lien', open(), async (req: Request, res: Response) => {
      res.set('Referrer-Policy', 'no-referrer')
      await limit(req.ip ?? '')
      await askNewLink(deps, String(req.params.token), deps.now())
      show(res, 200, newLinkAskedPage(await anybodySite(deps, res)))
    }),
  ]

  function act(name: string, perform: (call: Call) => Promise<void>): Route {
    return post(`/medecin/:token/${name}`, holder, onLink(deps, perform))
  }
}

type Answered = ReturnType<typeof HouseholdAnswer.parse>

async function keepAnswer(
  deps: Deps,
  { link }: Visit,
  { cle: key, demande: requestId, suite }: Answered,
): Promise<void> {
  const now = deps.now()
  const { territoryId, doctorId } = link
  const actor = actorOf(link, await openPage(deps, link, now))
  const answer = ANSWERS[suite]
  await answerHousehold(deps, { territoryId, doctorId, actor, requestId, answer, key }, now)
}

/** Where in the page the doctor goes on, by what the six digits are for. */
function backOf(req: Request): { asked: string; proven: string } {
  return formValues(req).vers === 'mobile'
    ? { asked: 'code-mobile', proven: 'joindre' }
    : { asked: 'foyers', proven: 'foyers' }
}

const CODE_ERRORS = {
  wrong: 'Ce ne sont pas les six chiffres du dernier SMS. Relisez-le, puis retapez-les.',
  old: 'Ce code ne sert plus. Recevez-en un autre.',
} as const

async function unlockNames(deps: Deps, call: Call): Promise<void> {
  const { req, res, visit } = call
  const now = deps.now()
  const typed = (formValues(req).code ?? '').replace(/\D/g, '')
  const verdict = await proveCode(deps, visit.link, typed, now)
  if (verdict === 'right') {
    givePass(deps, res, { linkId: visit.link.id, since: now, names: true })
    const place = { page: pageAsked(formValues(req)), anchor: backOf(req).proven }
    return res.redirect(303, placeIn(visit.path, place))
  }
  const codeError = verdict === 'spent' ? null : CODE_ERRORS[verdict]
  const link = { ...visit.link, codeTries: visit.link.codeTries + 1 }
  await showPage(deps, { ...call, visit: { ...visit, link } }, { codeError, status: 422 })
}
