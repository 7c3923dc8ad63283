import type { Db } from '../db.ts'
import { DoctorIndex } from '../ranking/doctor-index.ts'
import { candidateOf, type Loads, loadsOf, type RegisterCandidate } from './candidates.ts'
import type { RegisterEntry } from './rules.ts'
import { entryStamps, registerStamp } from './stamps-store.ts'
import { listEntries } from './store.ts'

/** Whose register; in `brokered` doctors are asked before they are named, so that none is left out for not being named. */
export type RegisterOf = { id: string; mode: 'shortlist' | 'brokered' }

type Register = {
  stamp: string
  stamps: ReadonlyMap<string, string>
  entries: Map<string, RegisterEntry>
  loads: Loads
  index: DoctorIndex<RegisterCandidate>
}

/** One per territory and mode. Reading it all takes long where doctors are thousands, and few of them change in a day. */
const registers = new Map<string, Register>()

/** Others may write meanwhile; past that many times, the register is read for this question alone. */
const TRIES = 3

/**
 * The doctors of a territory who are in its ranking, as `listCandidates` would read them now, through this transaction.
 * What was kept is brought up to date first: only the doctors who changed are read again. Ask it
 * at once, without waiting for anything: the next question changes the same index.
 */
export async function currentRegister(
  db: Db,
  { id, mode }: RegisterOf,
  now: Date,
): Promise<DoctorIndex<RegisterCandidate>> {
  const key = `${id} ${mode}`
  const readLoads = loadsOf(db, id, now)
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const known = registers.get(key) ?? null
    const [loads, changes] = await Promise.all([readLoads, changesSince(db, id, known)])
    if ((registers.get(key) ?? null) !== known || (known && changes.since !== known.stamp)) continue
    const register = broughtUp(known, changes, { loads, mode })
    registers.set(key, register)
    return register.index
  }
  const whole = await changesSince(db, id, null)
  return broughtUp(null, whole, { loads: await readLoads, mode }).index
}

type Changes = {
  /** Stamp of the register that they are changes of; null: all of it is read. */
  since: string | null
  stamp: string
  stamps: ReadonlyMap<string, string>
  changed: readonly RegisterEntry[]
}

async function changesSince(db: Db, territoryId: string, known: Register | null): Promise<Changes> {
  const since = known?.stamp ?? null
  const stamp = await registerStamp(db, territoryId)
  if (known && stamp === since) return { since, stamp, stamps: known.stamps, changed: [] }
  const stamps = await entryStamps(db, territoryId)
  const ids = [...stamps].filter(([id, each]) => known?.stamps.get(id) !== each).map(([id]) => id)
  const changed = await listEntries(db, territoryId, known ? ids : undefined)
  return { since, stamp, stamps, changed }
}

type Now = { loads: Loads; mode: RegisterOf['mode'] }

/** At once, from what was read: nobody sees it half done. */
function broughtUp(
  known: Register | null,
  { stamp, stamps, changed }: Changes,
  { loads, mode }: Now,
): Register {
  const entries = known?.entries ?? new Map<string, RegisterEntry>()
  for (const id of known && stamps !== known.stamps ? [...entries.keys()] : [])
    if (!stamps.has(id)) {
      entries.delete(id)
      known?.index.remove(id)
    }
  for (const entry of changed) entries.set(entry.id, entry)
  if (!known) {
    const candidates = changed.flatMap((entry) => ranked(entry, { loads, mode }) ?? [])
    return { stamp, stamps, entries, loads, index: new DoctorIndex(candidates) }
  }
  const touched = new Set([...changed.map(({ id }) => id), ...moved(known.loads, loads)])
  for (const id of touched) {
    const entry = entries.get(id)
    const candidate = entry && ranked(entry, { loads, mode })
    if (candidate) known.index.put(candidate)
    else known.index.remove(id)
  }
  return Object.assign(known, { stamp, stamps, loads })
}

function ranked(entry: RegisterEntry, { loads, mode }: Now): RegisterCandidate | null {
  const { position } = entry.practice
  if (!position) return null
  const candidate = candidateOf(entry, { position, loads })
  return mode === 'brokered' ? { ...candidate, named: true } : candidate
}

/** Who of them holds, took or is asked for another number of people. */
function moved(before: Loads, after: Loads): string[] {
  const kinds = Object.keys(after) as (keyof Loads)[]
  return kinds.flatMap((kind) => {
    const ids = new Set([...before[kind].keys(), ...after[kind].keys()])
    return [...ids].filter((id) => before[kind].get(id) !== after[kind].get(id))
  })
}
