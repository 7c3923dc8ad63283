import { freePlaces, type Places } from '../ranking/places.ts'

/** What a household needs of a doctor at a practice: places in people, some of them home visits, until an instant. */
export type Hold = {
  territoryId: string
  availabilityId: string
  requestId: string
  people: number
  homeVisits: number
  expiresAt: Date
}

/** The places of a doctor at a practice; home visits are a part of them, counted apart. */
export type PlacesLeft = Places & { homeVisitPlaces: number; homeVisitsUsed: number }

/** True when the whole household fits in what is left: a household stays together (rule 4 of server/README.md). */
export function hasRoom(
  left: PlacesLeft,
  { people, homeVisits }: Pick<Hold, 'people' | 'homeVisits'>,
): boolean {
  return people <= freePlaces(left) && homeVisits <= left.homeVisitPlaces - left.homeVisitsUsed
}

/** How a held place is given back before its time: the doctor said no, or the coordinator took it back. */
export type Release = 'declined' | 'withdrawn'
