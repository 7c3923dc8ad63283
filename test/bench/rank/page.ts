import { geodesicKm } from '../../../server/geo.ts'
import type { DoctorIndex } from '../../../server/ranking/doctor-index.ts'
import { exclusionsOf } from '../../../server/ranking/eligibility.ts'
import { byText, inPublishedOrder, ordered } from '../../../server/ranking/order.ts'
import { rankIndexed } from '../../../server/ranking/ranked-index.ts'
import type { Candidate, ExcludedDoctor, Ranking } from '../../../server/ranking/rules.ts'
import { type Asked, TODAY } from './inputs.ts'

/** As pages ask: the band of a territory, those who can, the nearest of those who cannot, and how many there are of each. */
const PAGE = { bandKm: 0.5, count: 5, excluded: 5 }

/** What a page is made of, as the engine that pages use gives it. */
export function pageOf(index: DoctorIndex, { household, question }: Asked): Ranking {
  return rankIndexed(index, household, { ...question, ...PAGE })
}

/** The same, of every doctor judged and measured along the geodesic, then sorted; reasons of those who can left out. */
type TruePage = Omit<Ranking, 'ranked'> & { ranked: { id: string; km: number }[] }

export function truePage(doctors: readonly Candidate[], { household, question }: Asked): TruePage {
  const judged = doctors.map((candidate) => {
    const km = geodesicKm(household.home, candidate.position)
    const reasons = exclusionsOf({ household, candidate, km, options: question, today: TODAY })
    return { candidate, km, reasons }
  })
  const ranked = judged
    .filter(({ reasons }) => reasons.length === 0)
    .map(({ candidate, km }) => ordered(household, candidate, { ...PAGE, km, today: TODAY }))
    .sort(inPublishedOrder)
  const excluded = judged
    .filter(({ reasons }) => reasons.length > 0)
    .map(({ candidate: { id }, km, reasons }) => ({ id, km, reasons }))
    .sort(byDistance)
  return {
    ranked: ranked.slice(0, PAGE.count).map(({ id, km }) => ({ id, km })),
    rankedCount: ranked.length,
    excluded: excluded.slice(0, PAGE.excluded),
    excludedCount: excluded.length,
  }
}

/** Same doctors, distances, reasons of those left out, and counts. */
export function isPage(found: Ranking, right: TruePage): boolean {
  const { ranked, rankedCount, excluded, excludedCount } = found
  const told = { ranked: ranked.map(({ id, km }) => ({ id, km })), rankedCount }
  return JSON.stringify({ ...told, excluded, excludedCount }) === JSON.stringify(right)
}

function byDistance(a: ExcludedDoctor, b: ExcludedDoctor): number {
  return a.km - b.km || byText(a.id, b.id)
}
