import L from 'leaflet'
import type { MapCommune, MapContours } from '../components/staff/map-view.ts'

const LABELS_FROM_ZOOM = 11.5

/** What is at that address; null when it does not answer. */
export async function readContours(address: string): Promise<MapContours | null> {
  const answer = await fetch(address).catch(() => null)
  return answer?.ok ? answer.json() : null
}

/** Draws what needs no network: communes, their names, and the frontier of the territory above them. */
export function drawContours(map: L.Map, { territory, communes }: MapContours): void {
  for (const commune of communes) drawCommune(map, commune)
  if (territory) {
    if (communes.length === 0) addShape(map, territory, 'map-in')
    addShape(map, territory, 'map-territory')
  }
  showLabelsWhenNear(map)
}

function drawCommune(map: L.Map, { name, inside, outline }: MapCommune): void {
  const shape = addShape(map, outline, inside ? 'map-in' : 'map-out')
  addShape(map, outline, 'map-edge')
  const label = document.createElement('span')
  label.textContent = name
  L.marker(shape.getBounds().getCenter(), {
    interactive: false,
    keyboard: false,
    icon: L.divIcon({
      className: inside ? 'map-commune' : 'map-commune map-commune-out',
      html: label,
      iconSize: [0, 0],
    }),
  }).addTo(map)
}

/** The sheet decides of the line and of the ground: Leaflet's own are left to it. */
function addShape(map: L.Map, outline: GeoJSON.GeoJsonObject, className: string): L.GeoJSON {
  return L.geoJSON(outline, { interactive: false, style: { className } }).addTo(map)
}

function showLabelsWhenNear(map: L.Map): void {
  const update = () =>
    map.getContainer().classList.toggle('map-is-far', map.getZoom() < LABELS_FROM_ZOOM)
  map.on('zoomend', update)
  update()
}
