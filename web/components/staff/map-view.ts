import type { LonLat } from '../../../server/geo.ts'
import type { PinState } from './pins.ts'

/** All that the map draws. The list beside it holds the same facts. Positions are `[lon, lat]`. */
export interface MapView {
  readonly home: MapHome | null
  /** Largest distance that the household accepts, in kilometres. */
  readonly maxKm: number | null
  /** In the order of the list. */
  readonly practices: readonly MapPractice[]
  /** Address of the `MapContours` to draw, which a browser keeps. */
  readonly contours: string
  /** Address pattern of our own tile server, with `{z}`, `{x}`, `{y}`; null draws the contours alone. */
  readonly tiles: { readonly url: string; readonly attribution: string } | null
}

export interface MapHome {
  readonly position: LonLat
  readonly label: string
}

export interface MapPractice {
  readonly position: LonLat
  readonly state: PinState
  /** Numbers of the list, for example « 1 · 3 »; empty for those left out. */
  readonly text: string
  /** What is read aloud: practice, doctors, distance, state. */
  readonly label: string
  /** Rows of the list that this sign stands for: their `data-row-id`. */
  readonly rowIds: readonly string[]
}

export interface MapContours {
  readonly territory: GeoJSON.Polygon | GeoJSON.MultiPolygon | null
  readonly communes: readonly MapCommune[]
}

export interface MapCommune {
  readonly name: string
  readonly inside: boolean
  readonly outline: GeoJSON.Polygon | GeoJSON.MultiPolygon
}
