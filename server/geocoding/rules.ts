import type { LonLat } from '../geo.ts'

/** What a place is: a door, a street, a whole commune. */
export type Precision = 'housenumber' | 'street' | 'municipality'

/** What a person typed. The three optional fields are read as if they had been typed after the text. */
export type GeocodeQuery = {
  text: string
  postalCode?: string | undefined
  commune?: string | undefined
  inseeCode?: string | undefined
}

/**
 * Why a person should look at the answer.
 * Only `postal_code_corrected` leaves an answer trusted: the commune named outright holds the address, the
 * communes of the postal code hold none like it.
 */
export type Doubt =
  | 'number_not_found'
  | 'street_not_found'
  | 'street_uncertain'
  | 'type_differs'
  | 'type_missing'
  | 'commune_missing'
  | 'commune_uncertain'
  | 'postal_code_differs'
  | 'postal_code_corrected'
  | 'several_candidates'
  | 'foreign'
  | 'outside_index'
  | 'service_unavailable'

/** A place that may be shown or picked. `oldInseeCode`: the associated commune (Lomme inside Lille), when known. */
export type Place = {
  precision: Precision
  label: string
  inseeCode: string
  oldInseeCode: string | null
  postalCode: string | null
  commune: string
  position: LonLat | null
}

/** `score` runs from 0 to 1, the nearest to what was typed. */
export type ScoredPlace = Place & { score: number }

/** Whether an answer is trusted; see `GeocodeAnswer`. */
export type GeocodeStatus = 'ok' | 'to_locate' | 'not-found'

/**
 * `ok`: the place asked for, at the precision asked for (read `precision`: a commune alone may be `ok`).
 * `to_locate`: the fields hold the best proposal, if any, and a person decides among `candidates`.
 * `score` runs from 0 to 1; `candidates` come best first, the proposal included.
 */
export type GeocodeAnswer = {
  status: GeocodeStatus
  source: 'service' | 'offline'
  precision: Precision | null
  score: number
  label: string | null
  inseeCode: string | null
  oldInseeCode: string | null
  postalCode: string | null
  commune: string | null
  position: LonLat | null
  doubts: Doubt[]
  candidates: ScoredPlace[]
}

/** `name`: the street with its number, or the commune, as a field is filled with it. */
export type Suggestion = ScoredPlace & { name: string; housenumber: string | null }

/** Where an address is. */
export interface Geocoder {
  /** Never fails on what was typed. @throws GeocoderUnavailable when no engine could be asked. */
  search(query: GeocodeQuery, signal?: AbortSignal): Promise<GeocodeAnswer>
  /** Places whose beginning is being typed, best first. @throws GeocoderUnavailable */
  suggest(text: string, limit: number, signal?: AbortSignal): Promise<Suggestion[]>
}

/** The service did not answer, or not in its format. Asking again later may work. */
export class GeocoderUnavailable extends Error {
  readonly retryable = true
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options)
    this.name = 'GeocoderUnavailable'
  }
}

/** No place at all. With a doubt (a foreign address), a person must look: `to_locate`. */
export function notFound(source: GeocodeAnswer['source'], doubts: Doubt[] = []): GeocodeAnswer {
  return {
    status: doubts.length > 0 ? 'to_locate' : 'not-found',
    source,
    precision: null,
    score: 0,
    label: null,
    inseeCode: null,
    oldInseeCode: null,
    postalCode: null,
    commune: null,
    position: null,
    doubts,
    candidates: [],
  }
}
