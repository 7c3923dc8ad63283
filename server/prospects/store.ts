import { randomUUID } from 'node:crypto'
import type { MessageStatus, ProspectStatus } from '../../prisma/generated/enums.ts'
import type { Db } from '../db.ts'
import type { TerritoryPart } from '../territory/rules.ts'
import type { ImportPlan } from './plan.ts'
import { type Place, type Prospect, placeKey } from './rules.ts'

const PLACE = {
  id: true,
  name: true,
  address: true,
  postalCode: true,
  commune: true,
  inseeCode: true,
  phone: true,
  email: true,
  lon: true,
  lat: true,
  located: true,
} as const

const SELECTED = {
  id: true,
  rpps: true,
  lastName: true,
  firstName: true,
  status: true,
  invitedAt: true,
  informedAt: true,
  places: { select: PLACE },
} as const

type Row = NonNullable<Awaited<ReturnType<typeof oneRow>>>

function oneRow(db: Db) {
  return db.prospect.findFirst({ select: SELECTED })
}

/** Every prospect of a territory, whatever became of them, by name. */
export async function listProspects(db: Db, territoryId: string): Promise<Prospect[]> {
  const rows = await db.prospect.findMany({
    where: { territoryId },
    select: SELECTED,
    orderBy: [{ lastName: 'asc' }, { firstName: 'asc' }, { id: 'asc' }],
  })
  return rows.map(toProspect)
}

/** One prospect of a territory. */
export async function findProspect(
  db: Db,
  { id, territoryId }: { id: string; territoryId: string },
): Promise<Prospect | null> {
  const row = await db.prospect.findFirst({ where: { id, territoryId }, select: SELECTED })
  return row ? toProspect(row) : null
}

/** RPPS numbers of everybody in the register of volunteers: they are not prospects. */
export async function registeredRpps(db: Db, territoryId: string): Promise<Set<string>> {
  const rows = await db.doctor.findMany({ where: { territoryId }, select: { rpps: true } })
  return new Set(rows.map(({ rpps }) => rpps))
}

/** Communes of a territory, to know who practises in it. */
export async function listAreaParts(db: Db, territoryId: string): Promise<TerritoryPart[]> {
  const rows = await db.territoryPart.findMany({
    where: { territoryId },
    select: { role: true, inseeCode: true, associatedCodes: true },
  })
  return rows.map(({ role, inseeCode, associatedCodes }) => ({
    role,
    code: inseeCode,
    associatedCodes,
    geometry: null,
  }))
}

/** Makes the imports of a territory wait for one another until this transaction ends. */
export async function lockProspects(db: Db, territoryId: string): Promise<void> {
  await db.$queryRaw`select id from territory where id = ${territoryId}::uuid for no key update`
}

type Writing = { territoryId: string; plan: ImportPlan }

/** Writes a plan: prospects first, then their places. */
export async function writePlan(db: Db, { territoryId, plan }: Writing, now: Date): Promise<void> {
  const added = plan.added.map((each) => ({ ...each, id: randomUUID() }))
  await db.prospect.createMany({
    data: added.map(({ id, doctor: { rpps, lastName, firstName } }) => ({
      id,
      territoryId,
      rpps,
      lastName,
      firstName,
      createdAt: now,
      updatedAt: now,
    })),
  })
  for (const { prospect, doctor } of plan.changed) {
    const { lastName, firstName } = doctor
    await db.prospect.updateMany({
      where: { id: prospect.id, territoryId },
      data: { lastName, firstName, updatedAt: now },
    })
    await db.prospectPlace.deleteMany({ where: { prospectId: prospect.id, territoryId } })
  }
  const of = [...added, ...plan.changed.map(({ prospect, places }) => ({ ...prospect, places }))]
  await db.prospectPlace.createMany({
    data: of.flatMap(({ id: prospectId, places }) =>
      places.map((place) => placeColumns(place, { territoryId, prospectId })),
    ),
  })
}

/** What happened to the message that told each prospect, by prospect. */
export async function informingMessages(
  db: Db,
  territoryId: string,
): Promise<Map<string, { status: MessageStatus; acceptedAt: Date | null }>> {
  const rows = await db.message.findMany({
    where: { territoryId, template: 'prospect_informed' },
    select: { ids: true, status: true, acceptedAt: true },
  })
  return new Map(
    rows.map(({ ids, status, acceptedAt }) => [
      String((ids as Record<string, string>).prospectId),
      { status, acceptedAt },
    ]),
  )
}

type Change = Partial<{
  status: ProspectStatus
  invitedAt: Date
  informedAt: Date
  objectHash: string
}>

/** Changes a prospect who is still in one of the states `from`; false when they are not. */
export async function changeProspect(
  db: Db,
  target: { id: string; territoryId: string; from: readonly ProspectStatus[]; change: Change },
  now: Date,
): Promise<boolean> {
  const { id, territoryId, from, change } = target
  const { count } = await db.prospect.updateMany({
    where: { id, territoryId, status: { in: [...from] } },
    data: { ...change, updatedAt: now },
  })
  return count === 1
}

/** Whose objection link has this hash; `objectedAt` says that they already did. */
export async function findByObjectHash(
  db: Db,
  objectHash: string,
): Promise<{ id: string; territoryId: string; objectedAt: Date | null } | null> {
  return db.prospect.findUnique({
    where: { objectHash },
    select: { id: true, territoryId: true, objectedAt: true },
  })
}

/**
 * Somebody objected: their name and their places are forgotten, their number stays so that no later file brings them
 * back. False when they had already.
 */
export async function writeObjection(
  db: Db,
  { id, territoryId }: { id: string; territoryId: string },
  now: Date,
): Promise<boolean> {
  const { count } = await db.prospect.updateMany({
    where: { id, territoryId, objectedAt: null },
    data: { status: 'objected', objectedAt: now, lastName: '', firstName: '', updatedAt: now },
  })
  if (count === 1) await db.prospectPlace.deleteMany({ where: { prospectId: id, territoryId } })
  return count === 1
}

function toProspect({ places, ...row }: Row): Prospect {
  const inOrder = places.map(toPlace).sort((a, b) => (placeKey(a) < placeKey(b) ? -1 : 1))
  return { ...row, places: inOrder }
}

function toPlace({ lon, lat, located, ...row }: Row['places'][number]): Place & { id: string } {
  const position = lon === null || lat === null ? null : ([lon, lat] as const)
  return { ...row, position, located: located === 'located' ? 'located' : 'to_locate' }
}

function placeColumns(place: Place, ids: { territoryId: string; prospectId: string }) {
  const { name, address, postalCode, commune, inseeCode, phone, email, located, position } = place
  const [lon, lat] = position ?? [null, null]
  const sheet = { name, address, postalCode, commune, inseeCode, phone, email, located }
  return { ...sheet, ...ids, lon, lat }
}
