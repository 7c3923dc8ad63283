import { seal } from '../../components/staff/frame.ts'
import { type Html, html } from '../../html.ts'
import { kmText } from '../../words/dates.ts'
import { phoneHref, phoneText } from '../../words/phone.ts'
import { type RequestView, requestHref } from './request-view.ts'
import type { SolutionDoctor } from './solution-view.ts'

/** Who the doctor is, for the team. */
export function doctorFacts(doctor: SolutionDoctor): (readonly [string, Html])[] {
  const { name, practice, phone, km } = doctor
  return [
    ['Médecin', html`${name}<br><span class="soft small">${practice}</span>`],
    ...(km === null ? [] : [['Distance', html`${kmText(km)}`] as const]),
    [
      'Téléphone',
      phone
        ? html`<a class="nowrap" href="${phoneHref(phone)}">${phoneText(phone)}</a>`
        : html`<span class="soft">pas connu</span>`,
    ],
  ]
}

/** Places are free again, and the request waits at its old date. */
export function takeBackForm(view: RequestView): Html {
  return html`<form method="post" action="${requestHref(view.id)}/sollicitation/retirer">${seal(view.seal)}<button class="button button-quiet" type="submit">Retirer la sollicitation</button></form>`
}
