import type { Channel, RequestStatus } from '../../prisma/generated/enums.ts'
import type { Day } from '../calendar/rules.ts'
import type { Keys } from '../crypto/keys.ts'
import { newReference } from '../crypto/tokens.ts'
import type { Insert } from '../database/insert-rows.ts'
import type { Db } from '../db.ts'
import type { Care, Contact, Home, Identity, Wishes } from './household.ts'
import { memberRow } from './members-store.ts'
import { dateColumn } from './row-store.ts'
import type { Verdict } from './rules.ts'
import { sealColumn, searchIndexOf } from './sealed.ts'

export type NewRequest = {
  id: string
  territoryId: string
  referencePrefix: string
  status: RequestStatus
  source: string | null
  filledBy: string
  channel: Channel
  nextStepOn: Day | null
  inseeCode: string | null
  contact: Contact
  home: Home
  wishes: Wishes
  members: (Identity & Care)[]
  verdict: Verdict | null
  surveyAgreed: boolean
}

/** Requests with their people, sealed, to be inserted with other rows. Their references are drawn until they are free. */
export async function newRequests(
  db: Db,
  keys: Keys,
  requests: readonly NewRequest[],
  now: Date,
): Promise<Insert[]> {
  const references = await freeReferences(db, requests)
  const rows = requests.map((request, n) => requestRow(keys, request, references[n] ?? '', now))
  const people = requests.flatMap(({ id: requestId, territoryId, members }) =>
    members.map((member, position) =>
      memberRow(keys, { member, position, requestId, territoryId }),
    ),
  )
  return [
    { table: 'orientation_request', rows },
    { table: 'member', rows: people },
  ]
}

function requestRow(keys: Keys, request: NewRequest, reference: string, now: Date) {
  const { referencePrefix: _, contact, home, wishes, members, surveyAgreed, ...plain } = request
  const { id } = request
  return {
    ...plain,
    reference,
    registeredAt: now,
    nextStepOn: dateColumn(request.nextStepOn),
    peopleCount: members.length,
    contactSealed: sealColumn(keys, 'orientation_request.contact_sealed', id, contact),
    homeSealed: sealColumn(keys, 'orientation_request.home_sealed', id, home),
    wishesSealed: sealColumn(keys, 'orientation_request.wishes_sealed', id, wishes),
    searchIndex: searchIndexOf(keys, { reference, contact, people: members }),
    surveyAgreedAt: surveyAgreed ? now : null,
    updatedAt: now,
  }
}

/** A reference for each, that no request of its territory has, nor another of them. */
async function freeReferences(db: Db, requests: readonly NewRequest[]): Promise<string[]> {
  for (;;) {
    const drawn = requests.map(({ referencePrefix }) => newReference(referencePrefix))
    const territories = [...new Set(requests.map(({ territoryId }) => territoryId))]
    const taken = await db.orientationRequest.count({
      where: { territoryId: { in: territories }, reference: { in: drawn } },
    })
    if (taken === 0 && new Set(drawn).size === drawn.length) return drawn
  }
}
