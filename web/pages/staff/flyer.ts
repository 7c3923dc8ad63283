import { icon } from '../../components/icons.ts'
import { layout, type Site, type TerritoryContact } from '../../components/layout.ts'
import { houseAndPractice } from '../../components/welcome-art.ts'
import { type Html, html } from '../../html.ts'
import { phoneHref, phoneText } from '../../words/phone.ts'

export type FlyerView = {
  /** The QR code of the questionnaire, as SVG with its own text alternative. */
  readonly qr: Html
  /** Code of the place where it hangs; it travels in the QR code. */
  readonly source: string | null
  readonly contactEmail: string | null
  /** Address of the questionnaire, to type: without its protocol. */
  readonly address: string
}

/** B4: one A5 page to print, with the QR code and the coordinator's phone. */
export function flyerPage(site: Site & { territory: TerritoryContact }, view: FlyerView): Html {
  return layout({
    ...site,
    title: 'Affiche A5',
    variant: 'staff',
    bare: 'flyer-page',
    body: html`<div class="flyer">
<p class="flyer-soft flyer-top">${site.territory.name}<b>Gratuit, 3 minutes</b></p>
<div><h1>Vous n’avez pas de médecin traitant ?</h1>
<p class="flyer-lede">Nous cherchons avec vous un médecin près de chez vous, qui accueille de nouveaux patients.</p>
<ul class="flyer-facts"><li>${icon('check')}Pour vous et votre foyer</li><li>${icon('check')}Sans compte</li><li>${icon('check')}Vous choisissez</li></ul></div>
<div class="flyer-art">${houseAndPractice}</div>
${panel(site.territory, view)}</div>`,
  })
}
