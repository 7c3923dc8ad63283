import { type Answer, answerList } from '../../components/answers.ts'
import { hidden } from '../../components/button.ts'
import { fieldId } from '../../components/form.ts'
import { type Html, html } from '../../html.ts'
import { fieldNames, memberField, type Step, steps } from '../../words/options.ts'
import { type Words, wordsFor } from '../../words/words.ts'
import { answerText, memberText } from './answer-text.ts'
import { type QuestionnaireSite, type QuestionnaireView, stepPage } from './step.ts'

/** Step 5 of 5: every answer with a way to change it; the form sends them all at once. */
export function reviewPage(site: QuestionnaireSite, view: QuestionnaireView): Html {
  const words = wordsFor(site.lang)
  const { review } = words.questionnaire
  return stepPage(site, view, {
    number: 5,
    name: review.name,
    backHref: `${view.basePath}/preferences`,
    action: view.basePath,
    hrefOf: (name) => `${view.basePath}/${stepOf(name)}#${fieldId(name)}`,
    content: html`<div class="stack stack-s"><h1>${review.heading}</h1><p>${review.lede}</p></div>
${allValues(view)}
${section('joindre', words.questionnaire.contact.name, answerList(contactAnswers(words, view), review.change))}
${section('foyer', words.questionnaire.household.name, answerList(memberAnswers(words, view), review.change))}
${section('preferences', words.questionnaire.preferences.name, answerList(preferenceAnswers(words, view), review.change))}
${whoReads(site, words, view)}
<div class="actions actions-wide"><button class="button button-wide" type="submit">${view.assisted ? review.sendAssisted : review.send}</button></div>`,
  })
}

/** The step that holds the field of that name; people are in `foyer`. */
export function stepOf(name: string): Step {
  const found = (Object.keys(steps) as Step[]).find((step) =>
    (steps[step] as readonly string[]).includes(name),
  )
  return found ?? 'foyer'
}

function section(id: string, heading: string, answers: Html): Html {
  return html`<section aria-labelledby="${id}-titre"><h2 id="${id}-titre">${heading}</h2>${answers}</section>`
}

function contactAnswers(words: Words, { basePath, values }: QuestionnaireView): readonly Answer[] {
  const { review } = words.questionnaire
  const changeHref = `${basePath}/coordonnees`
  const town = [values.code_postal, values.commune].filter(Boolean).join(' ')
  const address = [values.adresse, town].filter(Boolean).join(', ') || review.missing
  return [
    { question: review.address, answer: address, changeHref },
    ...(['telephone', 'courriel'] as const).map((name) => ({
      question: review.labels[name],
      answer: values[name] || review.missing,
      changeHref: `${changeHref}#${name}`,
    })),
  ]
}

function memberAnswers(words: Words, view: QuestionnaireView): readonly Answer[] {
  return Array.from({ length: view.memberCount }, (_, index) => {
    const { who, answer } = memberText(words, view.values, index)
    const first = fieldId(memberField(index, 'prenom'))
    return { question: who, answer, changeHref: `${view.basePath}/foyer#${first}` }
  })
}

function preferenceAnswers(words: Words, view: QuestionnaireView): readonly Answer[] {
  const asked = steps.preferences.filter((name) => !(view.assisted && name === 'rempli_par'))
  return asked.map((name) => ({
    question: words.questionnaire.review.labels[name],
    answer: answerText(words, name, view.values[name] ?? ''),
    changeHref: `${view.basePath}/preferences#${fieldId(name)}`,
  }))
}

/** Every value under its own name, so that this one request holds the whole questionnaire. */
function allValues({ values, memberCount }: QuestionnaireView): readonly Html[] {
  return fieldNames(memberCount).map((name) => hidden(name, values[name] ?? ''))
}

function whoReads(site: QuestionnaireSite, words: Words, view: QuestionnaireView): Html | false {
  const { review } = words.questionnaire
  return html`<details class="disclosure card"><summary>${review.who}</summary><div class="stack stack-s">
<p>${review.whoText(site.territory?.name ?? words.site.product)}</p><p>${review.howLong(view.keptFor)}</p><p><a href="/information">${review.notice}</a></p></div></details>`
}
