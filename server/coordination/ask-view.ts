import { randomUUID } from 'node:crypto'
import type { AskView } from '../../web/pages/staff/ask.ts'
import { shortDay } from '../../web/words/dates.ts'
import { newsTimeFor } from '../availability-campaign/service.ts'
import { officeTime } from '../calendar/office-hours.ts'
import { parisDay } from '../calendar/rules.ts'
import type { Deps } from '../deps.ts'
import type { RegisterCandidate } from '../doctors/candidates.ts'
import { NotFound } from '../errors.ts'
import type { FormValues } from '../http/forms.ts'
import { summaryOf } from '../proposals/service.ts'
import { householdName } from './people.ts'
import type { RequestFacts } from './request-view.ts'
import { freeKm } from './solution-facts.ts'
import { summaryLines } from './summary-lines.ts'

type Chosen = { ids: readonly string[]; form: { values: FormValues; errors: FormValues } }

/** The page that shows whom would be asked, in which order, and what they would read. @throws NotFound */
export async function askView(
  deps: Deps,
  facts: RequestFacts,
  { ids, form }: Chosen,
  now: Date,
): Promise<AskView> {
  const { request, territory, solution } = facts
  if (!solution) throw new NotFound()
  const chosen = chosenIn(facts, ids)
  const doctors = []
  for (const [index, { candidate, km, isStale }] of chosen.entries())
    doctors.push({
      rowId: candidate.id,
      name: candidate.name,
      practice: [candidate.practice, candidate.commune].filter(Boolean).join(', '),
      phone: candidate.phone,
      km,
      order: index + 1,
      isStale,
      reach: await reachOf(deps, candidate, { territoryId: territory.id, now }),
    })
  const limitKm = freeKm(solution, territory)
  return {
    requestId: request.id,
    name: householdName(request),
    seal: { key: randomUUID(), version: request.version },
    km: facts.choice?.km ?? limitKm,
    doctors,
    beyond: widthOf(facts, ids) > limitKm ? limitsOf(facts) : null,
    summary: summaryLines(summaryOf(request, now)),
    workingDays: territory.proposalWorkingDays,
    movesOn: territory.movesOnTo === 'next',
    form,
    stale: facts.stale,
  }
}

/** What a reason is asked for: beyond what the household goes to, or beyond what is reasonable here. */
function limitsOf({ solution, territory }: RequestFacts): AskView['beyond'] {
  const reachKm = solution?.standing.reachKm ?? territory.reasonableKm
  return reachKm <= territory.reasonableKm
    ? { km: reachKm, whose: 'household' }
    : { km: territory.reasonableKm, whose: 'territory' }
}

/**
 * How far a round goes: what needs no reason, or as far as the farthest doctor chosen. Kilometres.
 */
export function widthOf(facts: RequestFacts, ids: readonly string[]): number {
  const { solution, territory } = facts
  const limitKm = solution ? freeKm(solution, territory) : territory.reasonableKm
  return Math.max(limitKm, ...chosenIn(facts, ids).map(({ km }) => km))
}

/** The ids by the numbers typed beside them, in whichever order they came; null when one is not a number. */
export function orderedIds(ids: readonly string[], typed: readonly string[]): string[] | null {
  const numbers = ids.map((_, index) => typed[index]?.trim() || String(index + 1))
  if (!numbers.every((number) => /^\d{1,2}$/.test(number))) return null
  return ids
    .map((id, index) => ({ id, number: Number(numbers[index]) }))
    .sort((a, b) => a.number - b.number)
    .map(({ id }) => id)
}

function chosenIn({ choice }: RequestFacts, ids: readonly string[]) {
  return ids.flatMap((id) => {
    const ranked = choice?.ranking.ranked.find((each) => each.id === id)
    const candidate = choice?.byId.get(id)
    if (!ranked || !candidate) return []
    return [{ candidate, km: ranked.km, isStale: ranked.freshness !== 'fresh' }]
  })
}

/** How the doctor would be told, and when: while practices are open, at most one message a week. */
async function reachOf(
  { database, config }: Deps,
  { doctorId }: RegisterCandidate,
  { territoryId, now }: { territoryId: string; now: Date },
): Promise<string> {
  const when = await newsTimeFor(database.client, config, { doctorId, territoryId }, now)
  if (!when) return 'à appeler, aucun message ne peut le joindre'
  const by = when.channel === 'email' ? 'par mail' : 'par SMS'
  const today = parisDay(now)
  const on = parisDay(when.at)
  if (on === today) return `${by}, aujourd’hui`
  const waitsForHours = on === parisDay(officeTime(now))
  const why = waitsForHours ? 'aux heures des cabinets' : 'un message par semaine au plus'
  return `${by}, le ${shortDay(on)} (${why})`
}
