import { randomUUID } from 'node:crypto'
import type { Keys } from '../crypto/keys.ts'
import type { Db } from '../db.ts'
import type { Care, Identity } from './household.ts'
import type { OrientationRequest } from './row-store.ts'
import { identityIndexOf, sealColumn, searchIndexOf } from './sealed.ts'

export type NewMember = Identity & Care

/** Adds a person to a household, last, and makes it be found by their name. */
export async function insertMember(
  db: Db,
  keys: Keys,
  { id: requestId, territoryId, reference, contact, members }: OrientationRequest,
  member: NewMember,
): Promise<void> {
  await db.member.create({
    data: memberRow(keys, { member, position: members.length, requestId, territoryId }),
    select: { id: true },
  })
  const people = [...members, member]
  await db.orientationRequest.updateMany({
    where: { id: requestId, territoryId },
    data: {
      peopleCount: people.length,
      searchIndex: searchIndexOf(keys, { reference, contact, people }),
    },
  })
}

/** A person of a household as corrected, and found by their new name; the others are those of the request. */
export async function updateMember(
  db: Db,
  keys: Keys,
  { id: requestId, territoryId }: Pick<OrientationRequest, 'id' | 'territoryId'>,
  { id, ...member }: NewMember & { id: string },
): Promise<void> {
  const { identitySealed, careSealed, identityIndex } = sealedPerson(keys, id, member)
  await db.member.updateMany({
    where: { id, requestId, territoryId },
    data: { identitySealed, careSealed, identityIndex },
  })
}

/** Removes a person from a household: nothing of them stays, and the places of the others have no gap. */
export async function removeMember(
  db: Db,
  { id: requestId, territoryId, members }: OrientationRequest,
  id: string,
): Promise<void> {
  await db.member.deleteMany({ where: { id, requestId, territoryId } })
  const others = members.filter((member) => member.id !== id)
  for (const [position, other] of others.entries())
    await db.member.updateMany({ where: { id: other.id, requestId }, data: { position } })
  await db.orientationRequest.updateMany({
    where: { id: requestId, territoryId },
    data: { peopleCount: others.length },
  })
}

type Place = { member: NewMember; position: number; requestId: string; territoryId: string }

/** A person as the table holds them, sealed. */
export function memberRow(keys: Keys, { member, position, requestId, territoryId }: Place) {
  const id = randomUUID()
  return { id, requestId, territoryId, position, ...sealedPerson(keys, id, member) }
}

function sealedPerson(keys: Keys, id: string, member: NewMember) {
  const { lastName, firstName, birthDate, ald, canTravel } = member
  const identity = { lastName, firstName, birthDate }
  return {
    identitySealed: sealColumn(keys, 'member.identity_sealed', id, identity),
    careSealed: sealColumn(keys, 'member.care_sealed', id, { ald, canTravel }),
    identityIndex: identityIndexOf(keys, member),
  }
}
