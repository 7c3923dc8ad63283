import { type Html, html, type Printable } from '../html.ts'

export type Answer = {
  readonly question: string
  readonly answer: Printable
  readonly changeHref: string
}

/** Questions and their answers, each with a link that changes it. */
export function answerList(answers: readonly Answer[], changeLabel: string): Html {
  return html`<dl class="answers">${answers.map(
    (row) => html`<div class="answers-row"><dt>${row.question}</dt><dd>${row.answer}</dd>
<dd class="answers-change"><a href="${row.changeHref}">${changeLabel}<span class="visually-hidden"> : ${row.question}</span></a></dd></div>
`,
  )}</dl>`
}
