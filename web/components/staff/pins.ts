import { type Html, html, raw } from '../../html.ts'

/**
 * What a sign of the map says of a practice, best first: can take them, to reconfirm, full, left out; `prospect`: doctors
 * of the national directory who have not joined.
 */
export type PinState = 'ok' | 'stale' | 'full' | 'out' | 'prospect'

/** Drawing of a sign in its own units: the tip of a drop, or the middle of the other signs, is at 0,0. */
type Drawing = { readonly box: readonly [number, number, number, number]; readonly shapes: Html }

const DROP_HALF = 12
const HALF_PER_LETTER = 4.2

/** Sign of a practice with what it says inside, for example « 1 » or « 1 · 3 ». Only drops carry a text. */
export function practicePin(state: PinState, text = ''): Html {
  return draw(practiceDrawing(state, text))
}

/** Width and height in px of the sign, to tell Leaflet; its tip is at the bottom for a drop, else in its middle. */
export function practicePinSize(
  state: PinState,
  text = '',
): readonly [width: number, height: number] {
  const [, , width, height] = practiceDrawing(state, text).box
  return [width, height]
}

export function isDrop(state: PinState): boolean {
  return state === 'ok' || state === 'stale'
}

/** The home: a dark square with a house. */
export function homePin(): Html {
  return draw({
    box: [-17, -17, 34, 34],
    shapes: raw(
      '<rect class="pin-home" x="-15" y="-15" width="30" height="30" rx="9"/><path class="pin-home-glyph" d="M-8-.5 0-8 8-.5M-5-2v9H5v-9"/>',
    ),
  })
}

/** A line of the legend: the frontier, the chosen distance or each kilometre. */
export function lineSign(className: 'map-territory' | 'map-ring-max' | 'map-ring'): Html {
  return draw({ box: [-16, -16, 32, 32], shapes: html`<path class="${className}" d="M-14 0h28"/>` })
}

function practiceDrawing(state: PinState, text: string): Drawing {
  if (state === 'full') return { box: [-14, -14, 28, 28], shapes: FULL }
  if (state === 'out') return { box: [-14, -14, 28, 28], shapes: LEFT_OUT }
  if (state === 'prospect') return { box: [-14, -14, 28, 28], shapes: PROSPECT }
  const half = Math.max(DROP_HALF, text.length * HALF_PER_LETTER)
  const shapes = html`<path class="pin-${state}" d="${dropPath(half)}"/><text class="pin-${state}-text" y="-15">${text}</text>`
  return { box: [-half - 2, -34, 2 * half + 4, 35], shapes }
}

const FULL = raw(
  '<rect class="pin-full" x="-10" y="-10" width="20" height="20" rx="4"/><path class="pin-full-glyph" d="M-4.5 0h9"/>',
)
const LEFT_OUT = raw(
  '<circle class="pin-no" r="10"/><path class="pin-no-glyph" d="m-3.6-3.6 7.2 7.2M3.6-3.6l-7.2 7.2"/>',
)

/** A lozenge, empty: nobody is offered yet. */
const PROSPECT = raw('<path class="pin-prospect" d="M0-10 10 0 0 10-10 0Z"/>')

/** A drop whose round part widens with its text and whose tip stays at 0,0. */
function dropPath(half: number): string {
  const flat = 2 * (half - DROP_HALF)
  return `M0 0C-3-6-${half}-11-${half}-20a12 12 0 0 1 12-12h${flat}a12 12 0 0 1 12 12C${half}-11 3-6 0 0Z`
}

function draw({ box, shapes }: Drawing): Html {
  return html`<svg class="map-sign" viewBox="${box.join(' ')}" width="${box[2]}" height="${box[3]}" aria-hidden="true" focusable="false">${shapes}</svg>`
}
