import { nextButton } from '../../components/button.ts'
import { textField } from '../../components/field.ts'
import { streetField } from '../../components/street-field.ts'
import { type Html, html } from '../../html.ts'
import { type Words, wordsFor } from '../../words/words.ts'
import { type QuestionnaireSite, type QuestionnaireView, stepPage } from './step.ts'

/** Step 2 of 5: where the household lives, and how to reach it. */
export function contactPage(site: QuestionnaireSite, view: QuestionnaireView): Html {
  const words = wordsFor(site.lang)
  const { contact, ...common } = words.questionnaire
  return stepPage(site, view, {
    number: 2,
    name: contact.name,
    backHref: view.basePath,
    action: `${view.basePath}/coordonnees`,
    scripts: [site.assets.addressJs],
    content: html`<h1>${contact.heading}</h1>
${addressSection(words, view)}
${reachSection(words, view)}
${nextButton(common.continue)}`,
  })
}

/** Where the household lives. */
export function addressSection(words: Words, { values, errors }: QuestionnaireView): Html {
  const { contact } = words.questionnaire
  return html`<section class="stack" aria-labelledby="adresse-titre" data-island="address" data-count-one="${contact.suggestionsCount(1)}" data-count-many="${contact.suggestionsCount(2)}" data-label="${contact.suggestions}">
<h2 id="adresse-titre">${contact.address}</h2>
<p class="soft">${contact.addressWhy}</p>
${streetField(words, { label: contact.street, hint: contact.streetHint, value: values.adresse ?? '', error: errors.adresse, autocomplete: 'address-line1' })}
${textField(words, { name: 'code_postal', label: contact.postcode, optional: true, value: values.code_postal ?? '', error: errors.code_postal, autocomplete: 'postal-code', inputmode: 'numeric', width: 4, maxlength: 10 })}
${textField(words, { name: 'commune', label: contact.commune, hint: contact.communeHint, value: values.commune ?? '', error: errors.commune, autocomplete: 'address-level2' })}
</section>`
}

/** How to reach the household. */
export function reachSection(words: Words, { values, errors, assisted }: QuestionnaireView): Html {
  const { contact } = words.questionnaire
  return html`<section class="stack" aria-labelledby="joindre-titre">
<h2 id="joindre-titre">${contact.reach}</h2>
<p class="soft">${assisted ? contact.reachHintAssisted : contact.reachHint}</p>
${textField(words, { name: 'telephone', label: contact.phone, hint: contact.phoneHint, value: values.telephone ?? '', error: errors.telephone, type: 'tel', inputmode: 'tel', autocomplete: 'tel', width: 10 })}
${textField(words, { name: 'courriel', label: contact.mail, hint: contact.mailHint, value: values.courriel ?? '', error: errors.courriel, type: 'email', inputmode: 'email', autocomplete: 'email' })}
</section>`
}
