import { type Html, html } from '../html.ts'
import { boxes } from './boxes.ts'

export type CommuneChoice = { readonly inseeCode: string; readonly name: string }

type Visited = {
  readonly name: string
  readonly communes: readonly CommuneChoice[]
  /** INSEE codes. */
  readonly ticked: readonly string[]
}

/** « Où allez-vous à domicile ? », to the doctor: the communes to tick, folded, with how many are. */
export function visitedCommunes({ name, communes, ticked }: Visited): Html {
  return html`<details class="disclosure"><summary>Où allez-vous à domicile ?${ticked.length > 0 && ` ${communesText(ticked.length)}`}</summary>
${boxes({
  name,
  legend: 'Communes où vous allez à domicile',
  hint: 'Aucune cochée : partout où vous exercez.',
  options: communes.map(({ inseeCode: value, name: label }) => ({ value, label })),
  ticked,
})}</details>`
}

function communesText(count: number): string {
  return count === 1 ? '1 commune' : `${count} communes`
}
