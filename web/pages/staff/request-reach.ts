import { choicesOf, select } from '../../components/choices.ts'
import { textField } from '../../components/field.ts'
import { seal } from '../../components/staff/frame.ts'
import { fold } from '../../components/staff/page-head.ts'
import { type Html, html } from '../../html.ts'
import { options } from '../../words/options.ts'
import { phoneText } from '../../words/phone.ts'
import { wordsFor } from '../../words/words.ts'
import { channelValues } from './labels.ts'
import { type RequestView, requestHref } from './request-view.ts'

/** Phone, e-mail, channel and distance of a household, to correct when one of them is wrong. */
export function reachFold(view: RequestView): Html {
  const { values, errors } = view.form
  const { phone, email, channel, maxKm } = view.facts
  const words = wordsFor('fr')
  const typed = (name: string, known: string) => ({
    name,
    value: values[name] ?? known,
    error: errors[name],
  })
  const isOpen = ['telephone', 'courriel', 'canal', 'distance_max_km'].some((name) => errors[name])
  return fold(
    'Corriger les coordonnées',
    html`<form class="stack" method="post" action="${requestHref(view.id)}/coordonnees">${seal(view.seal)}
${textField(words, { ...typed('telephone', phone ? phoneText(phone) : ''), label: 'Téléphone', type: 'tel', inputmode: 'tel', width: 10 })}
${textField(words, { ...typed('courriel', email ?? ''), label: 'Mail', type: 'email', inputmode: 'email' })}
${select(words, { ...typed('canal', channelValues[channel]), legend: 'Nouvelles', options: choicesOf(options.canal, words.questionnaire.answers.canal) })}
${textField(words, { ...typed('distance_max_km', String(maxKm).replace('.', ',')), label: 'Distance au plus, en km', width: 4 })}
<button class="button button-secondary" type="submit">Enregistrer les coordonnées</button></form>`,
    isOpen,
  )
}
