import { hidden } from '../../components/button.ts'
import { facts } from '../../components/facts.ts'
import { notice } from '../../components/notice.ts'
import { card } from '../../components/staff/page-head.ts'
import { statusTag } from '../../components/staff/tags.ts'
import { type Html, html } from '../../html.ts'
import type { Status } from './labels.ts'
import { requestHref } from './request-view.ts'

/** Who registered a request, and what its household agreed to. */
export interface ReferralCard {
  /** « Lise Amblard, Pharmacienne, pharmacien ». */
  readonly by: string
  readonly organisation: string
  /** « le 24 novembre 2026, de vive voix ». */
  readonly agreed: string
  readonly source: string
  readonly isOutcomeTold: boolean
  readonly wishedDoctor: string | null
  /** Null until the household was told that it is registered. */
  readonly toldOn: string | null
}

/** Another living request with a person of the same names and birth date. */
export interface Twin {
  readonly id: string
  readonly reference: string
  readonly name: string
  readonly status: Status
  readonly since: string
  readonly commune: string
}

type Shown = {
  readonly id: string
  readonly seal: { readonly key: string }
  readonly referral: ReferralCard | null
  readonly twins: readonly Twin[]
}

/** The card of a referral: who, how the person agreed, and whether they know. */
export function referralCard(view: Shown, mayWrite: boolean): Html | false {
  const { referral } = view
  if (!referral) return false
  return card(
    'signalement',
    'Inscription faite par un adresseur',
    html`${facts([
      ['Par', html`${referral.by}<br><span class="soft small">${referral.organisation}</span>`],
      ['Accord de la personne', referral.agreed],
      ['Venue par', referral.source],
      [
        'Suite dite à l’adresseur',
        referral.isOutcomeTold ? 'oui, la personne est d’accord' : 'non',
      ],
      ['Médecin souhaité', referral.wishedDoctor],
      ['Prévenue', referral.toldOn ? `le ${referral.toldOn}` : 'pas encore'],
    ])}${!referral.toldOn && mayWrite && toldForm(view)}`,
  )
}

function toldForm({ id, seal }: Shown): Html {
  return html`<form class="actions" method="post" action="${requestHref(id)}/prevenue">${hidden('cle', seal.key)}<button class="button button-secondary" type="submit">Noter que la personne est prévenue</button></form>`
}

/** Each request that may be the same people: to compare, then to close as a duplicate or to keep apart. */
export function twinNotices({ id, twins }: Shown, mayWrite: boolean): Html[] {
  return twins.map(
    (twin) =>
      html`<div class="stack stack-s">${notice('warn', html`<strong>Peut-être la même personne :</strong> <a href="${requestHref(twin.id)}">${twin.name}, ${twin.reference}</a>, ${twin.commune}, inscrite le ${twin.since}. ${statusTag(twin.status)}<br>Même nom et même date de naissance. Si c’est elle, fermez l’une des deux comme « Demande en double ».`)}${
        mayWrite &&
        html`<form class="actions" method="post" action="${requestHref(id)}/distinctes">${hidden('autre', twin.id)}<button class="button button-quiet" type="submit">Ce sont deux personnes différentes<span class="visually-hidden"> : ${twin.reference}</span></button></form>`
      }</div>`,
  )
}
