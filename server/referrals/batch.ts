import { randomUUID } from 'node:crypto'
import { writeAudit } from '../audit/service.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import type { Staff } from '../http/access.ts'
import { type Created, createRequests } from '../orientation/create.ts'
import { type PlacedHome, placeHome } from '../orientation/placing.ts'
import type { Profile } from '../referrers/rules.ts'
import { findTerritory, type Territory } from '../territory/service.ts'
import { type BatchProblem, readBatch } from './batch-file.ts'
import { type Entry, entryOf, NOTHING, type Plan, planOf, twice } from './batch-plan.ts'
import { keepReferral, referrerOf } from './service.ts'
import { lockOrganisation } from './store.ts'

export type BatchReport = {
  /** Households of the file, and people in them. */
  households: number
  people: number
  /** Households to register, or registered. */
  added: number
  /** Those of a file that was sent before. */
  unchanged: number
  /** One is enough for nothing to be registered. */
  problems: readonly BatchProblem[]
  /** Rows left out: people whom this very organisation registered already, and whose search goes on. */
  leftOut: readonly { row: number; reason: string }[]
}

type Batch = { bytes: Uint8Array; dryRun: boolean }

/**
 * B16: registers a file of people, whole, in one transaction, or not at all; dry, says what it would do. The same file
 * again changes nothing. What is said of duplicates comes from the file and from what this organisation registered
 * itself: whether somebody else registered them is never told.
 * @throws NoProfile
 */
export async function importBatch(
  deps: Deps,
  who: Staff,
  { bytes, dryRun }: Batch,
  now: Date,
): Promise<BatchReport> {
  const profile = await referrerOf(deps, who)
  const { organisation } = profile
  const territory = await findTerritory(deps, who.territoryId)
  const read = readBatch(bytes, { maxKm: territory.defaultMaxKm, now })
  const entries = read.households.map((household) => entryOf(deps.keys, household))
  const problems = [...read.problems, ...twice(entries)].sort((a, b) => a.row - b.row)
  const { client } = deps.database
  if (problems.length > 0) return reportOf(entries, { problems, plan: NOTHING })
  const plan = await planOf(client, organisation.id, entries)
  if (dryRun || plan.toAdd.length === 0) return reportOf(entries, { problems, plan })
  const placed = await placeAll(deps, territory, plan.toAdd)
  const done = await deps.database.transaction(async (tx) => {
    await lockOrganisation(tx, organisation.id)
    const current = await planOf(tx, organisation.id, entries)
    for (const entry of current.toAdd)
      await register(
        tx,
        deps,
        { who, profile, territory, entry, home: placed.get(entry.index) },
        now,
      )
    await auditImport(tx, who, current.toAdd.length, now)
    return current
  })
  return reportOf(entries, { problems, plan: done })
}

/** Homes asked of the geocoder at the same time, before the transaction. */
const PLACED_TOGETHER = 4

async function placeAll(
  deps: Deps,
  { id }: Territory,
  entries: readonly Entry[],
): Promise<ReadonlyMap<string, PlacedHome>> {
  const placed = new Map<string, PlacedHome>()
  for (let start = 0; start < entries.length; start += PLACED_TOGETHER) {
    const together = entries.slice(start, start + PLACED_TOGETHER)
    await Promise.all(
      together.map(async ({ index, household: { registration } }) => {
        placed.set(index, await placeHome(deps, id, registration.questionnaire.address))
      }),
    )
  }
  return placed
}

type Registering = {
  who: Staff
  profile: Profile
  territory: Territory
  entry: Entry
  home: PlacedHome | undefined
}

async function register(
  tx: Db,
  deps: Deps,
  { who, profile, territory, entry, home }: Registering,
  now: Date,
): Promise<void> {
  if (!home) return
  const { registration, agreedOn } = entry.household
  const told = { answers: registration.answers, agreedOn, rowIndex: entry.index }
  const actor = { kind: 'staff', id: who.accountId, name: who.name } as const
  const also = (inside: Db, created: Created) =>
    keepReferral(inside, deps, { who, profile, created, ...told }, now)
  const form = registration.questionnaire
  const creation = { id: randomUUID(), territory, form, actor, placed: home, also }
  await createRequests(tx, deps, { creations: [creation] }, now)
}

function auditImport(tx: Db, who: Staff, added: number, now: Date): Promise<void> {
  const { territoryId, accountId } = who
  const actor = { kind: 'staff', id: accountId } as const
  const subject = { kind: 'referral', id: null }
  return writeAudit(tx, { territoryId, actor, action: 'import', subject, facts: { added } }, now)
}

type Outcome = { problems: readonly BatchProblem[]; plan: Plan }

function reportOf(entries: readonly Entry[], { problems, plan }: Outcome): BatchReport {
  return {
    households: entries.length,
    people: entries.reduce((sum, { people }) => sum + people.length, 0),
    added: plan.toAdd.length,
    unchanged: plan.unchanged,
    leftOut: plan.leftOut,
    problems,
  }
}
