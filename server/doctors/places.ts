import { randomUUID } from 'node:crypto'
import { addDays, parisDay } from '../calendar/rules.ts'
import type { Deps } from '../deps.ts'
import { claimKey, fingerprintOf, subjectOf } from '../idempotency/service.ts'
import { newFacts } from './changes.ts'
import { auditDoctor, entryFor, staleness, type Target } from './entry.ts'
import { listOwnEntries } from './own-store.ts'
import { deleteAvailability, isNamedSomewhere } from './places-store.ts'
import { ensurePractice, placeOfForm } from './practices.ts'
import { type DoctorSheet, practiceKey, type RegisterEntry, type Stay } from './rules.ts'
import { lockDoctor } from './stays.ts'
import { insertAvailabilities, removeEmptyPractices, updateAvailability } from './writing-store.ts'

/** The places of a doctor, the oldest first. */
export function placesOf(deps: Pick<Deps, 'database'>, entry: RegisterEntry, territoryId: string) {
  return listOwnEntries(deps.database.client, { territoryId, doctorId: entry.doctorId })
}

type Addition = { target: Target; key: string; sheet: DoctorSheet }

/**
 * A doctor takes people at one more practice, or at one of theirs for other dates (B24). Of the sheet, only the
 * practice, the conditions and the dates count. `overlaps`: they are already there on some of these days.
 * @throws NotFound, SameKeyOtherContent
 */
export async function addPlace(
  deps: Deps,
  { target, key, sheet }: Addition,
  now: Date,
): Promise<{ id: string } | 'overlaps'> {
  const { territoryId, actor } = target
  const { doctorId } = await entryFor(deps.database.client, target)
  const fingerprint = fingerprintOf(deps.keys, { doctorId, ...sheet })
  const act = { territoryId, scope: 'doctor_place', key, fingerprint }
  const place = await placeOfForm(deps, { territoryId, sheet, former: null })
  return deps.database.transaction(async (tx) => {
    await lockDoctor(tx, { territoryId, doctorId })
    const done = await subjectOf(tx, act)
    if (done) return { id: done }
    const known = await listOwnEntries(tx, { territoryId, doctorId })
    if (known.some((entry) => isThere(entry, sheet))) return 'overlaps'
    const id = randomUUID()
    await claimKey(tx, act, id, now)
    const { practice } = sheet
    const { id: practiceId } = await ensurePractice(tx, territoryId, { practice, place }, now)
    const { availability: facts } = newFacts(sheet, now)
    const by = { territoryId, actor }
    await insertAvailabilities(tx, by, [{ id, doctorId, practiceId, facts }], now)
    const told = { move: 'place_added', located: place.located }
    await auditDoctor(tx, { ...by, doctorId, action: 'update', facts: told }, now)
    return { id }
  })
}

/**
 * A doctor no longer takes people at a practice. Forgotten where nobody was sent; else it ended yesterday, and what it
 * served for is kept. `last`: their only place stays, since a doctor who leaves is withdrawn.
 * @throws NotFound, StaleVersion
 */
export function removePlace(
  deps: Pick<Deps, 'database'>,
  target: Target,
  now: Date,
): Promise<'removed' | 'ended' | 'last'> {
  const { territoryId, actor } = target
  return deps.database.transaction(async (tx) => {
    const entry = await entryFor(tx, target)
    const { id, doctorId, availabilityVersion: version } = entry
    await lockDoctor(tx, { territoryId, doctorId })
    if ((await listOwnEntries(tx, { territoryId, doctorId })).length < 2) return 'last'
    const key = { id, territoryId, version, actor }
    const isKept = await isNamedSomewhere(tx, key)
    const isFirst = isKept
      ? await updateAvailability(tx, key, endedYesterday(entry, now), now)
      : await deleteAvailability(tx, key)
    if (!isFirst) throw staleness(entry)
    if (!isKept) await removeEmptyPractices(tx, territoryId)
    const move = isKept ? 'place_ended' : 'place_removed'
    const line = { territoryId, actor, doctorId, action: 'update' as const, facts: { move } }
    await auditDoctor(tx, line, now)
    return isKept ? 'ended' : 'removed'
  })
}

function endedYesterday({ startsOn }: Stay, now: Date): Stay {
  const yesterday = addDays(parisDay(now), -1)
  return { startsOn: startsOn && startsOn > yesterday ? null : startsOn, endsOn: yesterday }
}

function isThere(entry: RegisterEntry, { practice, stay }: DoctorSheet): boolean {
  const { startsOn, endsOn } = stay ?? { startsOn: null, endsOn: null }
  const isSamePractice = practiceKey(entry.practice) === practiceKey(practice)
  const beginsBeforeEnd = (entry.startsOn ?? '') <= (endsOn ?? LAST)
  const endsAfterBegin = (startsOn ?? '') <= (entry.endsOn ?? LAST)
  return isSamePractice && beginsBeforeEnd && endsAfterBegin
}

/** After every date that people write. */
const LAST = '9999-12-31'
