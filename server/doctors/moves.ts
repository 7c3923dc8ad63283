import type { Day } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { killDoctorLinks } from '../doctor-links/service.ts'
import { takenSince } from './candidates.ts'
import { auditDoctor, entryFor, staleness, type Target } from './entry.ts'
import { leftOf } from './left.ts'
import type { Conditions, RegisterEntry } from './rules.ts'
import { updateAvailability, updateDoctor } from './writing-store.ts'

const NONE: RegisterEntry['agreements'] = { coordination: null, patients: null, map: null }

/**
 * The doctor said today that what is written is right: fresh again, whatever patients said before. What households took
 * since the last confirmation is taken off, as when doctors say so themselves.
 * @throws NotFound, StaleVersion
 */
export function confirmDoctor(deps: Deps, target: Target, now: Date): Promise<RegisterEntry> {
  return change(deps, { target, move: 'confirmed' }, now, async (tx, at) => {
    const { territoryId, id: availabilityId } = at.availability
    const left = leftOf(at.conditions, await takenSince(tx, { territoryId, availabilityId }))
    const said = { ...left, confirmedAt: now, loweredAt: null }
    return updateAvailability(tx, at.availability, said, now)
  })
}

/** Nobody is sent to them until the day after `until`; null ends the pause. @throws NotFound, StaleVersion */
export function pauseDoctor(
  deps: Deps,
  target: Target,
  until: Day | null,
  now: Date,
): Promise<RegisterEntry> {
  return change(deps, { target, move: until ? 'paused' : 'resumed' }, now, (tx, at) =>
    updateAvailability(tx, at.availability, { pausedUntil: until }, now),
  )
}

/**
 * They leave the scheme: on no list any more, their three agreements end, and their private link opens nothing.
 * @throws NotFound, StaleVersion
 */
export function withdrawDoctor(deps: Deps, target: Target, now: Date): Promise<RegisterEntry> {
  const left = { agreements: NONE, volunteerSince: null, withdrawnAt: now }
  return change(deps, { target, move: 'withdrawn' }, now, async (tx, at) => {
    const { id: doctorId, territoryId } = at.doctor
    await killDoctorLinks(tx, { doctorId, territoryId }, now)
    return updateDoctor(tx, at.doctor, left, now)
  })
}

/**
 * They come back: known to coordinators again. Their two other agreements are to be asked for anew.
 * @throws NotFound, StaleVersion
 */
export function welcomeBack(deps: Deps, target: Target, now: Date): Promise<RegisterEntry> {
  const back = {
    agreements: { ...NONE, coordination: now },
    volunteerSince: now,
    withdrawnAt: null,
  }
  return change(deps, { target, move: 'returned' }, now, (tx, at) =>
    updateDoctor(tx, at.doctor, back, now),
  )
}

type Versioned = Parameters<typeof updateDoctor>[1]
type Written = { doctor: Versioned; availability: Versioned; conditions: Conditions }
type Write = (tx: Db, at: Written) => Promise<boolean>

async function change(
  deps: Deps,
  { target, move }: { target: Target; move: string },
  now: Date,
  write: Write,
): Promise<RegisterEntry> {
  const by = { territoryId: target.territoryId, actor: target.actor }
  return deps.database.transaction(async (tx) => {
    const entry = await entryFor(tx, target)
    const { id, doctorId, doctorVersion, availabilityVersion } = entry
    const isFirst = await write(tx, {
      doctor: { ...by, id: doctorId, version: doctorVersion },
      availability: { ...by, id, version: availabilityVersion },
      conditions: entry.conditions,
    })
    if (!isFirst) throw staleness(entry)
    await auditDoctor(tx, { ...by, doctorId, action: 'update', facts: { move } }, now)
    return entryFor(tx, { ...target, version: undefined })
  })
}
