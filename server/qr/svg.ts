import { create } from 'qrcode'
import { type Html, html } from '../../web/html.ts'

/** White squares that ISO/IEC 18004 asks for around the code. */
const QUIET = 4
/** Still read with 15 % of it hidden, by a crease or a finger. */
const CORRECTION = 'M'

/** A QR code of `text` as SVG, one unit per square, read aloud as `label`. Black on white in every colour scheme. */
export function qrSvg(text: string, label: string): Html {
  const { modules } = create(text, { errorCorrectionLevel: CORRECTION })
  const side = modules.size + 2 * QUIET
  const rows = Array.from({ length: modules.size }, (_, row) =>
    runsOf(modules.size, (column) => modules.get(row, column) !== 0)
      .map(([from, width]) => `M${from + QUIET} ${row + QUIET}h${width}v1h-${width}z`)
      .join(''),
  )
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" width="50mm" height="50mm" role="img" aria-label="${label}" shape-rendering="crispEdges"><path fill="#ffffff" d="M0 0h${side}v${side}h-${side}z"/><path fill="#000000" d="${rows.join('')}"/></svg>`
}

/** Dark squares of a row that touch, as one: first column and width. */
function runsOf(
  size: number,
  isDark: (column: number) => boolean,
): [from: number, width: number][] {
  const runs: [number, number][] = []
  for (let column = 0; column < size; column++) {
    if (!isDark(column)) continue
    const last = runs.at(-1)
    if (last && last[0] + last[1] === column) last[1] += 1
    else runs.push([column, 1])
  }
  return runs
}
