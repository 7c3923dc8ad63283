import { type Html, html, raw } from '../html.ts'

const signs = {
  ring: '<circle cx="9" cy="9" r="6.5"/>',
  half: '<circle cx="9" cy="9" r="6.5"/><path class="solid" d="M9 2.5a6.5 6.5 0 0 1 0 13Z"/>',
  waiting: '<circle cx="9" cy="9" r="7" stroke-dasharray="3.2 2.3"/><path d="M9 5.5V9l2.5 1.5"/>',
  question:
    '<circle cx="9" cy="9" r="7"/><path d="M7 7.2a2.2 2.2 0 1 1 3 2c-.7.4-1 .7-1 1.3M9 12.8v.1"/>',
  linked: '<circle cx="4.5" cy="9" r="2.5"/><circle cx="13.5" cy="9" r="2.5"/><path d="M7 9h4"/>',
  arrow: '<path d="M3 9h11M10 5l4 4-4 4"/>',
  tick: '<path d="m3.5 9.5 4 4 7.5-8.5"/>',
  done: '<circle class="solid" cx="9" cy="9" r="7"/><path class="knock" d="m5.7 9.3 2.4 2.4 4.4-5"/>',
  pause: '<circle cx="9" cy="9" r="7"/><path d="M7.2 6.5v5M10.8 6.5v5"/>',
  left_out: '<circle cx="9" cy="9" r="7"/><path d="m6.5 6.5 5 5M11.5 6.5l-5 5"/>',
  elsewhere: '<path d="M9 1.8 16.2 9 9 16.2 1.8 9 9 1.8Z"/>',
  dash: '<path d="M4 9h10"/>',
  full: '<rect class="solid" x="2.5" y="2.5" width="13" height="13" rx="3"/><path class="knock" d="M6 9h6"/>',
  alert: '<path d="M9 2.5 16.5 15.5h-15L9 2.5Z"/><path d="M9 7.5v3.5M9 13.2v.1"/>',
}

export type StateSign = keyof typeof signs

/** `mute` is left out or closed. */
export type StateTone = 'good' | 'warn' | 'bad' | 'info' | 'brand' | 'mute'

/** A state of a request, a doctor or a message: a sign, a word, then a colour. */
export function state(label: string, tone: StateTone, sign: StateSign): Html {
  const kind = tone === 'mute' ? '' : ` state-${tone}`
  return html`<span class="state${kind}">${raw(`<svg class="state-sign" viewBox="0 0 18 18" aria-hidden="true" focusable="false">${signs[sign]}</svg>`)}${label}</span>`
}
