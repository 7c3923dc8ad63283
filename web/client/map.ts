import L from 'leaflet'
import type { MapContours, MapView } from '../components/staff/map-view.ts'
import { isDrop } from '../components/staff/pins.ts'
import { drawContours, readContours } from './map-contours.ts'
import { addHome } from './map-home.ts'
import { say } from './map-note.ts'
import { addPractices } from './map-pins.ts'
import { addRings } from './map-rings.ts'
import { addTiles } from './map-tiles.ts'

const NEAREST_ZOOM = 16
/** As many practices as the list shows before it is unfolded. */
const SEEN_FIRST = 12
const LEAST_SEEN_METRES = 600
const NO_CONTOURS = 'Les contours du territoire ne viennent pas. Rechargez la page pour les voir.'

/** Turns a `data-island="map"` panel into a Leaflet map. Does nothing when the panel holds no view. */
export async function mount(root: HTMLElement): Promise<void> {
  const view = readView(root)
  const canvas = root.querySelector<HTMLElement>('[data-map-canvas]')
  if (!view || !canvas) return
  const contours = await readContours(view.contours)
  canvas.replaceChildren()
  const map = createMap(canvas)
  const start = () =>
    map.fitBounds(startBounds(view, contours), { maxZoom: NEAREST_ZOOM, padding: [12, 12] })
  start()
  addTiles(map, root, view.tiles)
  if (contours) drawContours(map, contours)
  else say(root, NO_CONTOURS)
  const rings = addRings(map, view)
  addHome(map, root, view.home, rings.moveTo)
  addPractices(map, view.practices)
  L.control.scale({ imperial: false, position: 'bottomleft' }).addTo(map)
  canvas.addEventListener('keydown', (event) => {
    if (event.key === '0') start()
  })
  root.closest('details')?.addEventListener('toggle', () => {
    map.invalidateSize()
    start()
  })
  canvas.dataset.ready = 'oui'
}

function readView(root: HTMLElement): MapView | null {
  const text = root.querySelector('[data-map-view]')?.textContent
  return text ? (JSON.parse(text) as MapView) : null
}

/** No animation: nothing on the page moves by itself. The wheel zooms only once the map was chosen. */
function createMap(canvas: HTMLElement): L.Map {
  const map = L.map(canvas, {
    zoomControl: false,
    attributionControl: false,
    zoomAnimation: false,
    fadeAnimation: false,
    markerZoomAnimation: false,
    inertia: false,
    scrollWheelZoom: false,
    dragging: !L.Browser.mobile,
    minZoom: 8,
    maxZoom: 18,
    zoomSnap: 0.5,
  })
  map.on('focus', () => map.scrollWheelZoom.enable())
  map.on('blur', () => map.scrollWheelZoom.disable())
  L.control
    .zoom({
      position: 'bottomright',
      zoomInTitle: 'Agrandir la carte',
      zoomOutTitle: 'Réduire la carte',
    })
    .addTo(map)
  return map
}

/** The home and the nearest practices that can take the household, else the chosen distance, else the territory. */
function startBounds(
  { home, maxKm, practices }: MapView,
  contours: MapContours | null,
): L.LatLngBounds {
  const nearest = practices.filter(({ state }) => isDrop(state)).slice(0, SEEN_FIRST)
  if (home && maxKm && nearest.length > 0)
    return nearest.reduce(
      (seen, { position }) => seen.extend(toLatLng(position)),
      toLatLng(home.position).toBounds(LEAST_SEEN_METRES),
    )
  if (home && maxKm) return toLatLng(home.position).toBounds(maxKm * 2000)
  const bounds = L.latLngBounds(practices.map(({ position }) => toLatLng(position)))
  if (home) bounds.extend(toLatLng(home.position))
  if (contours?.territory) bounds.extend(L.geoJSON(contours.territory).getBounds())
  for (const { inside, outline } of contours?.communes ?? [])
    if (inside && !contours?.territory) bounds.extend(L.geoJSON(outline).getBounds())
  return bounds.isValid() ? bounds : L.latLngBounds([41.3, -5.2], [51.1, 9.6])
}

function toLatLng([lon, lat]: readonly [number, number]): L.LatLng {
  return L.latLng(lat, lon)
}

for (const root of document.querySelectorAll<HTMLElement>('[data-island="map"]')) mount(root)
