import { type Html, html, type Printable } from '../html.ts'

export type Moment = {
  readonly state: 'done' | 'now' | 'later'
  readonly when: Printable
  readonly what: Printable
  readonly more?: Printable
}

const classes = { done: ' timeline-done', now: '', later: ' timeline-later' }

/** What happened, what is open, what comes next: in that order. */
export function timeline(moments: readonly Moment[]): Html {
  return html`<ol class="timeline">${moments.map(
    (
      moment,
    ) => html`<li class="timeline-item${classes[moment.state]}"><p class="timeline-when">${moment.when}</p><p class="timeline-what">${moment.what}</p>${moment.more && html`<p class="soft small">${moment.more}</p>`}</li>
`,
  )}</ol>`
}
