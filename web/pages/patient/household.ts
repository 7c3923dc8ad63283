import { birthDate } from '../../components/birth-date.ts'
import { nextButton } from '../../components/button.ts'
import { choices, choicesOf } from '../../components/choices.ts'
import { textField } from '../../components/field.ts'
import { icon } from '../../components/icons.ts'
import { type Html, html } from '../../html.ts'
import { type MemberField, memberField, options } from '../../words/options.ts'
import { type Words, wordsFor } from '../../words/words.ts'
import { type QuestionnaireSite, type QuestionnaireView, stepPage } from './step.ts'

/** Step 3 of 5: each person who needs a doctor. « Ajouter » and « Retirer » are buttons of the same form. */
export function householdPage(site: QuestionnaireSite, view: QuestionnaireView): Html {
  const words = wordsFor(site.lang)
  const { household, ...common } = words.questionnaire
  const indexes = Array.from({ length: Math.max(view.memberCount, 1) }, (_, index) => index)
  return stepPage(site, view, {
    number: 3,
    name: household.name,
    backHref: `${view.basePath}/coordonnees`,
    action: `${view.basePath}/foyer`,
    content: html`<div class="stack"><h1>${household.heading}</h1><p>${household.lede}</p></div>
${indexes.map((index) => personSection(words, view, index))}
<p id="membres"><button class="button button-secondary button-wide" type="submit" name="ajouter" value="1">${icon('plus')} ${household.add}</button></p>
${nextButton(common.continue)}`,
  })
}

/** The fields of one person. */
export function personSection(words: Words, view: QuestionnaireView, index: number): Html {
  const { household } = words.questionnaire
  const answer = (field: MemberField) => view.values[memberField(index, field)] ?? ''
  const ordinal = household.person(index)
  return html`<section class="member" aria-labelledby="personne-${index}">
<div class="member-head"><h2 id="personne-${index}">${answer('prenom').trim() || ordinal}</h2>${view.memberCount > 1 && removeButton(words, index, answer('prenom').trim() || ordinal)}${index === 0 && html`<p class="member-hint">${household.firstHint}</p>`}</div>
<div class="stack">${name(words, view, index, 'prenom')}${name(words, view, index, 'nom')}</div>
${birthDate(words, index, view)}
${closed(words, view, { index, field: 'ald', legend: household.ald, hint: household.aldHint })}
${closed(words, view, { index, field: 'se_deplace', legend: household.travel, hint: household.travelHint })}
</section>
`
}

function name(
  words: Words,
  { values, errors }: QuestionnaireView,
  index: number,
  field: 'prenom' | 'nom',
): Html {
  const key = memberField(index, field)
  const { firstName, lastName } = words.questionnaire.household
  return textField(words, {
    name: key,
    label: field === 'prenom' ? firstName : lastName,
    value: values[key] ?? '',
    error: errors[key],
    autocomplete: 'off',
  })
}

function closed(
  words: Words,
  { values, errors }: QuestionnaireView,
  asked: { index: number; field: 'ald' | 'se_deplace'; legend: string; hint: string },
): Html {
  const key = memberField(asked.index, asked.field)
  const { answers } = words.questionnaire
  const isFirst = asked.index === 0
  return choices(words, {
    name: key,
    legend: asked.legend,
    value: values[key] ?? '',
    error: errors[key],
    shape: 'pair',
    options:
      asked.field === 'ald'
        ? choicesOf(options.ald, answers.ald)
        : choicesOf(options.se_deplace, answers.yesNo),
    ...(isFirst ? { hint: asked.hint } : {}),
  })
}

function removeButton(words: Words, index: number, who: string): Html {
  return html`<button class="button button-quiet" type="submit" name="retirer" value="${index}">${words.questionnaire.household.remove}<span class="visually-hidden"> ${who}</span></button>`
}
