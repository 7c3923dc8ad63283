import type { Html } from '../../web/html.ts'
import { type FollowState, type FollowView, followPage } from '../../web/pages/patient/follow.ts'
import { confirmPage } from '../../web/pages/patient/follow-manage.ts'
import type { EndedSolution, WaitingNews } from '../../web/pages/patient/solution-view.ts'
import type { Shown } from './patient-gallery.ts'
import { aDoctor, aFollowView, anOffer, anOutcome, answers } from './support.ts'

/** The private page of a household whose doctors are asked first, in every state. */
export function solutionPages(site: Shown): Record<string, Html> {
  const form = { action: '/suivi/jeton/plus-loin', key: answers.cle ?? '' }
  const outcome = anOutcome({ key: form.key })
  const page = (state: FollowState, changes: Partial<FollowView> = {}) =>
    followPage(site, aFollowView(state, { mode: 'brokered', nextStepOn: '2026-12-08', ...changes }))
  const waiting = (news: Partial<WaitingNews>, changes: Partial<FollowView> = {}) => {
    const told = { ended: null, wider: null, isOnCommonList: false, ...news }
    return page({ status: 'ready', news: told }, changes)
  }
  const agreed = { status: 'agreed', doctor: aDoctor() } as const
  const confirm = { action: '/suivi/jeton/renoncement', key: form.key, backHref: '/suivi/jeton' }
  const ended = endedSolutions.map((why) => [`solution-${why}`, waiting({ ended: why })] as const)
  return {
    'solution-demandee': page({ status: 'proposed', isAccepted: false }),
    'solution-oui': page({ status: 'proposed', isAccepted: true }),
    'solution-offerte': page({ status: 'offered', offer: anOffer() }),
    'solution-offerte-seul': page({
      status: 'offered',
      offer: anOffer({ people: 1, km: null, points: [] }),
    }),
    'solution-accord': page(agreed, {
      outcome,
      manage: [{ kind: 'renounce', href: confirm.action }],
    }),
    'solution-plus-loin': waiting({
      wider: { ...form, answer: null, nearKm: 5, farKm: 15 },
    }),
    'solution-plus-loin-oui': waiting({ wider: { answer: 'agreed', farKm: 15 } }),
    'solution-liste-commune': waiting({ isOnCommonList: true }),
    'solution-depassee': waiting({ ended: 'household_silent' }, { hasMoved: true }),
    ...Object.fromEntries(ended),
    renoncer: confirmPage(site, { ...confirm, kind: 'renounce', errors: {} }),
  }
}

const endedSolutions = [
  'doctor_gone',
  'doctor_refused',
  'household_grew',
  'household_refused',
  'household_silent',
  'absent',
  'not_found',
] as const satisfies readonly EndedSolution[]
