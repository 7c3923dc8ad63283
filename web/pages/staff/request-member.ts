import { birthDate } from '../../components/birth-date.ts'
import { choices, choicesOf } from '../../components/choices.ts'
import { textField } from '../../components/field.ts'
import { seal } from '../../components/staff/frame.ts'
import { fold } from '../../components/staff/page-head.ts'
import { type Html, html } from '../../html.ts'
import { type MemberField, memberField, options } from '../../words/options.ts'
import { wordsFor } from '../../words/words.ts'
import { type RequestView, requestHref } from './request-view.ts'

/** One person more in the household, with the fields of the questionnaire. */
export function memberFold(view: RequestView): Html {
  const words = wordsFor('fr')
  const { answers } = words.questionnaire
  const field = (name: MemberField) => {
    const key = memberField(0, name)
    return { name: key, value: view.form.values[key] ?? '', error: view.form.errors[key] }
  }
  const isOpen = Object.keys(view.form.errors).some((name) => name.startsWith('membres'))
  return fold(
    'Une personne de plus',
    html`<form class="stack" method="post" action="${requestHref(view.id)}/membre">${seal(view.seal)}
${textField(words, { ...field('prenom'), label: 'Prénom', autocomplete: 'off' })}
${textField(words, { ...field('nom'), label: 'Nom', autocomplete: 'off' })}
${birthDate(words, 0, view.form)}
${choices(words, { ...field('ald'), legend: 'ALD (affection de longue durée)', options: choicesOf(options.ald, answers.ald), shape: 'inline' })}
${choices(words, { ...field('se_deplace'), legend: 'Peut aller au cabinet', options: choicesOf(options.se_deplace, answers.yesNo), shape: 'pair' })}
<button class="button button-secondary" type="submit">Ajouter au foyer</button>
<p class="field-hint">${after(view)}</p></form>`,
    isOpen,
  )
}

/** Nothing is assumed of a doctor who answered for fewer people. */
function after({ solution }: RequestView): string {
  switch (solution?.current?.state) {
    case 'asked':
      return 'Le médecin sollicité n’a pas répondu : il est sollicité de nouveau, pour tout le foyer.'
    case 'accepted':
    case 'offered':
      return 'Le médecin a dit oui pour moins de monde : la demande revient à orienter, à sa date.'
    case 'agreed':
      return 'Le médecin est gardé. Une tâche vous rappelle de l’appeler pour cette personne.'
    default:
      return 'Le foyer reste ensemble : les médecins sont cherchés pour tout le monde.'
  }
}
