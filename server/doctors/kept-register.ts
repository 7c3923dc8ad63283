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

/** What tells whether the register that was kept still holds, and the loads, which change at every list. */
export type RegisterReading = { stamp: string; loads: Loads }

/** Reads it for `currentRegister`, which may come a little later: what takes longest is begun before all else is known. */
export async function registerReading(
  db: Db,
  territoryId: string,
  now: Date,
): Promise<RegisterReading> {
  const [stamp, loads] = await Promise.all([
    registerStamp(db, territoryId),
    loadsOf(db, territoryId, now),
  ])
  return { stamp, loads }
}

/**
 * The doctors of a territory who are in its ranking, with the loads of the reading, as they were then or are since, through
 * this transaction. What was kept is brought up to date first: only the doctors who changed are read again. Ask it at
 * once, without waiting for anything: the next question changes the same index.
 */
export async function currentRegister(
  db: Db,
  { id, mode }: RegisterOf,
  reading: RegisterReading,
): Promise<DoctorIndex<RegisterCandidate>> {
  const key = `${id} ${mode}`
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const known = registers.get(key) ?? null
    const since = known?.stamp ?? null
    const changes = since === reading.stamp ? null : await changesSince(db, id, known)
    if ((registers.get(key) ?? null) !== known || (known && known.stamp !== since)) continue
    const register = broughtUp(known, changes, { ...reading, mode })
    registers.set(key, register)
    return register.index
  }
  return broughtUp(null, await changesSince(db, id, null), { ...reading, mode }).index
}

type Changes = { stamps: ReadonlyMap<string, string>; changed: readonly RegisterEntry[] }

async function changesSince(db: Db, territoryId: string, known: Register | null): Promise<Changes> {
  const stamps = await entryStamps(db, territoryId)
  const ids = [...stamps].filter(([id, each]) => known?.stamps.get(id) !== each).map(([id]) => id)
  const changed = await listEntries(db, territoryId, known ? ids : undefined)
  return { stamps, changed }
}

type Now = RegisterReading & { mode: RegisterOf['mode'] }

/** At once, from what was read: nobody sees it half done. `changes`: null where no row of the register changed. */
function broughtUp(known: Register | null, changes: Changes | null, now: Now): Register {
  const { stamp, loads } = now
  const { stamps, changed } = changes ?? { stamps: known?.stamps ?? new Map(), changed: [] }
  const entries = known?.entries ?? new Map<string, RegisterEntry>()
  for (const id of changes ? [...entries.keys()] : [])
    if (!stamps.has(id)) {
      entries.delete(id)
      known?.index.remove(id)
    }
  for (const entry of changed) entries.set(entry.id, entry)
  if (!known) {
    const candidates = changed.flatMap((entry) => ranked(entry, now) ?? [])
    return { stamp, stamps, entries, loads, index: new DoctorIndex(candidates) }
  }
  const touched = new Set([...changed.map(({ id }) => id), ...moved(known.loads, loads)])
  for (const id of touched) {
    const entry = entries.get(id)
    const candidate = entry && ranked(entry, now)
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
