import type { Conditions } from './rules.ts'

/** How many people a doctor offers to take; the two others are parts of `places`. */
export type Figures = Pick<Conditions, 'places' | 'aldPlaces' | 'homeVisitPlaces'>

/** What households took since the last confirmation; home visits are a part of `people`. */
export type Taken = { people: number; homeVisits: number }

/**
 * What a doctor still offers: what they offered at their last confirmation, less what was taken since. It is what
 * « nothing has changed » says again, whoever writes it down. Places kept for ALD are the last to be taken off.
 */
export function leftOf<T extends Figures>(conditions: T, { people, homeVisits }: Taken): T {
  const places = Math.max(0, conditions.places - people)
  const visits = Math.max(0, conditions.homeVisitPlaces - homeVisits)
  return {
    ...conditions,
    places,
    aldPlaces: Math.min(conditions.aldPlaces, places),
    homeVisitPlaces: Math.min(visits, places),
  }
}

type Dated = {
  /** What the register held. */
  before: Figures
  /** What the form says. */
  said: Figures
  /** What counts as taken since the former confirmation, and since the one that the form gives. */
  taken: { before: Taken; after: Taken }
}

/**
 * Figures of a form that dates the confirmation anew. One that it shows as it was is the same offer, of which what was
 * taken is gone; one that was typed is what the doctor says now.
 */
export function figuresDated({ before, said, taken }: Dated): Figures {
  const left = leftOf(before, {
    people: taken.before.people - taken.after.people,
    homeVisits: taken.before.homeVisits - taken.after.homeVisits,
  })
  const places = said.places === before.places ? left.places : said.places
  const isSameVisits = said.homeVisitPlaces === before.homeVisitPlaces
  const visits = isSameVisits ? left.homeVisitPlaces : said.homeVisitPlaces
  return {
    places,
    aldPlaces: Math.min(said.aldPlaces, places),
    homeVisitPlaces: Math.min(visits, places),
  }
}
