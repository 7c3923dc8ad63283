import L from 'leaflet'
import type { MapView } from '../components/staff/map-view.ts'
import { say } from './map-note.ts'

/** Lays our own tiles under the contours. When they do not come, the contours stay alone and the panel says so. */
export function addTiles(map: L.Map, root: HTMLElement, tiles: MapView['tiles']): void {
  if (!tiles) {
    say(root, 'Contours seuls : le fond de carte est désactivé.')
    return
  }
  const layer = L.tileLayer(tiles.url, { maxZoom: 18, className: 'map-tile' })
  const attribution = L.control.attribution({ prefix: false, position: 'topright' })
  let loaded = 0
  let failed = 0
  layer.on('tileload', () => {
    loaded += 1
    map.getContainer().classList.add('map-has-tiles')
  })
  layer.on('tileerror', () => {
    failed += 1
    if (failed <= loaded || !map.hasLayer(layer)) return
    layer.remove()
    attribution.remove()
    map.getContainer().classList.remove('map-has-tiles')
    say(root, 'Le fond de carte ne répond pas : la carte montre les contours seuls.')
  })
  attribution.addAttribution(tiles.attribution).addTo(map)
  layer.addTo(map)
}
