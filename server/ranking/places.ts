/** The places of a doctor, in people, since their last confirmation. */
export interface Places {
  placesOffered: number
  /** Held by proposals waiting for an answer. */
  placesHeld: number
  /** Agreed or declared. */
  placesTaken: number
}

/** Offered, less held, less taken; never below zero. */
export function freePlaces({ placesOffered, placesHeld, placesTaken }: Places): number {
  return Math.max(0, placesOffered - placesHeld - placesTaken)
}

/** Places that may be home visits: never more than the free places they are a part of. */
export function freeHomeVisits(candidate: Places & { homeVisitPlaces: number }): number {
  return Math.min(candidate.homeVisitPlaces, freePlaces(candidate))
}

/**
 * Open lists already ask for `factor` times the places left: naming the doctor once more would send people for nothing.
 * A full doctor is not `solicited_out`: being full says it.
 */
export function isSolicitedOut(free: number, solicited: number, factor: number | null): boolean {
  return factor !== null && free > 0 && solicited >= factor * free
}
