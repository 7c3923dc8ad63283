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

type Place = { member: NewMember; position: number; requestId: string; territoryId: string }

/** A person as the table holds them, sealed. */
export function memberRow(keys: Keys, { member, position, requestId, territoryId }: Place) {
  const id = randomUUID()
  const { lastName, firstName, birthDate, ald, canTravel } = member
  return {
    id,
    requestId,
    territoryId,
    position,
    identitySealed: sealColumn(keys, 'member.identity_sealed', id, {
      lastName,
      firstName,
      birthDate,
    }),
    careSealed: sealColumn(keys, 'member.care_sealed', id, { ald, canTravel }),
    identityIndex: identityIndexOf(keys, member),
  }
}
