import L from 'leaflet'
import type { MapPractice } from '../components/staff/map-view.ts'
import { isDrop, practicePin, practicePinSize } from '../components/staff/pins.ts'

const NEVER_BELOW = 1000

/**
 * Adds the practices in the order of the list and ties each to its rows. Those that can take the household are stops of
 * Tab, in that order; those left out are not, since a hundred stops would bar the way and the list says as much.
 */
export function addPractices(map: L.Map, practices: readonly MapPractice[]): void {
  practices.forEach((practice, index) => {
    const pin = addPin(map, practice, NEVER_BELOW * (practices.length - index))
    if (pin) tie(pin, practice.rowIds.flatMap(rowsOf))
  })
}

function addPin(map: L.Map, { position, state, text, label }: MapPractice, above: number) {
  const [lon, lat] = position
  const [width, height] = practicePinSize(state, text)
  const icon = L.divIcon({
    className: 'map-pin',
    html: practicePin(state, text).text,
    iconSize: [width, height],
    iconAnchor: [width / 2, isDrop(state) ? height - 1 : height / 2],
  })
  const keyboard = isDrop(state)
  const marker = L.marker([lat, lon], { icon, zIndexOffset: above, keyboard, autoPanOnFocus: true })
  marker.addTo(map).bindTooltip(textOf(label), { direction: 'top', offset: [0, -height / 2] })
  const pin = marker.getElement()
  if (!keyboard) pin?.setAttribute('role', 'img')
  pin?.setAttribute('aria-label', text ? `${text} : ${label}` : label)
  return pin
}

/** Focusing or pointing at a row outlines its pin, and the other way round; pressing a pin goes to its row. */
function tie(pin: HTMLElement, rows: readonly HTMLElement[]): void {
  const mark = (isOn: boolean) => {
    pin.classList.toggle('is-pointed', isOn)
    for (const row of rows) row.classList.toggle('is-pointed', isOn)
  }
  for (const element of [pin, ...rows]) {
    element.addEventListener('focusin', () => mark(true))
    element.addEventListener('focusout', () => mark(false))
    element.addEventListener('mouseenter', () => mark(true))
    element.addEventListener('mouseleave', () => mark(false))
  }
  const goToRow = () => {
    const [first] = rows
    first?.closest('details')?.setAttribute('open', '')
    first?.querySelector<HTMLElement>('input, a, button')?.focus()
    first?.scrollIntoView({ block: 'nearest' })
  }
  pin.addEventListener('click', goToRow)
  pin.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      goToRow()
    }
  })
}

function rowsOf(rowId: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`[data-row-id="${CSS.escape(rowId)}"]`)]
}

function textOf(text: string): HTMLElement {
  const element = document.createElement('span')
  element.textContent = text
  return element
}
