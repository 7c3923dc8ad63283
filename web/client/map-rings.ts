import L from 'leaflet'
import type { MapView } from '../components/staff/map-view.ts'

const MOST_RINGS = 6
const METRES = 1000

/** Rings around the home: a dotted one with its text at each step, a dashed one at the chosen distance. */
export function addRings(map: L.Map, { home, maxKm }: MapView): { moveTo(centre: L.LatLng): void } {
  if (!home || !maxKm) return { moveTo: () => {} }
  const [lon, lat] = home.position
  const rings = distances(maxKm).map((km) => {
    const className = km === maxKm ? 'map-ring-max' : 'map-ring'
    const circle = L.circle([lat, lon], { radius: km * METRES, className, interactive: false })
    return { circle: circle.addTo(map), text: ringText(km).addTo(map) }
  })
  const moveTo = (centre: L.LatLng) => {
    for (const { circle, text } of rings) {
      circle.setLatLng(centre)
      text.setLatLng([circle.getBounds().getSouth(), centre.lng])
    }
  }
  moveTo(L.latLng(lat, lon))
  return { moveTo }
}

/** Kilometres of the rings, the chosen distance drawn first so that the others stay above it. */
function distances(maxKm: number): number[] {
  const step = [1, 2, 5, 10, 20].find((km) => maxKm / km <= MOST_RINGS) ?? maxKm
  const steps = Array.from({ length: Math.ceil(maxKm / step) - 1 }, (_, i) => (i + 1) * step)
  return [maxKm, ...steps]
}

function ringText(km: number): L.Marker {
  const text = document.createElement('span')
  text.textContent = `${km.toLocaleString('fr-FR')} km`
  const icon = L.divIcon({ className: 'map-distance', html: text, iconSize: [0, 0] })
  return L.marker([0, 0], { icon, interactive: false, keyboard: false })
}
