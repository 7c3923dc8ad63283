import { hidden } from '../../components/button.ts'
import type { Need } from '../../components/tags.ts'
import { type Html, html } from '../../html.ts'
import { fullDay, type IsoDay } from '../../words/dates.ts'

/** How often the doctor takes a band, beside the territory, over twelve months. */
export type AcceptanceView = {
  readonly lines: readonly {
    readonly band: Need
    readonly yes: number
    readonly answered: number
    readonly territoryPercent: number
  }[]
  /** Ids of what the doctor has not said that they read. */
  readonly unread: readonly string[]
  /** When the coordinator sees the first unread at the latest; null once all is read. */
  readonly toldOn: IsoDay | null
  /** The coordinator sees some of it already. */
  readonly isTold: boolean
  /** Key of the form. */
  readonly key: string
}

const HOUSEHOLDS: Record<Need, string> = {
  A: 'Foyers où quelqu’un a une ALD et ne peut pas se déplacer',
  B: 'Foyers où quelqu’un a une ALD, ou ne peut pas se déplacer',
  C: 'Foyers où quelqu’un a 70 ans ou plus',
  D: 'Les autres foyers',
}

type Section = {
  readonly path: string
  readonly view: AcceptanceView | null
  /** The link may still change the sheet. */
  readonly mayChange: boolean
}

/** What a doctor reads of their own answers before anybody else: kind, with what can be done; nothing without any. */
export function acceptanceSection({ path, view, mayChange }: Section): Html | false {
  if (!view) return false
  return html`<section class="card stack doctor-more" id="reponses" aria-labelledby="reponses-titre"><h2 id="reponses-titre">Vos réponses, à côté de celles du territoire</h2>
${view.lines.map(line)}
<p>Rien ne vous est reproché, et cela ne change pas votre place sur nos listes. Vos conditions ne sont peut-être plus justes : les âges, les places, les visites.</p>
${mayChange && html`<ul class="follow-manage"><li><a href="#modifier">Changer mes conditions</a></li><li><a href="${path}/pause">Faire une pause</a></li></ul>`}
${readForm(path, view)}</section>`
}

function line({ band, yes, answered, territoryPercent }: AcceptanceView['lines'][number]): Html {
  const taken = yes === 0 ? `aucun accueilli sur ${answered}` : `${yes} sur ${answered}`
  return html`<p data-alert="${band}"><strong>${HOUSEHOLDS[band]}</strong> : ${taken} en douze mois. Dans le territoire, ${territoryPercent} % sont accueillis.</p>
`
}

function readForm(path: string, { unread, toldOn, isTold, key }: AcceptanceView): Html {
  const both = html`<p class="soft small">La coordinatrice voit aussi ces chiffres, pour en parler avec vous.</p>`
  if (unread.length === 0) return both
  const first = html`<p class="soft small">Vous voyez ces chiffres avant tout le monde. La coordinatrice les verra quand vous les aurez lus${toldOn && `, au plus tard le ${fullDay(toldOn)}`}, pour en parler avec vous.</p>`
  return html`${isTold ? both : first}
<form method="post" action="${path}/reponses">${hidden('cle', key)}${unread.map((id) => hidden('alerte', id))}<button class="button button-secondary button-wide">J’ai lu</button></form>`
}
