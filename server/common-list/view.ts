import { randomUUID } from 'node:crypto'
import type { CommonListView, PracticeChoice } from '../../web/pages/doctor/common-list.ts'
import type { Listed } from './service.ts'

type Shown = {
  path: string
  /** The availability at the practice asked for; null or unknown: all of them. */
  practiceId: string | null
}

/** What the page shows of a list: households of the practice asked for, and a choice where there are several. */
export function commonListView(
  listed: readonly Listed[],
  { path, practiceId }: Shown,
): Pick<CommonListView, 'households' | 'practices'> {
  const practices = new Map(
    listed.map(({ availabilityId, practice }) => [availabilityId, practice]),
  )
  const chosen = practiceId && practices.has(practiceId) ? practiceId : null
  const shown = listed.filter(({ availabilityId }) => !chosen || availabilityId === chosen)
  const choice = (id: string | null, label: string): PracticeChoice => ({
    href: id ? `${path}?cabinet=${id}` : path,
    label,
    households: listed.filter(({ availabilityId }) => !id || availabilityId === id).length,
    isChosen: id === chosen,
  })
  const own = [...practices].map(([id, practice]) => choice(id, practice))
  return {
    practices: own.length > 1 ? [choice(null, 'Tous vos cabinets'), ...own] : [],
    households: shown.map(({ requestId, nearness, practice, ...summary }) => ({
      id: requestId,
      key: randomUUID(),
      nearness,
      practice,
      summary,
    })),
  }
}
