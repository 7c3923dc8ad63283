import { type Actor, writeAudit } from '../audit/service.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import type { DoctorProblem } from '../doctors/csv-columns.ts'
import { doubtLabel } from '../doctors/labels.ts'
import { placePractice } from '../doctors/placing.ts'
import { areaOf } from './area.ts'
import { eligible, gone, type ImportPlan, type Known, placementKey, planProspects } from './plan.ts'
import { type Scan, scanRpps } from './rpps-scan.ts'
import { type DirectoryDoctor, type Place, type PlaceSheet, placeKey } from './rules.ts'
import { listAreaParts, listProspects, lockProspects, registeredRpps, writePlan } from './store.ts'

type ImportDeps = Pick<Deps, 'database' | 'geocoder' | 'log'>

export type ProspectsRequest = {
  territoryId: string
  actor: Actor
  /** The extraction, on this machine: too large to be held in memory. */
  path: string
  dryRun: boolean
  onBytes?: (bytes: number) => void
  /** Places asked of the geocoder so far, out of how many. */
  onPlaced?: (done: number, total: number) => void
}

export type ProspectsReport = {
  rows: number
  /** GPs in private practice in the territory: those to invite, those who joined and those who objected. */
  doctors: number
  created: number
  updated: number
  unchanged: number
  /** Prospects of before whom this file does not name. */
  gone: number
  /** Why nothing was imported; empty when the file was. */
  refusals: DoctorProblem[]
  /** Rows left out and things noticed, each with its row and its reason, in the order of the file. */
  remarks: DoctorProblem[]
  /** Rows of doctors of the territory who are not GPs, by skill. */
  otherSkills: ReadonlyMap<string, number>
}

/** The territory has no commune yet: nobody practises in it. */
export class NoArea extends Error {}

/** Places asked of the geocoder at the same time. */
const PLACED_TOGETHER = 4

/**
 * Brings the prospects of a territory up to an extraction of the national directory: whole, in one transaction, or
 * not at all. Places without a position are asked of the geocoder before it. The same file again changes nothing.
 * @throws NoArea
 * @throws UnreadableExtraction
 */
export async function importProspects(
  deps: ImportDeps,
  request: ProspectsRequest,
  now: Date,
): Promise<ProspectsReport> {
  const { client } = deps.database
  const { territoryId } = request
  const parts = await listAreaParts(client, territoryId)
  if (parts.length === 0) throw new NoArea()
  const scan = await scanRpps(request.path, areaOf(parts), request.onBytes)
  if (scan.refusals.length > 0) return reportOf(scan, { plan: NOTHING, remarks: [], lost: 0 })
  const before = await knownOf(client, territoryId)
  const found = await placeAll(deps, { request, scan, before })
  const written = request.dryRun
    ? planned({ scan, found }, before)
    : await deps.database.transaction((tx) => write(tx, { request, scan, found }, now))
  return reportOf(scan, written)
}

const NOTHING: ImportPlan = { added: [], changed: [], unchanged: 0 }

type Found = { places: Map<string, Place>; why: Map<string, string> }
type Planned = { plan: ImportPlan; remarks: DoctorProblem[]; lost: number }

async function knownOf(db: Db, territoryId: string): Promise<Known> {
  const prospects = await listProspects(db, territoryId)
  return { prospects, registered: await registeredRpps(db, territoryId) }
}

/** Where each place is: where it already was, else where the geocoder finds it; one question for one address. */
async function placeAll(
  deps: ImportDeps,
  { request, scan, before }: { request: ProspectsRequest; scan: Scan; before: Known },
): Promise<Found> {
  const { kept } = eligible(scan.doctors, before)
  const settled = new Map(
    before.prospects.flatMap(({ places }) =>
      places.filter(({ position }) => position).map((place) => [placeKey(place), place] as const),
    ),
  )
  const sheets = new Map(kept.flatMap((doctor) => doctor.places.map((p) => [placeKey(p), p])))
  const asked = [...sheets].filter(([key]) => !settled.has(key))
  const answers = new Map<string, Awaited<ReturnType<typeof placeOne>>>()
  for (let start = 0; start < asked.length; start += PLACED_TOGETHER) {
    const batch = asked.slice(start, start + PLACED_TOGETHER)
    const placed = await Promise.all(batch.map(([, place]) => placeOne(deps, place)))
    for (const [i, [key]] of batch.entries()) {
      const answer = placed[i]
      if (answer) answers.set(key, answer)
    }
    request.onPlaced?.(start + batch.length, asked.length)
  }
  return foundFor(kept, { settled, answers })
}

async function placeOne(deps: ImportDeps, place: PlaceSheet) {
  if (place.address === '') return { position: null, why: 'il n’y a pas d’adresse' }
  const { position, doubts } = await placePractice(deps, place)
  return { position, why: doubtLabel(doubts) }
}

type Answers = {
  settled: ReadonlyMap<string, Place>
  answers: ReadonlyMap<string, Awaited<ReturnType<typeof placeOne>>>
}

function foundFor(kept: readonly DirectoryDoctor[], { settled, answers }: Answers): Found {
  const found: Found = { places: new Map(), why: new Map() }
  for (const { rpps, places } of kept)
    for (const place of places) {
      const key = placeKey(place)
      const position = settled.get(key)?.position ?? answers.get(key)?.position ?? null
      const located = position ? 'located' : 'to_locate'
      found.places.set(placementKey(rpps, place), { ...place, position, located })
      if (!position) found.why.set(placementKey(rpps, place), answers.get(key)?.why ?? '')
    }
  return found
}

function planned({ scan, found }: { scan: Scan; found: Found }, known: Known): Planned {
  const { kept, remarks } = eligible(scan.doctors, known)
  const unplaced = kept.flatMap(({ rpps, places }) =>
    places.flatMap((place): DoctorProblem[] => {
      const why = found.why.get(placementKey(rpps, place))
      if (why === undefined) return []
      const reason = `à localiser : ${why}`
      return [
        { row: place.row, column: 'Libellé Voie (coord. structure)', code: 'to_locate', reason },
      ]
    }),
  )
  return {
    plan: planProspects(kept, known, found.places),
    remarks: [...remarks, ...unplaced],
    lost: gone(scan.doctors, known).length,
  }
}

async function write(
  tx: Db,
  { request, scan, found }: { request: ProspectsRequest; scan: Scan; found: Found },
  now: Date,
): Promise<Planned> {
  const { territoryId, actor } = request
  await lockProspects(tx, territoryId)
  const done = planned({ scan, found }, await knownOf(tx, territoryId))
  await writePlan(tx, { territoryId, plan: done.plan }, now)
  const { plan, lost } = done
  const facts = { ...countsOf(plan), gone: lost, rows: scan.rows }
  const subject = { kind: 'prospects', id: null }
  await writeAudit(tx, { territoryId, actor, action: 'import', subject, facts }, now)
  return done
}

function countsOf({ added, changed, unchanged }: ImportPlan) {
  return { created: added.length, updated: changed.length, unchanged }
}

function reportOf(scan: Scan, { plan, remarks, lost }: Planned): ProspectsReport {
  const { rows, doctors, refusals, otherSkills } = scan
  const all = [...scan.remarks, ...remarks].sort((a, b) => a.row - b.row)
  const counts = { ...countsOf(plan), doctors: doctors.length, gone: lost }
  return { rows, ...counts, refusals, remarks: all, otherSkills }
}
