import { layout, type Site } from '../../components/layout.ts'
import { type Html, html } from '../../html.ts'
import { phoneHref, phoneText } from '../../words/phone.ts'
import { wordsFor } from '../../words/words.ts'

/** The accessibility statement: what holds, what does not, whom to call. */
export function accessibilityPage(site: Site): Html {
  const { accessibility } = wordsFor(site.lang).publicPages
  const phone = site.territory?.contactPhone
  return layout({
    ...site,
    title: accessibility.title,
    variant: 'patient',
    body: html`<div class="prose"><h1>${accessibility.heading}</h1><p>${accessibility.status}</p>
<h2>${accessibility.builtHeading}</h2>${list(accessibility.built)}
<h2>${accessibility.weakHeading}</h2>${list(accessibility.weak)}
<h2>${accessibility.helpHeading}</h2><p>${accessibility.help}${phone && html` <a class="nowrap" href="${phoneHref(phone)}">${phoneText(phone)}</a>`}</p>
<p>${accessibility.defender}<a href="https://www.defenseurdesdroits.fr" rel="noreferrer">defenseurdesdroits.fr</a></p></div>`,
  })
}

function list(items: readonly string[]): Html {
  return html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`
}
