import type { Need } from '../ranking/need.ts'

/** Households that a doctor took, of those they answered for. */
export type Rate = { yes: number; answered: number }

/** What a doctor, or a household about them, said: the last word about a household is the one that counts. */
export type Answer = { requestId: string; doctorId: string; at: Date; said: string }

/** Answers fewer than these say nothing of a doctor, nor of a territory, about one band. */
export const DOCTOR_ANSWERS = 10
export const TERRITORY_ANSWERS = 30

/** How far under the territory is far: less may be chance, or the way a practice works. */
export const MARGIN = 0.15

/** Answers are counted over that many months. */
export const COUNTED_MONTHS = 12

/** The doctor has that long to see it before a coordinator does. */
export const DOCTOR_FIRST_DAYS = 30

const DAY_MS = 86_400_000

/** Quantile of the normal law for a two-sided interval of 95 %. */
const Z = 1.959964

/**
 * Upper bound of the 95 % interval of a rate, after Wilson (E. B. Wilson, « Probable inference, the law of succession, and
 * statistical inference », JASA 22, 1927), which holds for small samples where the usual one does not (Brown, Cai and
 * DasGupta, « Interval estimation for a binomial proportion », Statistical Science 16, 2001). 1 when nothing was answered.
 */
export function upperBound({ yes, answered }: Rate): number {
  if (answered === 0) return 1
  const rate = yes / answered
  const square = Z ** 2 / answered
  const spread = Z * Math.sqrt((rate * (1 - rate)) / answered + square / (4 * answered))
  return Math.min(1, (rate + square / 2 + spread) / (1 + square))
}

export type Compared = { doctor: Rate; territory: Rate }

/**
 * True when a doctor takes a band far less often than the territory: even the best rate that their answers allow is more
 * than fifteen points under it, with ten answers at least from them and thirty from the territory, theirs included.
 */
export function isFarBelow({ doctor, territory }: Compared): boolean {
  if (!isEnough({ doctor, territory })) return false
  return upperBound(doctor) < rateOf(territory) - MARGIN
}

/**
 * What becomes of an alert, open or not: it opens on `isFarBelow`, and closes once the rate itself is back within the
 * margin, or once there are too few answers to say anything. Between the two it stays as it is, so that one answer more
 * or less does not open and close it by turns.
 */
export function alertMove(isOpen: boolean, compared: Compared): 'open' | 'close' | 'stay' {
  if (!isOpen) return isFarBelow(compared) ? 'open' : 'stay'
  const { doctor, territory } = compared
  const isBack = !isEnough(compared) || rateOf(doctor) >= rateOf(territory) - MARGIN
  return isBack ? 'close' : 'stay'
}

/** True once a coordinator may see an alert: the doctor has, or had thirty days to. */
export function isForCoordinator(
  { openedAt, shownAt }: { openedAt: Date; shownAt: Date | null },
  now: Date,
): boolean {
  return shownAt !== null || openedAt.getTime() + DOCTOR_FIRST_DAYS * DAY_MS <= now.getTime()
}

const YES: readonly string[] = ['yes', 'found', 'seen', 'declared']
const NO: readonly string[] = ['full', 'home_visit', 'age', 'distance', 'other', 'refused']

export type Rates = {
  doctors: ReadonlyMap<string, ReadonlyMap<Need, Rate>>
  territory: ReadonlyMap<Need, Rate>
}

/** The rates of every doctor and of the territory, by band. « Moins » and « pas maintenant » are neither yes nor no. */
export function ratesByBand(
  answers: readonly Answer[],
  bandOf: (answer: Answer) => Need | null,
): Rates {
  const doctors = new Map<string, Map<Need, Rate>>()
  const territory = new Map<Need, Rate>()
  for (const answer of lastWords(answers)) {
    const band = bandOf(answer)
    if (!band) continue
    const own = doctors.get(answer.doctorId) ?? new Map<Need, Rate>()
    doctors.set(answer.doctorId, own)
    for (const rates of [own, territory]) rates.set(band, plus(rates.get(band), answer))
  }
  return { doctors, territory }
}

/** « 68 % »: whole percent, as it is said. */
export function percentOf(rate: Rate): number {
  return Math.round(rateOf(rate) * 100)
}

function plus(rate: Rate = { yes: 0, answered: 0 }, { said }: Answer): Rate {
  return { yes: rate.yes + (YES.includes(said) ? 1 : 0), answered: rate.answered + 1 }
}

/** The last yes or no about each household by each doctor. */
function lastWords(answers: readonly Answer[]): Answer[] {
  const last = new Map<string, Answer>()
  const inOrder = [...answers].sort((a, b) => a.at.getTime() - b.at.getTime())
  for (const answer of inOrder)
    if (YES.includes(answer.said) || NO.includes(answer.said))
      last.set(`${answer.doctorId} ${answer.requestId}`, answer)
  return [...last.values()]
}

function isEnough({ doctor, territory }: Compared): boolean {
  return doctor.answered >= DOCTOR_ANSWERS && territory.answered >= TERRITORY_ANSWERS
}

function rateOf({ yes, answered }: Rate): number {
  return answered === 0 ? 0 : yes / answered
}
