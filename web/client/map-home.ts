import L from 'leaflet'
import type { MapHome } from '../components/staff/map-view.ts'
import { homePin } from '../components/staff/pins.ts'

const SIDE_PX = 34
/** Above the pins: a practice next door must not hide the home. */
const ABOVE_PINS = 1_000_000
const STEP_PX = 8
const FINE_STEP_PX = 1
/** Six decimals of a degree are about ten centimetres. */
const DECIMALS = 6
const MOVES =
  'Faites glisser le domicile, ou utilisez les flèches (avec Maj, plus finement), puis Entrée pour enregistrer.'
const DIRECTIONS: Record<string, readonly [x: number, y: number]> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
}

/**
 * Shows the home, if it has a position. When the page has a `data-map-move` button and a form with `lon` and `lat`, the
 * home can be placed and moved by mouse, by arrows or by typing while the button is pressed; only the form saves it, and
 * Enter leads there.
 */
export function addHome(
  map: L.Map,
  root: HTMLElement,
  home: MapHome | null,
  onMove: (centre: L.LatLng) => void,
): void {
  const marker = homeMarker(map, home)
  if (home) show(map, marker)
  const fields = positionFields()
  const button = root.querySelector<HTMLButtonElement>('[data-map-move]')
  if (!button || !fields) return
  button.hidden = false
  const place = (centre: L.LatLng) => {
    show(map, marker.setLatLng(centre))
    onMove(centre)
    fields.lon.value = centre.lng.toFixed(DECIMALS)
    fields.lat.value = centre.lat.toFixed(DECIMALS)
    say(root, `Position : ${fields.lon.value}, ${fields.lat.value}. Elle reste à enregistrer.`)
  }
  marker.on('drag', () => place(marker.getLatLng()))
  followFields(fields, place)
  button.addEventListener('click', () => {
    if (!map.hasLayer(marker)) place(map.getCenter())
    fields.form.closest('details')?.setAttribute('open', '')
    toggleMoves(map, root, marker, button)
  })
  const canvas = map.getContainer()
  canvas.addEventListener('keydown', (event) => moveByKey(event, map, marker, place), true)
  canvas.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !isMoving(marker, event)) return
    event.preventDefault()
    fields.form.querySelector('button')?.focus()
  })
}

function homeMarker(map: L.Map, home: MapHome | null): L.Marker {
  const icon = L.divIcon({
    className: 'map-pin map-pin-home',
    html: homePin().text,
    iconSize: [SIDE_PX, SIDE_PX],
    iconAnchor: [SIDE_PX / 2, SIDE_PX / 2],
  })
  const at = home ? L.latLng(home.position[1], home.position[0]) : map.getCenter()
  const marker = L.marker(at, { icon, zIndexOffset: ABOVE_PINS })
  const label = home ? `Domicile : ${home.label}` : 'Domicile, à placer'
  return marker.on('add', () => marker.getElement()?.setAttribute('aria-label', label))
}

function show(map: L.Map, marker: L.Marker): void {
  if (!map.hasLayer(marker)) marker.addTo(map)
}

function toggleMoves(
  map: L.Map,
  root: HTMLElement,
  marker: L.Marker,
  button: HTMLButtonElement,
): void {
  const isStarting = button.getAttribute('aria-pressed') !== 'true'
  button.setAttribute('aria-pressed', String(isStarting))
  map.getContainer().classList.toggle('map-is-moving', isStarting)
  if (!isStarting) {
    marker.dragging?.disable()
    say(root, 'Le domicile ne bouge plus.')
    return
  }
  marker.dragging?.enable()
  say(root, MOVES)
  marker.getElement()?.focus()
}

/** Arrows move the home, not the map, while it may move. */
function moveByKey(
  event: KeyboardEvent,
  map: L.Map,
  marker: L.Marker,
  place: (centre: L.LatLng) => void,
): void {
  const direction = DIRECTIONS[event.key]
  if (!direction || !marker.dragging?.enabled()) return
  event.preventDefault()
  event.stopPropagation()
  const step = event.shiftKey ? FINE_STEP_PX : STEP_PX
  const [x, y] = direction
  const point = map.latLngToContainerPoint(marker.getLatLng()).add([x * step, y * step])
  place(map.containerPointToLatLng(point))
  map.panInside(marker.getLatLng(), { padding: [SIDE_PX, SIDE_PX], animate: false })
}

function isMoving(marker: L.Marker, { target }: KeyboardEvent): boolean {
  return marker.dragging?.enabled() === true && target === marker.getElement()
}

interface PositionFields {
  readonly form: HTMLFormElement
  readonly lon: HTMLInputElement
  readonly lat: HTMLInputElement
}

function positionFields(): PositionFields | null {
  const form = document.querySelector<HTMLFormElement>('[data-map-position]')
  const lon = form?.querySelector<HTMLInputElement>('[name="lon"]')
  const lat = form?.querySelector<HTMLInputElement>('[name="lat"]')
  return form && lon && lat ? { form, lon, lat } : null
}

/** A position typed in the form shows at once on the map. */
function followFields({ lon, lat }: PositionFields, place: (centre: L.LatLng) => void): void {
  const follow = () => {
    const [x, y] = [lon, lat].map((field) => Number(field.value.replace(',', '.')))
    if (lon.value && lat.value && Number.isFinite(x) && Number.isFinite(y))
      place(L.latLng(y ?? 0, x ?? 0))
  }
  lon.addEventListener('change', follow)
  lat.addEventListener('change', follow)
}

function say(root: HTMLElement, text: string): void {
  const note = root.querySelector('[data-map-move-note]')
  if (note) note.textContent = text
}
