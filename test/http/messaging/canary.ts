import { randomUUID } from 'node:crypto'
import type { Deps } from '../../../server/deps.ts'
import { insertShortlist } from '../../../server/shortlists/store.ts'
import { now } from './outbox.ts'
import { aRequest } from './support.ts'

/** What may be in no message, no header and no journal. */
export const CANARY = /canari|1931|02-29|transport_c|retraite/i

/** A household whose every field, but what an address or a number must be, says « canari ». */
export function aCanary(deps: Deps, territoryId: string): Promise<string> {
  return aRequest(deps, territoryId, {
    source: 'canari-source',
    filledBy: 'canari-rempli',
    home: {
      address: '12 rue du Canari',
      postalCode: '59000',
      commune: 'Canariville',
      label: 'Canari, 59000 Canariville',
      position: [3.06, 50.63],
      oldInseeCode: null,
      placedBy: 'coordinator',
      doubts: ['canari'],
      candidates: [],
    },
    wishes: {
      language: 'canari',
      wheelchair: true,
      transport: 'transport_canari',
      maxKm: 5,
      reason: 'retraite',
      alreadyFollowed: false,
    },
    members: [
      {
        lastName: 'Canari-Nom',
        firstName: 'Canari-Prenom',
        birthDate: '1931-02-28',
        ald: true,
        canTravel: false,
      },
    ],
  })
}

/** A list of one doctor for that household, who is in the register. */
export async function aList(
  { keys, database }: Deps,
  territoryId: string,
  requestId: string,
): Promise<string> {
  const { client } = database
  const [doctorId, practiceId, availabilityId, id] = [1, 2, 3, 4].map(() => randomUUID()) as [
    string,
    string,
    string,
    string,
  ]
  await client.doctor.create({
    data: {
      id: doctorId,
      territoryId,
      rpps: '99000000001',
      lastName: 'Vanhoublon',
      firstName: 'Ombeline',
      phone: '+33353014107',
      languages: ['fr'],
      coordinationAgreedAt: now,
      patientsAgreedAt: now,
    },
  })
  await client.practice.create({
    data: {
      id: practiceId,
      territoryId,
      name: 'Cabinet des Moulins',
      address: '6 rue du Rouet',
      postalCode: '59000',
      commune: 'Lille',
      inseeCode: '59350',
    },
  })
  await client.availability.create({
    data: {
      id: availabilityId,
      territoryId,
      doctorId,
      practiceId,
      places: 3,
      homeVisitPlaces: 1,
      confirmedAt: now,
    },
  })
  await insertShortlist(client, keys, {
    id,
    territoryId,
    requestId,
    channel: 'email',
    decidedAt: now,
    decidedBy: 'Inès Belgrain',
    givenAt: null,
    maxKm: 5,
    exception: 'canari-exception',
    entries: [{ availabilityId, km: 1.234, reasons: [] }],
    homeVisits: 0,
  })
  return id
}
