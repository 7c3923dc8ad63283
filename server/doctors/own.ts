import type { Actor } from '../audit/service.ts'
import { type Day, parisDay } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import { forgetFormerNumber } from '../doctor-links/service.ts'
import { NotFound, type StaleVersion, TakenMeanwhile } from '../errors.ts'
import { loadsOf, takenFrom } from './candidates.ts'
import { contactChanges, doctorFactsOf } from './changes.ts'
import { auditDoctor, staleness } from './entry.ts'
import { leftOf, type Taken } from './left.ts'
import { listOwnEntries, lockOwn, type Own } from './own-store.ts'
import type { Conditions, Contact, RegisterEntry } from './rules.ts'
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

/** People taken at each practice, in the order of the sheet: what is left depends on it, and no version tells it. */
export function takenIn({ entries }: Pick<OwnSheet, 'entries'>): string {
  return entries.map(({ taken }) => taken).join('-')
}

/**
 * What a doctor may see and change of themselves. Stays that are over are left out, unless nothing else is left.
 * @throws NotFound
 */
export async function openOwn(db: Db, own: Own, now: Date): Promise<OwnSheet> {
  const all = await listOwnEntries(db, own)
  const [first] = all
  if (!first) throw new NotFound()
  const loads = await loadsOf(db, own.territoryId, now)
  const today = parisDay(now)
  const current = all.filter(({ endsOn }) => endsOn === null || endsOn >= today)
  const entries = (current.length > 0 ? current : all).map((entry) =>
    ownEntry(entry, takenFrom(loads, entry.id)),
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
  /** `takenIn` what was shown, where figures were typed; absent: they are read anew. */
  taken?: string | undefined
  languages?: string[]
  contact?: Contact
  /** By availability id. */
  changes: ReadonlyMap<string, OwnChange>
  isPause?: boolean
}

type Saver = Own & { actor: Actor }

/**
 * Writes what a doctor says of themselves, in the transaction of the caller. Every practice shown is confirmed today,
 * whatever patients said before. Returns the sheet as it is now.
 * @throws NotFound, StaleVersion
 * @throws TakenMeanwhile where figures were typed under others than those of now
 */
export async function saveOwn(
  tx: Db,
  saver: Saver,
  { version, taken, changes, isPause = false, ...who }: OwnSaving,
  now: Date,
): Promise<OwnSheet> {
  await lockOwn(tx, saver)
  const sheet = await openOwn(tx, saver, now)
  const [first] = sheet.entries
  if (!first || sheet.version !== version) throw staleOf(sheet)
  if (taken !== undefined && taken !== takenIn(sheet)) throw new TakenMeanwhile(now)
  const told = await saveWho(tx, saver, { entry: first.entry, ...who }, now)
  for (const own of sheet.entries) {
    const said = isPause ? {} : { ...own.left, confirmedAt: now, loweredAt: null }
    const change = { ...said, ...changes.get(own.entry.id) }
    await saveAvailability(tx, saver, { entry: own.entry, change }, now)
  }
  const move = isPause ? 'paused' : 'confirmed'
  const facts = { move, practices: sheet.entries.length, changed: changes.size, ...told }
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

function ownEntry(entry: RegisterEntry, taken: Taken): OwnEntry {
  return { entry, left: leftOf(entry.conditions, taken), taken: taken.people }
}

type Who = Pick<OwnSaving, 'languages' | 'contact'> & { entry: RegisterEntry }

/** Gives what the audit says of it. */
async function saveWho(
  tx: Db,
  saver: Saver,
  { entry, ...said }: Who,
  now: Date,
): Promise<Record<string, boolean>> {
  const { languages = entry.identity.languages, contact = entry.contact } = said
  const before = doctorFactsOf(entry)
  const after = { ...before, ...contact, languages }
  const isSame =
    languages.join() === before.languages.join() &&
    after.channel === before.channel &&
    after.mobile === before.mobile
  if (isSame) return {}
  const key = { ...saver, id: saver.doctorId, version: entry.doctorVersion }
  if (!(await updateDoctor(tx, key, after, now))) throw staleness(entry)
  await forgetFormerNumber(tx, saver, { before, after })
  return contactChanges(before, after)
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
