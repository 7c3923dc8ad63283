import { layout, type Site } from '../../components/layout.ts'
import { notice } from '../../components/notice.ts'
import { type Html, html } from '../../html.ts'
import { frenchSpaces } from '../../words/typography.ts'

/** For a doctor, in French alone. */
const words = frenchSpaces({
  title: 'Votre nom vient de l’Annuaire Santé',
  lede: (territory: string) =>
    `${territory} aide les habitants sans médecin traitant à en trouver un. Pour savoir qui exerce ici, nous avons relevé votre nom, votre numéro RPPS et votre lieu d’exercice dans l’annuaire public des professionnels de santé.`,
  nobody: 'Ils ne sont donnés à aucun patient et ne sont publiés nulle part.',
  object:
    'Si vous vous opposez, votre nom et votre adresse sont effacés. Seul votre numéro RPPS est gardé, pour ne plus vous reprendre.',
  button: 'Je m’oppose',
  join: 'Vous préférez participer ?',
  joinLink: 'Dire combien de personnes vous accueillez',
  done: 'C’est enregistré : votre nom et votre adresse sont effacés.',
  later:
    'Vous ne serez plus repris, même avec un nouvel annuaire. Si vous changez d’avis, vous pouvez toujours vous inscrire vous-même.',
})

/** `GET /medecins/opposition/:token`: opening it changes nothing, the button does. */
export function objectionPage(
  site: Site,
  { hasObjected, joinHref }: { hasObjected: boolean; joinHref: string },
): Html {
  const territory = site.territory?.name ?? ''
  const ask = html`<p>${words.nobody}</p><p>${words.object}</p>
<form method="post"><div class="actions actions-wide"><button class="button" type="submit">${words.button}</button></div></form>
<p>${words.join} <a href="${joinHref}">${words.joinLink}</a></p>`
  const done = html`${notice('good', words.done)}<p>${words.later}</p>`
  return layout({
    ...site,
    title: words.title,
    variant: 'doctor',
    body: html`<div class="stack" data-status="${hasObjected ? 'objected' : 'open'}"><h1>${words.title}</h1><p class="lede">${words.lede(territory)}</p>${hasObjected ? done : ask}</div>`,
  })
}
