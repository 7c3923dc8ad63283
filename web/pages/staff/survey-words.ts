import { count } from '../../components/staff/figures.ts'
import { seal } from '../../components/staff/frame.ts'
import { textArea } from '../../components/text-area.ts'
import { type Html, html } from '../../html.ts'
import { wordsFor } from '../../words/words.ts'

export interface WordsView {
  readonly id: string
  readonly year: number
  readonly version: number
  readonly state: 'to_review' | 'shown' | 'hidden'
  readonly written: string
  /** As they are shown, without names; null while they are not. */
  readonly shown: string | null
  readonly reviewedBy: string | null
  readonly key: string
}

const states: Record<WordsView['state'], string> = {
  to_review: 'à relire',
  shown: 'montré',
  hidden: 'gardé caché',
}

/** Free words, to be read by a person before anybody else does: shown, without names, or kept hidden. */
export function wordsSection(words: readonly WordsView[], mayWrite: boolean): Html {
  const waiting = words.filter(({ state }) => state === 'to_review')
  const reviewed = words.filter(({ state }) => state !== 'to_review')
  return html`<section class="stack" id="mots" aria-labelledby="mots-titre"><h2 id="mots-titre">${waiting.length > 0 ? count(waiting.length, 'mot à relire', 'mots à relire') : 'Tous les mots sont relus'}</h2>
${waiting.length > 0 && html`<p class="soft">Retirez les noms et ce qui désigne quelqu’un, puis montrez ou gardez caché. Rien n’est montré ni exporté avant.</p><ul class="message-list">${waiting.map((each) => wordsCard(each, mayWrite))}</ul>`}
${reviewed.length > 0 && html`<details class="disclosure"><summary>Revenir sur ${count(reviewed.length, 'mot relu', 'mots relus')}</summary><ul class="message-list">${reviewed.map((each) => wordsCard(each, mayWrite))}</ul></details>`}</section>`
}

function wordsCard(words: WordsView, mayWrite: boolean): Html {
  const { id, year, state, written, shown, reviewedBy } = words
  return html`<li class="card message" id="mot-${id}" data-words="${state}"><div class="message-head"><p class="soft small">${year}, ${states[state]}${reviewedBy && ` par ${reviewedBy}`}</p></div>
${mayWrite ? form(words) : html`<p class="letter-text">${shown ?? written}</p>`}</li>
`
}

function form({ id, version, key, shown, written }: WordsView): Html {
  return html`<form class="stack" method="post" action="/coordination/enquete/mots/${id}">${seal({ key, version })}
${textArea(wordsFor('fr'), { name: 'texte', id: `texte-${id}`, label: 'Ce qui sera montré', value: shown ?? written, maxlength: 600, rows: 3 })}
<div class="actions"><button class="button button-secondary" type="submit" name="decision" value="montrer">Montrer</button><button class="button button-quiet" type="submit" name="decision" value="cacher">Garder caché</button></div></form>`
}
