import { type Html, html, type Printable, raw } from '../../html.ts'
import type { MapView } from './map-view.ts'
import { homePin, lineSign, practicePin } from './pins.ts'

export type MapPanel = {
  readonly view: MapView
  /** Name of the map for those who hear it. */
  readonly label: string
  /** Offers to move the home; the page then holds a form marked `data-map-position` with `lon` and `lat`. */
  readonly canMove?: boolean
  /** How distances are measured, for example « Distances à vol d’oiseau ». */
  readonly source: string
}

/** The map beside its list: drawn by the island, with its legend always visible. */
export function mapPanel({ view, label, canMove, source }: MapPanel): Html {
  return html`<div data-island="map"><div class="map-panel">
<script type="application/json" data-map-view>${asJson(view)}</script>
<div class="map-canvas" data-map-canvas role="application" aria-roledescription="carte" aria-label="${label}" aria-describedby="carte-touches"><p class="map-fallback">La carte n’a pas pu s’ouvrir. La liste dit la même chose.</p></div>
${legend(view)}</div>
${canMove && moveButton}<p class="soft small" data-map-note role="status"></p>
<p class="soft small" id="carte-touches">${source}. Au clavier : flèches pour se déplacer, + et − pour agrandir et réduire, 0 pour revenir au départ.</p></div>`
}

const moveButton = raw(
  '<p class="map-move no-print"><button class="button button-secondary" type="button" aria-pressed="false" data-map-move hidden>Déplacer le domicile</button> <span class="small" data-map-move-note role="status"></span></p>',
)

function legend({ home, maxKm, practices }: MapView): Html {
  return html`<ul class="map-legend" aria-label="Légende">
${home && legendLine(homePin(), 'Domicile')}
${practices.some(({ state }) => state !== 'prospect') && practiceLegend}
${practices.some(({ state }) => state === 'prospect') && legendLine(practicePin('prospect'), 'Du répertoire, à inviter')}
${legendLine(lineSign('map-territory'), 'Limite du territoire')}
${home && maxKm && legendLine(lineSign('map-ring-max'), 'Distance choisie')}
${home && maxKm && legendLine(lineSign('map-ring'), 'Kilomètres')}</ul>`
}

const practiceLegend = html`${legendLine(practicePin('ok', ' '), 'Peut accueillir, numéro de la liste')}
${legendLine(practicePin('stale', ' '), 'À reconfirmer')}
${legendLine(practicePin('full'), 'Complet')}
${legendLine(practicePin('out'), 'Écarté')}`

function legendLine(sign: Html, words: Printable): Html {
  return html`<li>${sign}${words}</li>`
}

/** JSON that cannot close its element: a name may hold `</script>`. */
function asJson(view: MapView): Html {
  return raw(JSON.stringify(view).replaceAll('<', '\\u003c'))
}
