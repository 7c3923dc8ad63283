import { type Actor, writeAudit } from '../audit/service.ts'
import { parisDay } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { listCandidates, type RegisterCandidate } from '../doctors/candidates.ts'
import { NotFound } from '../errors.ts'
import { standingOf } from '../ladder/service.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import { type Summary, summaryOf, type Taken, takeHousehold } from '../proposals/service.ts'
import { type Need, needOf } from '../ranking/need.ts'
import { householdFor } from '../shortlists/choice.ts'
import { findTerritory } from '../territory/service.ts'
import { type Nearness, nearnessOf, type Place, placeFor } from './rules.ts'
import { listOnCommonList } from './store.ts'

export type { Taken } from '../proposals/service.ts'
export type { Nearness } from './rules.ts'

/** A household as a registered doctor sees it on the common list: pseudonymous (rule 9 of server/README.md). */
export type Listed = Summary & {
  requestId: string
  nearness: Nearness
  /** Where the doctor would see them: one of their own practices. */
  practice: string
}

type Reader = { territoryId: string; doctorId: string; actor: Actor }

/**
 * The households on the common list that this doctor could take (B33), the highest need first, then those who wait
 * longest. Each reading is in the audit.
 * @throws NotFound where the territory has no common list.
 */
export async function openCommonList(deps: Deps, reader: Reader, now: Date): Promise<Listed[]> {
  await assertOpened(deps, reader.territoryId)
  return deps.database.transaction(async (tx) => {
    const { territoryId, actor } = reader
    const own = await ownCandidates(tx, reader, now)
    const waiting = await listOnCommonList(tx, deps.keys, territoryId, now)
    const found: { listed: Listed; need: Need }[] = []
    for (const request of waiting) {
      const place = await placeOf(tx, { request, own }, now)
      if (place)
        found.push({
          listed: listedOf(request, { place, own }, now),
          need: needOf(request.members, now),
        })
    }
    const subject = { kind: 'common_list', id: null }
    const facts = { rows: found.length }
    await writeAudit(tx, { territoryId, actor, action: 'read', subject, facts }, now)
    return found.sort((a, b) => a.need.localeCompare(b.need)).map(({ listed }) => listed)
  })
}

export type Taking = Reader & { requestId: string; key: string }

/**
 * A doctor takes a household: of any number of doctors who press at once, the first wins and the others are told so. The
 * household is told that there is news, the coordinator that it is taken.
 * @throws NotFound where the territory has no common list.
 */
export async function takeFromCommonList(deps: Deps, taking: Taking, now: Date): Promise<Taken> {
  await assertOpened(deps, taking.territoryId)
  const own = await ownCandidates(deps.database.client, taking, now)
  const placing = (tx: Db, request: OrientationRequest) => placeOf(tx, { request, own }, now)
  return takeHousehold(deps, { ...taking, placing }, now)
}

async function assertOpened(deps: Deps, territoryId: string): Promise<void> {
  const territory = await findTerritory(deps, territoryId)
  if (territory.mode !== 'brokered' || !territory.hasCommonList) throw new NotFound()
}

async function ownCandidates(
  db: Db,
  { territoryId, doctorId }: Reader,
  now: Date,
): Promise<RegisterCandidate[]> {
  const candidates = await listCandidates(db, territoryId, now)
  return candidates.filter((candidate) => candidate.doctorId === doctorId)
}

type Meeting = { request: OrientationRequest; own: readonly RegisterCandidate[] }

async function placeOf(db: Db, { request, own }: Meeting, now: Date): Promise<Place | null> {
  const household = await householdFor(db, request)
  if (!household) return null
  const { rung, reachKm } = await standingOf(db, request)
  if (rung !== 'common_list') return null
  return placeFor(own, { household, maxKm: reachKm, today: parisDay(now) })
}

function listedOf(
  request: OrientationRequest,
  { place, own }: { place: Place; own: readonly RegisterCandidate[] },
  now: Date,
): Listed {
  const at = own.find(({ id }) => id === place.availabilityId)
  return {
    ...summaryOf(request, now),
    requestId: request.id,
    nearness: nearnessOf(place.km),
    practice: at ? [at.practice, at.commune].filter(Boolean).join(', ') : '',
  }
}
