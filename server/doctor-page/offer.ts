import type { OfferView } from '../../web/pages/doctor/doctor-view.ts'
import { addDays, type Day, parisDay } from '../calendar/rules.ts'
import type { OwnEntry } from '../doctors/own.ts'
import { freshUntil, listedUntil } from '../ranking/freshness.ts'

/** What becomes of a doctor's places at a practice, as things stand on a day and if nothing more is said. */
export function offerOf({ entry, left }: OwnEntry, today: Day): OfferView {
  const { pausedUntil, endsOn, confirmedAt } = entry
  const confirmedOn = confirmedAt && parisDay(confirmedAt)
  const isOver = (day: Day) => endsOn !== null && endsOn < day
  const isListed = (day: Day) => confirmedOn !== null && day < listedUntil(confirmedOn)
  if (pausedUntil && pausedUntil >= today) {
    const back = addDays(pausedUntil, 1)
    const hasNothing = left.places === 0 || isOver(back)
    return {
      state: 'paused',
      until: pausedUntil,
      next: hasNothing ? 'nothing' : isListed(back) ? 'offered' : 'asked',
    }
  }
  if (left.places === 0 || isOver(today)) return { state: 'none' }
  if (!confirmedOn || !isListed(today)) return { state: 'expired' }
  return { state: 'offered', until: earlier(endsOn, lastDayOf(confirmedOn, today)) }
}

/** The end of the six months; in the month after them, the last day before the doctor leaves the lists. */
function lastDayOf(confirmedOn: Day, today: Day): Day {
  const fresh = freshUntil(confirmedOn)
  return today < fresh ? fresh : addDays(listedUntil(confirmedOn), -1)
}

function earlier(end: Day | null, day: Day): Day {
  return end !== null && end < day ? end : day
}
