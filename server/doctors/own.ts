import type { Actor } from '../audit/service.ts'
import { type Day, parisDay } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import { NotFound, type StaleVersion } from '../errors.ts'
import { loadsOf } from './candidates.ts'
import { auditDoctor, staleness } from './entry.ts'
import { listOwnEntries, lockOwn, type Own } from './own-store.ts'
import type { Conditions, RegisterEntry } from './rules.ts'
import { type AvailabilityChange, updateAvailability, updateDoctor } from './writing-store.ts'

/** A doctor at one of their practices, as their own page shows it. */
export type OwnEntry = {
  entry: RegisterEntry
  /** What was offered, less the people who came since: what « nothing has changed » says again. */
  left: Conditions
  /** People who agreed or came since the last confirmation. */
  taken: number
}

/** A doctor of the register with all their practices. `version` grows with any change of any of them. */
export type OwnSheet = { entries: OwnEntry[]; version: number }

/**
 * What a doctor may see and change of themselves. Stays that are over are left out, unless nothing else is left.
 * @throws NotFound
 */
export async function openOwn(db: Db, own: Own, now: Date): Promise<OwnSheet> {
  const all = await listOwnEntries(db, own)
  const [first] = all
  if (!first) throw new NotFound()
  const { taken } = await loadsOf(db, own.territoryId, now)
  const today = parisDay(now)
  const current = all.filter(({ endsOn }) => endsOn === null || endsOn >= today)
  const entries = (current.length > 0 ? current : all).map((entry) =>
    ownEntry(entry, taken.get(entry.id) ?? 0),
  )
  const versions = all.map(({ availabilityVersion }) => availabilityVersion)
  return { entries, version: versions.reduce((sum, one) => sum + one, first.doctorVersion) }
}

/** What a doctor changes at one practice; what is not there stays. */
export type OwnChange = Partial<Conditions> & { endsOn?: Day | null; pausedUntil?: Day | null }

/** What a doctor saves of themselves: it is a confirmation, unless `isPause`. */
export type OwnSaving = {
  /** `openOwn`'s version when the page was shown. */
  version: number
  languages?: string[]
  /** By availability id. */
  changes: ReadonlyMap<string, OwnChange>
  isPause?: boolean
}

type Saver = Own & { actor: Actor }

/**
 * Writes what a doctor says of themselves, in the transaction of the caller. Every practice shown is confirmed today,
 * whatever patients said before. Returns the sheet as it is now.
 * @throws NotFound, StaleVersion
 */
export async function saveOwn(
  tx: Db,
  saver: Saver,
  { version, languages, changes, isPause = false }: OwnSaving,
  now: Date,
): Promise<OwnSheet> {
  await lockOwn(tx, saver)
  const sheet = await openOwn(tx, saver, now)
  const [first] = sheet.entries
  if (!first || sheet.version !== version) throw staleOf(sheet)
  if (languages) await saveLanguages(tx, saver, { entry: first.entry, languages }, now)
  for (const own of sheet.entries) {
    const said = isPause ? {} : { ...own.left, confirmedAt: now, loweredAt: null }
    const change = { ...said, ...changes.get(own.entry.id) }
    await saveAvailability(tx, saver, { entry: own.entry, change }, now)
  }
  const move = isPause ? 'paused' : 'confirmed'
  const facts = { move, practices: sheet.entries.length, changed: changes.size }
  await auditDoctor(tx, { ...saver, action: 'update', facts }, now)
  return openOwn(tx, saver, now)
}

/** The doctor leaves the scheme themselves: on no list any more, their three agreements end. @throws StaleVersion */
export async function leaveOwn(
  tx: Db,
  saver: Saver,
  version: number,
  now: Date,
): Promise<OwnSheet> {
  await lockOwn(tx, saver)
  const sheet = await openOwn(tx, saver, now)
  const entry = sheet.entries[0]?.entry
  if (!entry || sheet.version !== version) throw staleOf(sheet)
  const left = {
    agreements: { coordination: null, patients: null, map: null },
    volunteerSince: null,
    withdrawnAt: now,
  }
  const key = { ...saver, id: saver.doctorId, version: entry.doctorVersion }
  if (!(await updateDoctor(tx, key, left, now))) throw staleness(entry)
  await auditDoctor(tx, { ...saver, action: 'update', facts: { move: 'withdrawn' } }, now)
  return openOwn(tx, saver, now)
}

/** Never more than the places left: what is said of some of them is said of all that remain. */
function ownEntry(entry: RegisterEntry, taken: number): OwnEntry {
  const { conditions } = entry
  const places = Math.max(0, conditions.places - taken)
  const left = {
    ...conditions,
    places,
    aldPlaces: Math.min(conditions.aldPlaces, places),
    homeVisitPlaces: Math.min(conditions.homeVisitPlaces, places),
  }
  return { entry, left, taken }
}

async function saveLanguages(
  tx: Db,
  saver: Saver,
  { entry, languages }: { entry: RegisterEntry; languages: string[] },
  now: Date,
): Promise<void> {
  const { identity, secureEmail, volunteerSince, agreements, doctorVersion } = entry
  if (languages.join() === identity.languages.join()) return
  const key = { ...saver, id: saver.doctorId, version: doctorVersion }
  const facts = { ...identity, languages, secureEmail, volunteerSince, agreements }
  if (!(await updateDoctor(tx, key, facts, now))) throw staleness(entry)
}

async function saveAvailability(
  tx: Db,
  saver: Saver,
  { entry, change }: { entry: RegisterEntry; change: AvailabilityChange },
  now: Date,
): Promise<void> {
  if (Object.keys(change).length === 0) return
  const key = { ...saver, id: entry.id, version: entry.availabilityVersion }
  if (!(await updateAvailability(tx, key, change, now))) throw staleness(entry)
}

function staleOf({ entries }: OwnSheet): StaleVersion {
  const times = entries.map(({ entry }) => entry)
  const last = times.reduce((a, b) => (b.updatedAt > a.updatedAt ? b : a))
  return staleness(last)
}
