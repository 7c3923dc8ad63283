import { hidden } from '../../components/button.ts'
import { choices } from '../../components/choices.ts'
import type { NamedDoctor } from '../../components/doctor-card.ts'
import { type Html, html } from '../../html.ts'
import { shortDay } from '../../words/dates.ts'
import { ALL_DOCTORS } from '../../words/options.ts'
import type { Words } from '../../words/words.ts'
import type { FollowView } from './follow.ts'

type Asked = NonNullable<FollowView['outcome']>

/**
 * « Où en êtes-vous ? »: posts `suite` (one of the answers), `medecin` (an id, `tous` or empty) and `membre` (one for
 * each person meant) to the action of the view.
 */
export function outcomeSection(words: Words, view: FollowView): Html | false {
  const { outcome } = view
  if (!outcome) return false
  const { answers } = words.follow.outcome
  const { heading, text } = questionOf(words, view)
  return html`<section class="card stack no-print" aria-labelledby="reponse"><h2 id="reponse">${heading}</h2>
<p>${text}</p>
<form class="stack" method="post" action="${outcome.action}">${hidden('cle', outcome.key)}
${isOfDoctors(view) && whichDoctor(words, doctorsOf(view), outcome.error)}${forWhom(words, outcome)}
<div class="stack stack-s">${outcome.answers.map((answer) => html`<button class="button button-secondary button-wide" type="submit" name="suite" value="${answer}">${answers[answer]}</button>`)}</div>
</form></section>`
}

function questionOf({ follow, solution }: Words, view: FollowView) {
  const { outcome } = follow
  const { status } = view.state
  if (status === 'seen') return { heading: outcome.seenHeading, text: outcome.seenText }
  if (status === 'declared') return { heading: outcome.declaredHeading, text: outcome.declaredText }
  if (status === 'already_followed')
    return { heading: outcome.followedHeading, text: outcome.followedText }
  const { text } = view.mode === 'brokered' ? solution.outcome : outcome
  return { heading: outcome.heading, text: text(shortDay(view.receivedOn)) }
}

/** A household that was seen speaks of the doctor who saw it. */
function isOfDoctors({ state }: FollowView): boolean {
  return state.status === 'shortlisted' || state.status === 'agreed'
}

/** Everybody is ticked: one press says it of the whole household. */
function forWhom({ follow }: Words, { people }: Asked): Html | false {
  if (people.length === 0) return false
  return html`<fieldset class="field"><legend class="field-legend">${follow.outcome.forWhom}</legend><div class="choices">${people.map(
    ({ id, firstName }) =>
      html`<div class="choice"><input class="choice-input" type="checkbox" name="membre" id="membre-${id}" value="${id}" checked><label class="choice-label" for="membre-${id}">${firstName}</label></div>`,
  )}</div></fieldset>`
}

function whichDoctor(
  words: Words,
  doctors: readonly NamedDoctor[],
  error: string | null,
): Html | false {
  const [only] = doctors
  if (!only) return false
  if (doctors.length === 1) return hidden('medecin', only.id)
  const { which, noneInParticular, allOfThem } = words.follow.outcome
  return choices(words, {
    name: 'medecin',
    legend: which,
    value: '',
    ...(error ? { error } : {}),
    options: [
      ...doctors.map(({ id, name }) => ({ value: id, label: name })),
      { value: ALL_DOCTORS, label: allOfThem },
      { value: '', label: noneInParticular },
    ],
  })
}

function doctorsOf({ state }: FollowView): readonly NamedDoctor[] {
  if (state.status === 'shortlisted') return state.doctors
  return 'doctor' in state && state.doctor ? [state.doctor] : []
}
