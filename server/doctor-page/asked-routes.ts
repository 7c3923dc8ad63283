import * as z from 'zod'
import type { Noted } from '../../web/pages/doctor/asked-view.ts'
import type { Deps } from '../deps.ts'
import { NotFound } from '../errors.ts'
import type { Access } from '../http/access.ts'
import { actKey, formValues } from '../http/forms.ts'
import { post, type Route } from '../http/routes.ts'
import type { DoctorAnswer } from '../proposals/rules.ts'
import { readAnswer } from './answer-schema.ts'
import { type AskedAnswered, answerAsked, findAsked } from './asked.ts'
import { notedPath } from './asked-view.ts'
import { type Call, onLink, showPage, type Visit } from './frame.ts'
import { actorOf, openPage } from './service.ts'

const ProposalId = z.uuid()

/** What a doctor answers about a household: it does not spend the link. */
export function askedRoutes(deps: Deps, holder: Access<Visit | null>): Route[] {
  return [
    post(
      '/medecin/:token/sollicitation',
      holder,
      onLink(deps, (call) => answer(deps, call)),
    ),
  ]
}

async function answer(deps: Deps, call: Call): Promise<void> {
  const { req, res, visit } = call
  const now = deps.now()
  const { link, path } = visit
  const values = formValues(req)
  const id = ProposalId.safeParse(values.sollicitation)
  if (!id.success) throw new NotFound()
  const { id: proposalId, placesHeld: people } = await findAsked(deps, link, id.data)
  const read = readAnswer(values, { id: proposalId, people }, now)
  if (!read) return res.redirect(303, path)
  if (!read.ok) {
    const answerForm = { id: proposalId, values, errors: { [read.field]: read.message } }
    return showPage(deps, call, { answerForm, status: 422 })
  }
  const { territoryId, doctorId } = link
  const actor = actorOf(link, await openPage(deps, link, now))
  const said = {
    territoryId,
    doctorId,
    actor,
    proposalId,
    answer: read.answer,
    key: actKey(values),
  }
  const answered = await answerAsked(deps, said, now)
  res.redirect(303, notedPath(path, notedFor(read.answer, answered)))
}

const KEPT: Record<DoctorAnswer['kind'], Noted> = {
  yes: 'oui',
  no: 'non',
  fewer: 'moins',
  later: 'plus_tard',
}

function notedFor(answer: DoctorAnswer, answered: AskedAnswered): Noted {
  if (answered === 'promised') return 'deja_oui'
  if (answered === 'late') return answer.kind === 'yes' ? 'tard_oui' : 'tard'
  return answer.kind === 'no' && answer.reason === 'full' ? 'complet' : KEPT[answer.kind]
}
