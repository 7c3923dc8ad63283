import { daysBetween, parisDay } from '../calendar/rules.ts'
import { type AgeBand, bandsOf } from '../doctor-page/rules.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import { type Need, needOf } from '../ranking/need.ts'
import { areaOf } from '../territory/area.ts'
import { homeVisitsOf } from './rules.ts'

/**
 * What a doctor may know of a household before it agrees (rule 9 of server/README.md): never a name, an address, a
 * birth date, a contact, a reference, nor a social criterion.
 */
export type Summary = {
  people: readonly { band: AgeBand; people: number }[]
  peopleCount: number
  need: Need
  /** Members who need to be visited at home. */
  homeVisits: number
  wheelchair: boolean
  /** ISO 639-1 of what is spoken at home; null for French. */
  language: string | null
  /** The commune, or the wider area where fewer than 2,000 people live. */
  area: string
  waitingDays: number
}

/** The pseudonymous summary of a request. */
export function summaryOf(request: OrientationRequest, now: Date): Summary {
  const { members, wishes, inseeCode, registeredAt } = request
  const today = parisDay(now)
  const births = members.map(({ birthDate }) => birthDate)
  return {
    people: bandsOf(births, today),
    peopleCount: members.length,
    need: needOf(members, now),
    homeVisits: homeVisitsOf(members),
    wheelchair: wishes.wheelchair,
    language: wishes.language === 'fr' ? null : wishes.language,
    area: areaOf(inseeCode),
    waitingDays: daysBetween(parisDay(registeredAt), today),
  }
}
