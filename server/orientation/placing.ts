import type { Deps } from '../deps.ts'
import { type GeocodeAnswer, GeocoderUnavailable } from '../geocoding/rules.ts'
import { type Area, currentArea, locateIn } from '../territory/service.ts'
import type { Home } from './household.ts'
import type { Verdict } from './rules.ts'

export type TypedAddress = { address: string; postalCode: string; commune: string }

/** A home as the geocoder found it. `placed`: the house itself, beyond doubt. */
export type PlacedHome = {
  home: Home
  inseeCode: string | null
  placed: boolean
  verdict: Verdict | null
}

/**
 * Asks where an address is, then whether that is in the territory. Never fails: a geocoder that is down or unsure
 * leaves the home to a person, with what was found so far. Asked before any transaction, with the address alone.
 */
export async function placeHome(
  deps: Deps,
  territoryId: string,
  typed: TypedAddress,
): Promise<PlacedHome> {
  return placeHomeIn(deps, await currentArea(deps, territoryId), typed)
}

/** The same, in a territory that was read. */
export async function placeHomeIn(
  deps: Deps,
  area: Area,
  typed: TypedAddress,
): Promise<PlacedHome> {
  const answer = await ask(deps, typed)
  if (!answer) return unplaced(typed, ['service_unavailable'])
  const placed =
    answer.status === 'ok' && answer.precision === 'housenumber' && answer.position !== null
  const home: Home = {
    ...typed,
    label: answer.label,
    position: answer.position,
    oldInseeCode: answer.oldInseeCode,
    placedBy: placed ? 'geocoder' : null,
    doubts: answer.doubts,
    candidates: answer.candidates.map(({ label, inseeCode, oldInseeCode, position }) => ({
      label,
      inseeCode,
      oldInseeCode,
      position,
    })),
  }
  if (!placed)
    return {
      home,
      inseeCode: answer.status === 'ok' ? answer.inseeCode : null,
      placed,
      verdict: null,
    }
  const { verdict } = locateIn(area, answer)
  return { home, inseeCode: answer.inseeCode, placed, verdict }
}

function unplaced(typed: TypedAddress, doubts: string[]): PlacedHome {
  const home: Home = {
    ...typed,
    label: null,
    position: null,
    oldInseeCode: null,
    placedBy: null,
    doubts,
    candidates: [],
  }
  return { home, inseeCode: null, placed: false, verdict: null }
}

async function ask({ geocoder, log }: Deps, typed: TypedAddress): Promise<GeocodeAnswer | null> {
  try {
    return await geocoder.search({
      text: typed.address,
      postalCode: typed.postalCode || undefined,
      commune: typed.commune || undefined,
    })
  } catch (error) {
    if (!(error instanceof GeocoderUnavailable)) throw error
    log.warn({ reason: 'geocoder_unavailable' }, 'an address waits for a person')
    return null
  }
}
