import { type Html, html } from '../../html.ts'
import { exclusionLabel } from '../../pages/staff/reason-labels.ts'
import type { ExcludedRow } from '../../pages/staff/request-view.ts'
import { kmText } from '../../words/dates.ts'
import { count } from './figures.ts'
import { type PinState, practicePin } from './pins.ts'

const OPEN_UP_TO = 12

/** Doctors who cannot take the household, nearest first, each with every reason; `total`: how many, those not shown included. */
export function excludedList(rows: readonly ExcludedRow[], total: number): Html | false {
  if (rows.length === 0) return false
  const title = count(total, 'médecin écarté, et pourquoi', 'médecins écartés, et pourquoi')
  return html`<details class="disclosure card"${rows.length <= OPEN_UP_TO && html` open`}><summary>${title}</summary>
${total > rows.length && html`<p class="soft small">Les ${rows.length} plus proches du domicile sont dans cette liste.</p>`}<ul class="excluded-list">${rows.map(excludedRow)}</ul></details>`
}

/** A full doctor has a sign of their own; the others are crossed. */
export function excludedPinState({ reasons }: Pick<ExcludedRow, 'reasons'>): PinState {
  return reasons[0] === 'full' ? 'full' : 'out'
}

/** Every reason in one line. */
export function excludedText({ reasons, facts }: ExcludedRow): string {
  return reasons.map((reason) => exclusionLabel(reason, facts)).join(' · ')
}

function excludedRow(row: ExcludedRow): Html {
  return html`<li class="excluded-row" data-row-id="${row.rowId}" data-doctor-id="${row.doctorId}" data-km="${row.km.toFixed(3)}" data-eligible="false" data-reason="${row.reasons.join(' ')}">
${practicePin(excludedPinState(row))}<p>${row.name}<br><span class="soft small">${excludedText(row)}</span></p><p class="rank-row-km soft small">${kmText(row.km)}</p></li>
`
}
