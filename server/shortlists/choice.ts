import { parisDay } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import type { RegisterCandidate } from '../doctors/candidates.ts'
import { currentRegister, type RegisterReading, registerReading } from '../doctors/kept-register.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import { rankIndexed } from '../ranking/ranked-index.ts'
import type { Household, RankedDoctor, Ranking } from '../ranking/rules.ts'
import { codesOf } from '../territory/communes.ts'
import type { Territory } from '../territory/service.ts'
import { refusedBy } from './store.ts'

/** How many are wanted: those who can, in the published order, and the nearest of those who cannot. */
export type Wanted = { ranked: number; excluded: number }

export const ALL_WHO_CAN: Wanted = { ranked: Number.POSITIVE_INFINITY, excluded: 0 }

/** Who could take a household, and what is shown of each. */
export type Choice = {
  ranking: Ranking
  /** Distance applied, in kilometres. */
  km: number
  byId: ReadonlyMap<string, RegisterCandidate>
}

type Question = {
  request: OrientationRequest
  territory: Territory
  km?: number | undefined
  wanted?: Wanted
  /** Begun before the request was read, where that spares waiting; absent: made now. */
  reading?: RegisterReading
}

/** The ranking for a request; null while its home is not placed. `km` may exceed what the household chose. */
export async function choiceFor(
  db: Db,
  { request, territory, km, wanted = ALL_WHO_CAN, reading }: Question,
  now: Date,
): Promise<Choice | null> {
  const household = await householdFor(db, request)
  if (!household) return null
  const maxKm = km ?? request.wishes.maxKm
  const question = {
    bandKm: territory.bandKm,
    maxKm,
    solicitedFactor: territory.mode === 'shortlist' ? territory.solicitedFactor : null,
    today: parisDay(now),
    count: wanted.ranked,
    excluded: wanted.excluded,
  }
  const read = reading ?? (await registerReading(db, territory.id, now))
  const index = await currentRegister(db, territory, read)
  const ranking = rankIndexed(index, household, question)
  const shown = [...ranking.ranked, ...ranking.excluded].flatMap(({ id }) => index.find(id) ?? [])
  return { ranking, km: maxKm, byId: new Map(shown.map((each) => [each.id, each])) }
}

/** The doctors of `ids` who are in the ranking, in its order. */
export function chosenOf({ ranking }: Choice, ids: readonly string[]): RankedDoctor[] {
  return ranking.ranked.filter(({ id }) => ids.includes(id))
}

/** A request as the ranking asks for it; null while its home is not placed. */
export async function householdFor(db: Db, request: OrientationRequest): Promise<Household | null> {
  const { position } = request.home
  if (!position) return null
  const key = { requestId: request.id, territoryId: request.territoryId }
  return householdOf(request, { position, refusedBy: await refusedBy(db, key) })
}

function householdOf(
  { members, wishes, home, inseeCode }: OrientationRequest,
  { position, refusedBy }: { position: Household['home']; refusedBy: string[] },
): Household {
  const communes = [home.oldInseeCode, inseeCode].filter((code): code is string => code !== null)
  return {
    home: position,
    homeCommunes: [...new Set(communes.flatMap(codesOf))],
    members: members.map(({ birthDate, canTravel, ald }) => ({ birthDate, canTravel, ald })),
    wheelchair: wishes.wheelchair,
    // Every doctor speaks French: it is worth a reason, and a preference, for the other languages only.
    languages: wishes.language === 'fr' ? [] : [wishes.language],
    refusedBy,
  }
}
