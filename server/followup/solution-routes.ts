import * as z from 'zod'
import { householdReasons } from '../../web/words/options.ts'
import type { Deps } from '../deps.ts'
import { MoveRefused } from '../errors.ts'
import type { Access } from '../http/access.ts'
import { actKey, formValues } from '../http/forms.ts'
import { post, type Route } from '../http/routes.ts'
import { answerWider } from '../ladder/moving.ts'
import type { LinkHolder } from '../links/service.ts'
import { answerOffer } from '../proposals/service.ts'
import { pathOf, targetOf } from './frame.ts'

const Pressed = z.object({
  reponse: z.enum(['oui', 'non']),
  raison: z.enum(householdReasons).nullable().catch(null),
  solution: z.uuid().nullable().catch(null),
})

/**
 * A household whose doctors are asked first answers: the solution found, or going farther. An answer that comes when
 * there is nothing left to answer changes nothing, and the page says where the request stands.
 */
export function solutionRoutes(deps: Deps, holder: Access<LinkHolder>): Route[] {
  const answered = (path: string, act: Act) =>
    post(path, holder, async (req, res, who) => {
      const form = formValues(req)
      const pressed = Pressed.safeParse(form)
      if (!pressed.success) return res.redirect(303, pathOf(req))
      const isTaken = await hasTaken(() => act(who, { ...pressed.data, key: actKey(form) }))
      res.redirect(303, `${pathOf(req)}${isTaken ? '' : '?note=depasse'}`)
    })
  return [
    answered(
      '/suivi/:token/reponse',
      (who, { key, reponse, raison: reason, solution: proposalId }) => {
        const answer = reponse === 'oui' ? ('agreed' as const) : ('refused' as const)
        return answerOffer(deps, targetOf(who), { key, answer, reason, proposalId }, deps.now())
      },
    ),
    answered('/suivi/:token/plus-loin', (who, { key, reponse }) => {
      const answer = reponse === 'oui' ? ('agreed' as const) : ('refused' as const)
      return answerWider(deps, targetOf(who), { key, answer }, deps.now())
    }),
  ]
}

type Act = (who: LinkHolder, pressed: z.infer<typeof Pressed> & { key: string }) => Promise<unknown>

/** False when the request had moved on before the answer. */
export async function hasTaken(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act()
    return true
  } catch (error) {
    if (!(error instanceof MoveRefused)) throw error
    return false
  }
}
