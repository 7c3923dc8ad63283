import type { InboxRow } from '../../web/components/staff/inbox-table.ts'
import type { InboxView } from '../../web/pages/staff/inbox.ts'
import {
  type InboxFilters,
  type Tab,
  type TabCounts,
  tabLabels,
  tabStatuses,
  tabsOf,
} from '../../web/pages/staff/inbox-filters.ts'
import type { Status } from '../../web/pages/staff/labels.ts'
import { daysBetween, parisDay, startOfDay } from '../calendar/rules.ts'
import type { Deps } from '../deps.ts'
import type { Staff } from '../http/access.ts'
import type { FormValues } from '../http/forms.ts'
import { pageOf, rowsOf } from '../http/paging.ts'
import { MOVES } from '../orientation/rules.ts'
import { searchTermsOf } from '../orientation/sealed.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import { parsePhone } from '../phone.ts'
import { findTerritory } from '../territory/service.ts'
import { deadlineText, nextStepText } from './next-step.ts'
import { householdName, needShown } from './people.ts'
import { stepsOf } from './steps.ts'
import { countByStatus, countYear, listRequests } from './store.ts'
import { todoPage } from './todo-groups.ts'

const ROWS_A_PAGE = 25
const ALL = Object.keys(MOVES) as Status[]
const TABS = Object.keys(tabLabels) as Tab[]

/** Filters as the address says them; what it says wrong is left out. */
export function inboxFilters({ etat = '', q = '', besoin = '' }: FormValues): InboxFilters {
  const known = [...TABS, ...ALL].find((each) => each === etat)
  const need = (['A', 'B', 'C', 'D'] as const).find((each) => each === besoin)
  return {
    etat: known ?? (q ? 'toutes' : 'a_traiter'),
    q: q.trim().slice(0, 100),
    besoin: need ?? '',
  }
}

/** The inbox: highest need first, then the date of registration. */
export async function inboxView(
  deps: Deps,
  who: Staff,
  { filters, page, todosPage }: { filters: InboxFilters; page: number; todosPage: number },
  now: Date,
): Promise<InboxView> {
  const { client } = deps.database
  const { territoryId } = who
  const statuses = statusesOf(filters)
  const terms = filters.q ? searchTermsOf(deps.keys, filters.q, parsePhone(filters.q)) : []
  const asked = await listRequests(client, deps.keys, { territoryId, statuses, terms })
  const found = asked
    .map((request) => ({ request, need: needShown(request, now) }))
    .filter(({ need }) => !filters.besoin || need.level === filters.besoin)
    .sort((a, b) => a.need.level.localeCompare(b.need.level))
  const year = parisDay(now).slice(0, 4)
  const { mode } = await findTerritory(deps, territoryId)
  const here = pageOf(found.length, { asked: page, size: ROWS_A_PAGE })
  const shown = rowsOf(found, here)
  const requestIds = shown.map(({ request }) => request.id)
  const steps = await stepsOf(client, { territoryId, mode, requestIds })
  return {
    filters,
    tabCounts: tabCountsOf(tabsOf[mode], await countByStatus(client, territoryId)),
    people: found.reduce((sum, { request }) => sum + request.members.length, 0),
    pressing: found.filter(({ need }) => need.level === 'A').length,
    rows: shown.map(({ request, need }) => {
      const nextStep = nextStepText(request, steps.get(request.id) ?? null)
      return rowOf(request, { need, nextStep }, now)
    }),
    page: here,
    toDo: await todoPage(deps, { territoryId, page: todosPage }, now),
    year: { label: year, ...(await countYear(client, territoryId, startOfDay(`${year}-01-01`))) },
  }
}

function statusesOf({ etat }: InboxFilters): readonly Status[] {
  if (etat === 'toutes') return ALL
  return etat in tabStatuses ? tabStatuses[etat as keyof typeof tabStatuses] : [etat as Status]
}

function tabCountsOf(tabs: readonly Tab[], byStatus: ReadonlyMap<Status, number>): TabCounts {
  const sum = (statuses: readonly Status[]) =>
    statuses.reduce((total, status) => total + (byStatus.get(status) ?? 0), 0)
  const counts = tabs.map((tab) => [tab, sum(tab === 'toutes' ? ALL : tabStatuses[tab])] as const)
  return Object.fromEntries(counts)
}

function rowOf(
  request: OrientationRequest,
  { need, nextStep }: { need: ReturnType<typeof needShown>; nextStep: string },
  now: Date,
): InboxRow {
  const { id, reference, status, members, home, registeredAt, nextStepOn } = request
  return {
    id,
    reference,
    name: householdName(request),
    people: members.length,
    need: need.level,
    reasons: need.reasons,
    commune: home.commune || null,
    waitingDays: daysBetween(parisDay(registeredAt), parisDay(now)),
    status,
    nextStep,
    nextStepDate: nextStepOn,
    nextStepDateText: nextStepOn && deadlineText(nextStepOn, parisDay(now)),
  }
}
