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

/** People who need a place with one doctor, together; `ald`: how many of them have a long illness (ALD). */
export interface Wanted {
  people: number
  ald: number
}

/**
 * True when they all fit: everybody in the free places, and who has no ALD in those that are not kept for it. A doctor's
 * places for ALD are kept to the last: nothing in clear says who of the people held or taken has one, so that all of
 * them count against the other places first.
 */
export function hasPlacesFor(
  places: Places & { aldPlaces: number },
  { people, ald }: Wanted,
): boolean {
  const free = freePlaces(places)
  return people <= free && people - ald <= Math.max(0, free - places.aldPlaces)
}

/** How many people, and how many with an ALD: one that nobody told of counts as none. */
export function wantedBy(members: readonly { ald: boolean | null }[]): Wanted {
  return { people: members.length, ald: members.filter(({ ald }) => ald === true).length }
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
