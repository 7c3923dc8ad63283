import { backLink } from '../../components/button.ts'
import { icon } from '../../components/icons.ts'
import { layout, type Site } from '../../components/layout.ts'
import { type Html, html } from '../../html.ts'
import { type Words, wordsFor } from '../../words/words.ts'

type SectionName = keyof Words['ownFile']['file']['sections']

export type FileSection = {
  readonly name: SectionName
  /** Each thing kept: what it is, and what it says. */
  readonly records: readonly (readonly { readonly label: string; readonly text: string }[])[]
}

export type OwnFileView = {
  readonly reference: string
  readonly backHref: string
  readonly jsonHref: string
  /** Null once the request is closed. */
  readonly correctHref: string | null
  readonly eraseHref: string
  readonly sections: readonly FileSection[]
}

/** Long lists that few people read are folded on the screen, and whole on paper. */
const FOLDED: readonly SectionName[] = ['events', 'todos', 'links', 'traces']

/** Everything kept of a household, to read, print or save. Opening it changes nothing. */
export function ownFilePage(site: Site, view: OwnFileView): Html {
  const words = wordsFor(site.lang)
  const { file } = words.ownFile
  return layout({
    ...site,
    title: file.title,
    variant: 'patient',
    scripts: [site.assets.printJs],
    body: html`<div class="no-print">${backLink(view.backHref, words.ownFile.back)}</div>
<div class="stack stack-l"><div class="stack stack-s"><p class="small">${words.follow.reference} <span class="nowrap">${view.reference}</span></p><h1>${file.heading}</h1><p>${file.lede}</p></div>
<div class="actions actions-wide no-print"><a class="button" href="${view.jsonHref}" download>${file.download}</a><button class="button button-secondary" type="button" data-island="print" hidden>${icon('print')}${file.print}</button></div>
${view.sections.map((section) => sectionOf(words, section))}
<p class="soft small">${file.withheld}</p>
<ul class="follow-manage no-print">${view.correctHref && html`<li><a href="${view.correctHref}">${file.correct} ${icon('pencil')}</a></li>`}<li><a href="${view.eraseHref}">${file.erase} ${icon('cross')}</a></li></ul></div>`,
  })
}

function sectionOf(words: Words, { name, records }: FileSection): Html {
  const { file } = words.ownFile
  const heading = file.sections[name]
  const body = html`${records.map((record) => recordOf(record))}`
  const isFolded = FOLDED.includes(name) && records.length > 0
  return html`<section aria-labelledby="fiche-${name}"><h2 id="fiche-${name}">${heading}</h2>
${isFolded ? html`<details class="disclosure"><summary>${file.more(records.length)}<span class="visually-hidden"> : ${heading}</span></summary>${body}</details>` : records.length > 0 ? body : html`<p class="soft">${file.nothing}</p>`}</section>
`
}

function recordOf(lines: FileSection['records'][number]): Html {
  return html`<dl class="answers">${lines.map(
    ({ label, text }) => html`<div class="answers-row"><dt>${label}</dt><dd>${text}</dd></div>
`,
  )}</dl>`
}
