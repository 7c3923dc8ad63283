import { hidden } from '../../components/button.ts'
import { choices, choicesOf, select } from '../../components/choices.ts'
import { errorSummary } from '../../components/error-summary.ts'
import { textField } from '../../components/field.ts'
import type { Errors, Values } from '../../components/form.ts'
import { streetField } from '../../components/street-field.ts'
import { type Html, html } from '../../html.ts'
import { languages, options } from '../../words/options.ts'
import { wordsFor } from '../../words/words.ts'
import { type ReferrerSite, referrerPage } from './frame.ts'
import { sourceLabels } from './labels.ts'
import { box, person } from './register-person.ts'

export interface RegisterView {
  /** As typed, by the names of the questionnaire. */
  readonly values: Values
  readonly errors: Errors
  readonly memberCount: number
}

const words = wordsFor('fr')

/** `GET` and `POST /signalements/nouveau`: one page, with the person, in two minutes. */
export function registerPage(site: ReferrerSite, view: RegisterView): Html {
  const hasErrors = Object.keys(view.errors).length > 0
  return referrerPage(site, {
    title: 'Inscrire une personne',
    section: 'nouveau',
    hasErrors,
    scripts: [site.assets.addressJs],
    body: html`${errorSummary(words, view.errors)}<form class="form-step" method="post" action="/signalements/nouveau">${hidden('cle', view.values.cle ?? '')}
<button class="visually-hidden" type="submit" tabindex="-1" aria-hidden="true">Inscrire</button>
<div class="stack stack-s"><h1>Inscrire une personne sans médecin traitant</h1><p>Deux minutes, avec elle. La coordinatrice prend la suite.</p></div>
${agreement(site, view)}
${Array.from({ length: view.memberCount }, (_, index) => person(view, index))}
<p><button class="button button-quiet" type="submit" name="ajouter" value="oui">Ajouter une personne du même foyer</button></p>
${address(view)}
${reach(view)}
${wheelchair(view)}
${outcome(view)}
${more(view)}
<div class="actions actions-wide"><button class="button" type="submit">${view.memberCount > 1 ? 'Inscrire ce foyer' : 'Inscrire la personne'}</button></div></form>`,
  })
}

function agreement(site: ReferrerSite, { values, errors }: RegisterView): Html {
  const team = site.territory?.name ?? 'CPTS'
  return html`<section class="card stack stack-s" aria-labelledby="accord-titre"><h2 id="accord-titre">D’abord, son accord</h2>
<blockquote class="say">« Je peux transmettre vos coordonnées à la ${team}, qui cherchera un médecin près de chez vous. Vous pourrez tout arrêter quand vous voulez. Êtes-vous d’accord ? »</blockquote>
${choices(words, {
  name: 'accord',
  legend: 'La personne est d’accord',
  hint: 'La date du jour et votre nom sont gardés avec cet accord.',
  value: values.accord ?? '',
  error: errors.accord,
  shape: 'inline',
  options: [
    { value: 'oral', label: 'Oui, de vive voix' },
    { value: 'ecrit', label: 'Oui, par écrit' },
  ],
})}</section>`
}

function address({ values, errors }: RegisterView): Html {
  const counts = words.questionnaire.contact
  return html`<section class="stack" aria-labelledby="adresse-titre" data-island="address" data-count-one="${counts.suggestionsCount(1)}" data-count-many="${counts.suggestionsCount(2)}" data-label="${counts.suggestions}">
<h2 id="adresse-titre">Son adresse</h2>
${streetField(words, { label: 'Numéro et rue', hint: 'Par exemple 14 rue des Lilas.', value: values.adresse ?? '', error: errors.adresse, autocomplete: 'off' })}
${textField(words, { name: 'commune', label: 'Commune', value: values.commune ?? '', error: errors.commune, autocomplete: 'off' })}
${textField(words, { name: 'code_postal', label: 'Code postal', optional: true, value: values.code_postal ?? '', error: errors.code_postal, autocomplete: 'off', inputmode: 'numeric', width: 4, maxlength: 10 })}</section>`
}

const channels: Record<(typeof options.canal)[number], string> = {
  sms: 'Par SMS',
  courriel: 'Par mail',
  telephone: 'Par un appel de la coordinatrice',
  courrier: 'Par courrier',
}

function reach({ values, errors }: RegisterView): Html {
  return html`<section class="stack" aria-labelledby="joindre-titre"><h2 id="joindre-titre">Pour la joindre</h2>
${textField(words, { name: 'telephone', label: 'Téléphone', hint: 'Le sien ou celui d’un proche.', value: values.telephone ?? '', error: errors.telephone, type: 'tel', inputmode: 'tel', autocomplete: 'off', width: 10 })}
${textField(words, { name: 'courriel', label: 'Mail', optional: true, value: values.courriel ?? '', error: errors.courriel, type: 'email', inputmode: 'email', autocomplete: 'off' })}
${choices(words, {
  name: 'canal',
  legend: 'Comment la prévenir ?',
  hint: 'Nos messages ne disent rien de sa santé. Ils disent qui l’a inscrite, et donnent sa page privée.',
  value: values.canal ?? '',
  error: errors.canal,
  shape: 'inline',
  options: choicesOf(options.canal, channels),
})}</section>`
}

function wheelchair({ values }: RegisterView): Html {
  return html`<fieldset><legend class="field-legend">Pour choisir le médecin</legend><p class="field-hint">Cochez seulement ce que la personne veut dire.</p><div class="choices choices-inline">
${box({ name: 'fauteuil', value: 'oui', label: 'Fauteuil roulant' }, values)}
${box({ name: 'deja_suivi', value: 'oui', label: 'Voit déjà un même médecin', note: 'non déclaré' }, values)}</div></fieldset>`
}

function outcome({ values }: RegisterView): Html {
  return html`<fieldset><legend class="field-legend">Voulez-vous connaître la suite ?</legend><p class="field-hint">C’est à la personne de le dire, et elle peut refuser. Vous verrez l’état de la demande, rien d’autre.</p><div class="choices">
${box({ name: 'accord_suite', value: 'oui', label: 'La personne veut bien que je sache la suite' }, values)}</div></fieldset>`
}

function more({ values, errors }: RegisterView): Html {
  const isOpen = Boolean(errors.source ?? errors.medecin_souhaite ?? errors.langue)
  return html`<details class="disclosure card"${isOpen && html` open`}><summary>D’autres précisions</summary><div class="stack fold-body">
${select(words, { name: 'source', legend: 'D’où vient la personne ?', value: values.source ?? '', error: errors.source, options: Object.entries(sourceLabels).map(([value, label]) => ({ value, label })) })}
${select(words, { name: 'langue', legend: 'Langue parlée avec le médecin', value: values.langue ?? 'fr', error: errors.langue, options: languages.map((code) => ({ value: code, label: words.languageNames[code] })) })}
${textField(words, { name: 'medecin_souhaite', label: 'Médecin souhaité', hint: 'Si la personne en a un en tête. Seule l’équipe le lit.', optional: true, value: values.medecin_souhaite ?? '', error: errors.medecin_souhaite, autocomplete: 'off' })}</div></details>`
}
