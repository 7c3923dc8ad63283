import { type Actor, writeAudit } from '../audit/service.ts'
import { parisDay } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { listCandidates, type RegisterCandidate } from '../doctors/candidates.ts'
import { NotFound } from '../errors.ts'
import { standingOf } from '../ladder/service.ts'
import { pauseOn } from '../orientation/rules.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import {
  findLiving,
  isDoctorGone,
  type Summary,
  summaryOf,
  takeHousehold,
} from '../proposals/service.ts'
import { type Need, needOf } from '../ranking/need.ts'
import { householdFor } from '../shortlists/choice.ts'
import { findTerritory } from '../territory/service.ts'
import { type Nearness, nearnessOf, type Place, placeFor } from './rules.ts'
import { listOnCommonList } from './store.ts'

export type { Nearness } from './rules.ts'

/** A household as a registered doctor sees it on the common list: pseudonymous (rule 9 of server/README.md). */
export type Listed = Summary & {
  requestId: string
  nearness: Nearness
  /** Where the doctor would see them: the nearest of their own practices that can. */
  practice: string
  availabilityId: string
}

type Reader = { territoryId: string; doctorId: string; actor: Actor }

/**
 * The households on the common list that this doctor could take (B33), the highest need first, then those who wait
 * longest. Each reading is in the audit.
 * @throws NotFound where the territory has no common list.
 */
export async function openCommonList(deps: Deps, reader: Reader, now: Date): Promise<Listed[]> {
  await assertOpened(deps, reader)
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

/** `too_late`: another doctor took it. `gone`: it no longer waits on the list, or needs what this doctor does not do. */
export type TakenFromList = 'taken' | 'too_late' | 'gone'

/**
 * A doctor takes a household: of any number of doctors who press at once, the first wins and the others are told so. The
 * household is told that there is news, the coordinator that it is taken. Pressed again, it comes to the same thing.
 * @throws NotFound where the territory has no common list.
 */
export async function takeFromCommonList(
  deps: Deps,
  taking: Taking,
  now: Date,
): Promise<TakenFromList> {
  await assertOpened(deps, taking)
  const own = await ownCandidates(deps.database.client, taking, now)
  const placing = (tx: Db, request: OrientationRequest) => placeOf(tx, { request, own }, now)
  const taken = await takeHousehold(deps, { ...taking, placing }, now)
  if (taken === 'taken') return 'taken'
  const { requestId, territoryId, doctorId } = taking
  const living = await findLiving(deps.database.client, { requestId, territoryId })
  if (living?.status !== 'accepted') return 'gone'
  return living.doctorId === doctorId ? 'taken' : 'too_late'
}

/** True where doctors may take households from a common list (fiche 11). */
export async function hasCommonList(
  deps: Deps,
  { territoryId }: { territoryId: string },
): Promise<boolean> {
  const territory = await findTerritory(deps, territoryId)
  return territory.mode === 'brokered' && territory.hasCommonList
}

async function assertOpened(deps: Deps, reader: { territoryId: string }): Promise<void> {
  if (!(await hasCommonList(deps, reader))) throw new NotFound()
}

/** The practices where this doctor still is: a household is never promised a doctor who left. */
async function ownCandidates(
  db: Db,
  { territoryId, doctorId }: Reader,
  now: Date,
): Promise<RegisterCandidate[]> {
  const candidates = await listCandidates(db, territoryId, now)
  const own: RegisterCandidate[] = []
  for (const candidate of candidates) {
    const place = { availabilityId: candidate.id, territoryId }
    if (candidate.doctorId === doctorId && !(await isDoctorGone(db, place, now)))
      own.push(candidate)
  }
  return own
}

type Meeting = { request: OrientationRequest; own: readonly RegisterCandidate[] }

async function placeOf(db: Db, { request, own }: Meeting, now: Date): Promise<Place | null> {
  if (pauseOn(request, parisDay(now))) return null
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
    availabilityId: place.availabilityId,
  }
}
