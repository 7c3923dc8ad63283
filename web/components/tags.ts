import { type Html, html, raw } from '../html.ts'

/** Need of a household, A first; it is always shown with its reasons. */
export type Need = 'A' | 'B' | 'C' | 'D'

const needs: Record<Need, { level: 1 | 2 | 3; word: string }> = {
  A: { level: 3, word: 'Besoin A' },
  B: { level: 2, word: 'Besoin B' },
  C: { level: 1, word: 'Besoin C' },
  D: { level: 1, word: 'Besoin D' },
}

const dashesOn: Record<Need, number> = { A: 3, B: 2, C: 1, D: 0 }

/** Level of need: stacked dashes, a word, a colour. */
export function needLevel(need: Need): Html {
  const { level, word } = needs[need]
  return html`<span class="need need-${level}">${raw(needDashes(dashesOn[need]))}${word}</span>`
}

/** Short reasons, side by side. */
export function tags(labels: readonly string[]): Html {
  return html`<span class="tags">${labels.map((label) => html`<span class="tag">${label}</span>`)}</span>`
}

function needDashes(on: number): string {
  const dash = (row: number) =>
    `<rect x="1" y="${1.5 + row * 5.5}" width="16" height="3.5" rx="1.75"${row >= 3 - on ? ' class="need-dash-on"' : ''}/>`
  return `<svg class="need-dashes" viewBox="0 0 18 18" aria-hidden="true" focusable="false">${[0, 1, 2].map(dash).join('')}</svg>`
}
