import { hidden } from '../../components/button.ts'
import { choices } from '../../components/choices.ts'
import type { NamedDoctor } from '../../components/doctor-card.ts'
import { type Html, html } from '../../html.ts'
import { shortDay } from '../../words/dates.ts'
import { ALL_DOCTORS, outcomes } from '../../words/options.ts'
import type { Words } from '../../words/words.ts'
import type { FollowView } from './follow.ts'

/** « Avez-vous trouvé ? »: posts `suite` (one of `outcomes`) and `medecin` (an id, or empty) to the action of the view. */
export function outcomeSection(words: Words, view: FollowView): Html | false {
  if (!view.outcome) return false
  if (view.state.status === 'seen') return finallyNot(words, view.outcome)
  const { outcome } = view.mode === 'brokered' ? words.solution : words.follow
  return html`<section class="card stack no-print" aria-labelledby="reponse"><h2 id="reponse">${outcome.heading}</h2>
<p>${outcome.text(shortDay(view.receivedOn))}</p>
<form class="stack" method="post" action="${view.outcome.action}">${hidden('cle', view.outcome.key)}
${whichDoctor(words, doctorsOf(view), view.outcome.error)}
<div class="stack stack-s">${outcomes.map((answer) => html`<button class="button button-secondary button-wide" type="submit" name="suite" value="${answer}">${outcome[answer]}</button>`)}</div>
</form></section>`
}

/** Found, and in the end not: one press takes it back. */
function finallyNot(
  { follow: { outcome } }: Words,
  { action, key }: NonNullable<FollowView['outcome']>,
): Html {
  return html`<section class="card stack no-print" aria-labelledby="reponse"><h2 id="reponse">${outcome.seenHeading}</h2><p>${outcome.seenText}</p>
<form method="post" action="${action}">${hidden('cle', key)}<button class="button button-secondary button-wide" type="submit" name="suite" value="non">${outcome.non}</button></form></section>`
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
