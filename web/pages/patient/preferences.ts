import { hidden, nextButton } from '../../components/button.ts'
import { checkbox, choices, choicesOf, select } from '../../components/choices.ts'
import { type Html, html } from '../../html.ts'
import { distancesKm, languages, options } from '../../words/options.ts'
import { type Words, wordsFor } from '../../words/words.ts'
import { type QuestionnaireSite, type QuestionnaireView, stepPage } from './step.ts'

/** Step 4 of 5: what matters to choose the doctor, and how to send news. */
export function preferencesPage(site: QuestionnaireSite, view: QuestionnaireView): Html {
  const words = wordsFor(site.lang)
  const { preferences, ...common } = words.questionnaire
  return stepPage(site, view, {
    number: 4,
    name: preferences.name,
    backHref: `${view.basePath}/foyer`,
    action: `${view.basePath}/preferences`,
    content: html`<div class="stack stack-s"><h1>${preferences.heading}</h1><p>${preferences.lede}</p></div>
${section('medecin', preferences.doctor, doctorQuestions(words, view))}
${section('nouvelles', preferences.news, newsQuestions(words, view))}
${section('situation', preferences.situation, situationQuestions(words, view))}
${nextButton(common.continue)}`,
  })
}

function section(id: string, heading: string, questions: Html): Html {
  return html`<section class="questions" aria-labelledby="${id}-titre"><h2 id="${id}-titre">${heading}</h2>
${questions}</section>`
}

/** What matters in a doctor. */
export function doctorQuestions(words: Words, view: QuestionnaireView): Html {
  const { preferences, answers } = words.questionnaire
  const languageChoices = choicesOf(languages, words.languageNames)
  return html`${choices(words, { ...field(view, 'distance_max_km'), legend: preferences.distance, hint: preferences.distanceHint, options: distanceChoices(words, view.values.distance_max_km ?? '') })}
${choices(words, { ...field(view, 'transport'), legend: preferences.transport, optional: true, options: choicesOf(options.transport, answers.transport), shape: 'inline' })}
${choices(words, { ...field(view, 'fauteuil'), legend: preferences.wheelchair, optional: true, options: choicesOf(options.fauteuil, answers.yesNo), shape: 'pair' })}
${select(words, { ...field(view, 'langue'), value: view.values.langue || languages[0], legend: preferences.language, options: languageChoices })}`
}

/** How to send news. */
export function newsQuestions(words: Words, view: QuestionnaireView): Html {
  const { preferences, answers } = words.questionnaire
  return html`${choices(words, { ...field(view, 'canal'), legend: preferences.channel, hint: preferences.channelHint, options: choicesOf(options.canal, answers.canal), shape: 'inline' })}
${choices(words, { ...field(view, 'lien_possible'), legend: preferences.link, hint: preferences.linkHint, optional: true, options: choicesOf(options.lien_possible, answers.yesNo), shape: 'pair' })}`
}

function situationQuestions(words: Words, view: QuestionnaireView): Html {
  const { preferences, answers } = words.questionnaire
  const webFillers = options.rempli_par.filter((who) => who !== 'coordination')
  return html`${searchQuestions(words, view)}
${
  view.assisted
    ? hidden('rempli_par', 'coordination')
    : choices(words, {
        ...field(view, 'rempli_par'),
        legend: preferences.filledBy,
        optional: true,
        options: choicesOf(webFillers, answers.rempli_par),
      })
}
${surveyQuestion(words, view)}`
}

/** What the household already has, and why it looks. */
export function searchQuestions(words: Words, view: QuestionnaireView): Html {
  const { preferences, answers } = words.questionnaire
  return html`${choices(words, { ...field(view, 'deja_suivi'), legend: preferences.followed, hint: preferences.followedHint, optional: true, options: choicesOf(options.deja_suivi, answers.yesNo), shape: 'pair' })}
${choices(words, { ...field(view, 'motif'), legend: preferences.reason, optional: true, options: choicesOf(options.motif, answers.motif) })}`
}

/** The separate agreement to the survey. */
export function surveyQuestion(words: Words, view: QuestionnaireView): Html {
  const { preferences } = words.questionnaire
  return html`<fieldset><legend class="field-legend">${preferences.survey}</legend><div class="choices">${checkbox('accord_enquete', preferences.surveyLabel, view.values.accord_enquete === 'oui')}</div></fieldset>`
}

function field({ values, errors }: QuestionnaireView, name: string) {
  return { name, value: values[name] ?? '', error: errors[name] }
}

function distanceChoices(words: Words, typed: string) {
  const { distance, distanceNote } = words.questionnaire.answers
  const usual = distancesKm.map((km) => ({
    value: km,
    label: distance(km),
    note: distanceNote[km],
  }))
  const isOther = typed !== '' && !usual.some(({ value }) => value === typed)
  return isOther ? [...usual, { value: typed, label: distance(typed) }] : usual
}
