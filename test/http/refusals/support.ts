import { randomUUID } from 'node:crypto'
import type { OutcomeKind } from '../../../prisma/generated/enums.ts'
import type { Deps } from '../../../server/deps.ts'
import type { NewRequest } from '../../../server/orientation/intake-store.ts'
import { storeRequest } from '../../support/request.ts'

type Person = { birthDate?: string; ald?: boolean; canTravel?: boolean }

/** Households of one person who has a list, 78 years old and in good health (need C) unless told otherwise. */
export async function someHouseholds(
  { database, keys, now }: Deps,
  territoryId: string,
  count: number,
  { birthDate = '1948-03-27', ald = false, canTravel = true }: Person = {},
): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID())
  await database.transaction(async (tx) => {
    for (const id of ids) {
      const person = { lastName: 'Lamercier', firstName: 'Jeanne', birthDate, ald, canTravel }
      await storeRequest(tx, keys, { ...REQUEST, id, territoryId, members: [person] }, now())
    }
  })
  return ids
}

const REQUEST: Omit<NewRequest, 'id' | 'territoryId' | 'members'> = {
  referencePrefix: 'GL',
  status: 'shortlisted',
  source: null,
  filledBy: 'me',
  channel: 'email',
  nextStepOn: null,
  inseeCode: '59350',
  contact: { phone: '+33639981234', email: null, canOpenLink: true },
  home: {
    address: '14 rue de la Toile-Bise',
    postalCode: '59000',
    commune: 'Lille',
    label: null,
    position: null,
    oldInseeCode: null,
    placedBy: null,
    doubts: [],
    candidates: [],
  },
  wishes: {
    language: 'fr',
    wheelchair: false,
    transport: null,
    maxKm: 5,
    reason: null,
    alreadyFollowed: false,
  },
  verdict: 'inside',
  surveyAgreed: false,
}

type Said = { kind: OutcomeKind; availabilityId: string | null; at?: Date; toldBy?: string }

/** The same thing said of each of these households. */
export async function say(
  { database, now }: Deps,
  territoryId: string,
  requestIds: readonly string[],
  { kind, availabilityId, at = now(), toldBy = 'patient' }: Said,
): Promise<void> {
  await database.client.outcome.createMany({
    data: requestIds.map((requestId) => ({
      id: randomUUID(),
      territoryId,
      requestId,
      availabilityId,
      kind,
      at,
      toldBy,
    })),
  })
}
