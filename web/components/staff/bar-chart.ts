import { type Html, html } from '../../html.ts'

export type Bar = {
  /** Short name under the bar: « janv. ». */
  readonly label: string
  readonly value: number
}

const WIDTH = 480
const TOP = 22
const FLOOR = 170
const BAR_SHARE = 0.6
/** With more bars than that, a phone has room for one name in three. */
const NAMED_ON_A_PHONE = 6

/** One bar per period from zero, its figure above it. `summary` says in a sentence what is seen. */
export function barChart(bars: readonly Bar[], summary: string): Html {
  const step = WIDTH / Math.max(bars.length, 1)
  const most = Math.max(...bars.map(({ value }) => value), 1)
  return html`<svg class="chart-svg" viewBox="0 0 ${WIDTH} 194" role="img" aria-label="${summary}"><path class="chart-axis" d="M0 ${FLOOR}h${WIDTH}"/>${bars.map(
    ({ label, value }, i) => {
      const height = ((FLOOR - TOP) * value) / most
      const middle = (i + 0.5) * step
      return html`<rect class="chart-bar" x="${middle - (step * BAR_SHARE) / 2}" y="${FLOOR - height}" width="${step * BAR_SHARE}" height="${height}" rx="3"/><text class="chart-text-strong chart-mid" x="${middle}" y="${FLOOR - height - 6}">${value}</text><text class="chart-text chart-mid${bars.length > NAMED_ON_A_PHONE && i % 3 !== 0 && ' chart-optional'}" x="${middle}" y="188">${label}</text>`
    },
  )}</svg>`
}
