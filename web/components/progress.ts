import { type Html, html } from '../html.ts'
import type { Words } from '../words/words.ts'

export const STEP_COUNT = 5

/** « Étape 2 sur 5 : Vous joindre », and its row of dashes. `step` counts from 1. */
export function progress(words: Words, step: number, name: string): Html {
  const dashes = Array.from({ length: STEP_COUNT }, (_, index) => dash(index + 1, step))
  return html`<div class="progress"><p class="progress-text">${words.questionnaire.step(step, STEP_COUNT)} : <strong>${name}</strong></p>
<div class="progress-dashes" aria-hidden="true">${dashes}</div></div>`
}

function dash(index: number, step: number): Html {
  if (index === step) return html`<span class="progress-dash progress-dash-now"></span>`
  return html`<span class="progress-dash${index < step && ' progress-dash-done'}"></span>`
}
