import type { Request, Response } from 'express'
import * as z from 'zod'
import { requestHref } from '../../web/pages/staff/request-view.ts'
import { parisDay } from '../calendar/rules.ts'
import type { Deps } from '../deps.ts'
import { MoveRefused, NotFound, StaleVersion } from '../errors.ts'
import { COORDINATES, type Staff, staff } from '../http/access.ts'
import { actKey, type FormValues, fieldErrors, formValues } from '../http/forms.ts'
import { post, type Route } from '../http/routes.ts'
import { answerWider, askWider, setOnCommonList } from '../ladder/moving.ts'
import { findRequest, type Target } from '../orientation/service.ts'
import {
  addMember,
  answerOffer,
  answerProposal,
  noteDoctorCall,
  takeBack,
} from '../proposals/service.ts'
import { checkMembers } from '../questionnaire/check.ts'
import { MAX_MEMBERS } from '../questionnaire/schema.ts'
import { staleView, targetOf } from './read-request.ts'
import { idOf, showRequest } from './request-routes.ts'
import {
  CommonListForm,
  DoctorCallForm,
  doctorAnswerSchema,
  HouseholdAnswer,
  WiderAnswerForm,
} from './solution-schema.ts'

const PATH = '/coordination/demandes/:id'

/** What a person writes down about the doctor asked, the household's answer, and the way of a request. */
export function solutionRoutes(deps: Deps): Route[] {
  return [
    act(deps, 'sollicitation/reponse', (target, form) => doctorSays(deps, target, form)),
    act(deps, 'sollicitation/appel', async (target, form) => {
      const { appel_medecin: call } = DoctorCallForm.parse(form)
      await noteDoctorCall(deps, target, { key: actKey(form), call }, deps.now())
      return '#solution'
    }),
    act(deps, 'sollicitation/retirer', async (target, form) => {
      await takeBack(deps, target, { key: actKey(form) }, deps.now())
      return ''
    }),
    act(deps, 'reponse-foyer', async (target, form) => {
      const { reponse_foyer } = HouseholdAnswer.parse(form)
      const answer = reponse_foyer === 'accord' ? ('agreed' as const) : ('refused' as const)
      const answered = await answerOffer(deps, target, { key: actKey(form), answer }, deps.now())
      return answered === 'gone' ? '?medecin-parti' : '#solution'
    }),
    act(deps, 'plus-loin', async (target, form) => {
      await askWider(deps, target, { key: actKey(form) }, deps.now())
      return '#chemin'
    }),
    act(deps, 'plus-loin/reponse', async (target, form) => {
      const { plus_loin } = WiderAnswerForm.parse(form)
      const answer = plus_loin === 'accord' ? ('agreed' as const) : ('refused' as const)
      await answerWider(deps, target, { key: actKey(form), answer }, deps.now())
      return '#chemin'
    }),
    act(deps, 'liste-commune', async (target, form) => {
      const isOn = CommonListForm.parse(form).liste_commune === 'oui'
      await setOnCommonList(deps, target, { key: actKey(form), isOn }, deps.now())
      return '#chemin'
    }),
    act(deps, 'membre', async (target, form) => {
      const people = await peopleOf(deps, target)
      const checked = checkMembers(form, deps.now())
      if (!checked.ok) throw new FormRefused(checked.errors)
      const [member] = checked.value
      if (!member || people >= MAX_MEMBERS)
        throw new FormRefused({ 'membres[0][prenom]': TOO_MANY })
      await addMember(deps, target, { key: actKey(form), member }, deps.now())
      return ''
    }),
  ]
}

const TOO_MANY = `Un foyer a ${MAX_MEMBERS} personnes au plus : enregistrez une autre demande.`

/** A form that a schema of the page alone cannot judge. */
class FormRefused extends Error {
  constructor(readonly errors: Record<string, string>) {
    super('form refused')
  }
}

async function doctorSays(deps: Deps, target: Target, form: FormValues): Promise<string> {
  const now = deps.now()
  const people = await peopleOf(deps, target)
  const schema = doctorAnswerSchema({ people, today: parisDay(now) })
  const { proposalId, answer } = schema.parse(form)
  const { territoryId, actor } = target
  const answering = { proposalId, territoryId, actor, answer, key: actKey(form) }
  const answered = await answerProposal(deps, answering, now)
  return answered === 'late' ? '?reponse-tardive' : '#solution'
}

/** @throws NotFound */
async function peopleOf(deps: Deps, { id, territoryId }: Target): Promise<number> {
  const request = await findRequest(deps.database.client, deps.keys, { id, territoryId })
  if (!request) throw new NotFound()
  return request.members.length
}

/** Gives where to land under the page of the request. */
type Act = (target: Target, form: FormValues) => Promise<string>

/**
 * A form of the page: done, back to the page. A wrong field gives the page again with what was typed; what changed
 * meanwhile, the page as it is now.
 */
function act(deps: Deps, name: string, perform: Act): Route {
  return post(`${PATH}/${name}`, staff(COORDINATES), async (req, res, who) => {
    const form = formValues(req)
    const id = idOf(req)
    try {
      const where = await perform(targetOf(id, who, form.version), form)
      res.redirect(303, `${requestHref(id)}${where}`)
    } catch (error) {
      await refuse(deps, error, { req, res, who, form })
    }
  })
}

type Visit = { req: Request; res: Response; who: Staff; form: FormValues }

async function refuse(deps: Deps, error: unknown, { req, res, who, form }: Visit): Promise<void> {
  const visit = { req, res, who }
  if (error instanceof z.ZodError)
    return showRequest(deps, { ...visit, status: 422, form, errors: fieldErrors(error) })
  if (error instanceof FormRefused)
    return showRequest(deps, { ...visit, status: 422, form, errors: error.errors })
  if (error instanceof StaleVersion)
    return showRequest(deps, { ...visit, status: 409, stale: staleView(error) })
  if (!(error instanceof MoveRefused)) throw error
  res.redirect(303, `${requestHref(idOf(req))}?entre-temps`)
}
