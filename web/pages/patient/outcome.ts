import { hidden } from '../../components/button.ts'
import { choices } from '../../components/choices.ts'
import type { NamedDoctor } from '../../components/doctor-card.ts'
import { type Html, html } from '../../html.ts'
import { shortDay } from '../../words/dates.ts'
import { outcomes } from '../../words/options.ts'
import type { Words } from '../../words/words.ts'
import type { FollowView } from './follow.ts'

/** « Avez-vous trouvé ? »: posts `suite` (one of `outcomes`) and `medecin` (an id, or empty) to the action of the view. */
export function outcomeSection(words: Words, view: FollowView): Html | false {
  if (!view.outcome) return false
  const { outcome } = words.follow
  return html`<section class="card stack no-print" aria-labelledby="reponse"><h2 id="reponse">${outcome.heading}</h2>
<p>${outcome.text(shortDay(view.receivedOn))}</p>
<form class="stack" method="post" action="${view.outcome.action}">${hidden('cle', view.outcome.key)}
${whichDoctor(words, doctorsOf(view))}
<div class="stack stack-s">${outcomes.map((answer) => html`<button class="button button-secondary button-wide" type="submit" name="suite" value="${answer}">${outcome[answer]}</button>`)}</div>
</form></section>`
}

function whichDoctor(words: Words, doctors: readonly NamedDoctor[]): Html | false {
  const [only] = doctors
  if (!only) return false
  if (doctors.length === 1) return hidden('medecin', only.id)
  const { which, noneInParticular } = words.follow.outcome
  return choices(words, {
    name: 'medecin',
    legend: which,
    value: '',
    options: [
      ...doctors.map(({ id, name }) => ({ value: id, label: name })),
      { value: '', label: noneInParticular },
    ],
  })
}

function doctorsOf({ state }: FollowView): readonly NamedDoctor[] {
  if (state.status === 'shortlisted') return state.doctors
  return 'doctor' in state && state.doctor ? [state.doctor] : []
}
