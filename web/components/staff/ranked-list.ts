import type { RankedReason } from '../../../server/ranking/rules.ts'
import { type Html, html } from '../../html.ts'
import { reasonLabel, type WordedReason } from '../../pages/staff/reason-labels.ts'
import type { RankedRow } from '../../pages/staff/request-view.ts'
import { kmText } from '../../words/dates.ts'
import { type IconName, icon } from '../icons.ts'
import { count } from './figures.ts'
import { practicePin } from './pins.ts'

const SHOWN_FIRST = 12

/** Doctors who can take the household, in the published order. Boxes belong to the form `formId`; without it there are none. */
export function rankedList(rows: readonly RankedRow[], formId: string | null): Html {
  const names = new Map(rows.map((row) => [row.rowId, row.name]))
  const nameOf = (id: string) => names.get(id) ?? 'un autre médecin'
  const items = rows.map((row, index) => rankedRow(row, { number: index + 1, formId, nameOf }))
  return html`<ol class="card rank-list">${items.slice(0, SHOWN_FIRST)}</ol>${
    items.length > SHOWN_FIRST &&
    html`<details class="disclosure card"><summary>${count(items.length - SHOWN_FIRST, 'autre médecin', 'autres médecins')}</summary><ol class="rank-list" start="${SHOWN_FIRST + 1}">${items.slice(SHOWN_FIRST)}</ol></details>`
  }`
}

type RowContext = {
  readonly number: number
  readonly formId: string | null
  readonly nameOf: (id: string) => string
}

function rankedRow(row: RankedRow, { number, formId, nameOf }: RowContext): Html {
  const places = row.reasons.find(({ code }) => code === 'places')
  const others = row.reasons.filter(isWorthSaying)
  return html`<li class="rank-row" data-row data-row-id="${row.rowId}" data-doctor-id="${row.doctorId}" data-km="${row.km.toFixed(3)}" data-eligible="true">
${formId ? box(row, formId) : html`<span></span>`}
<span class="rank-row-pin">${practicePin(row.freshness === 'fresh' ? 'ok' : 'stale', String(number))}</span>
<div><h3 class="rank-row-name"><span class="visually-hidden">${number}. </span>${row.name}</h3><p class="soft small">${row.practice}</p>${row.road && html`<p class="soft small">${row.road}</p>`}</div>
<div><p class="rank-row-km">${kmText(row.km)}</p>${places?.code === 'places' && html`<p class="soft small nowrap">${count(places.free, 'place')}</p>`}</div>
<div class="rank-row-why"><ul class="ticks">${others.map((reason) => why(reasonLabel(reason, nameOf)))}</ul></div>
</li>
`
}

/** Distance and places have their column; that French is spoken goes without saying. */
function isWorthSaying(reason: RankedReason): boolean {
  if (reason.code === 'language') return reason.languages.some((language) => language !== 'fr')
  return reason.code !== 'distance' && reason.code !== 'places'
}

function box({ rowId, name, isChosen }: RankedRow, formId: string): Html {
  return html`<label class="rank-row-check"><input type="checkbox" name="medecin" value="${rowId}" form="${formId}"${isChosen && html` checked`}><span class="visually-hidden">Mettre ${name} sur la liste</span></label>`
}

const looks: Record<WordedReason['tone'], readonly [icon: IconName, className: string]> = {
  good: ['check', ''],
  warn: ['clock', 'why-warn'],
  note: ['info', 'why-note'],
}

function why({ tone, text }: WordedReason): Html {
  const [name, className] = looks[tone]
  return html`<li${className && html` class="${className}"`}>${icon(name)}${text}</li>`
}
