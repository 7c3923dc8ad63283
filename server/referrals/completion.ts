import { type Actor, writeAudit } from '../audit/service.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import type { Staff } from '../http/access.ts'
import { takeReferenceTry } from '../http/limits.ts'
import { applyChange, requestFor } from '../orientation/change.ts'
import { findRequest, type OrientationRequest, updateCare } from '../orientation/service.ts'
import type { Additions, Proof } from './completion-schema.ts'
import { findLivingId } from './store.ts'

/** What may be added to a request: what its household left out. Never what it said. */
export type Missing = { reference: string; phone: boolean; email: boolean; ald: boolean }

export type CompletedField = 'phone' | 'email' | 'ald'

/**
 * B16: what is missing of a living request, for a CPAM agent who knows its reference and the birth date of one of its
 * people. Null otherwise, whichever of the two is wrong. Each look is counted, and in the audit.
 * @throws TooManyTries
 */
export async function lookUp(
  deps: Deps,
  who: Staff,
  proof: Proof,
  now: Date,
): Promise<Missing | null> {
  await takeReferenceTry(deps, who.accountId)
  return deps.database.transaction(async (tx) => {
    const request = await provenRequest(tx, deps, { who, proof })
    await auditLook(tx, who, request, now)
    return request && missingOf(request, proof)
  })
}

/**
 * Adds what is missing, and nothing else: what the household said, or somebody added meanwhile, stays. Each field has
 * its line of timeline and of audit. The fields added; null when the two do not go together.
 * @throws TooManyTries
 */
export async function complete(
  deps: Deps,
  who: Staff,
  { proof, additions }: { proof: Proof; additions: Additions },
  now: Date,
): Promise<CompletedField[] | null> {
  await takeReferenceTry(deps, who.accountId)
  return deps.database.transaction(async (tx) => {
    const request = await provenRequest(tx, deps, { who, proof })
    if (!request) {
      await auditLook(tx, who, null, now)
      return null
    }
    const missing = missingOf(request, proof)
    const fields = FIELDS.filter((field) => missing[field] && additions[field] !== null)
    for (const field of fields)
      await addField(tx, deps, { who, requestId: request.id, proof, additions, field }, now)
    return fields
  })
}

const FIELDS = ['phone', 'email', 'ald'] as const satisfies readonly CompletedField[]

type Adding = {
  who: Staff
  requestId: string
  proof: Proof
  additions: Additions
  field: CompletedField
}

async function addField(tx: Db, deps: Deps, adding: Adding, now: Date): Promise<void> {
  const { who, requestId: id, proof, additions, field } = adding
  const { territoryId } = who
  const actor = actorOf(who)
  const request = await requestFor(tx, deps, { id, territoryId, actor })
  if (field === 'ald') await addAld(tx, deps, { request, proof, ald: additions.ald })
  const contact = { ...request.contact, ...(field === 'ald' ? {} : { [field]: additions[field] }) }
  const reach = { contact, people: request.members, reference: request.reference }
  const event = { kind: 'completed', facts: { field } } as const
  await applyChange(tx, deps, { request, actor, change: { reach }, event }, now)
  const subject = { kind: 'orientation_request', id }
  await writeAudit(tx, { territoryId, actor, action: 'update', subject, facts: { field } }, now)
}

type Ald = { request: OrientationRequest; proof: Proof; ald: boolean | null }

async function addAld(tx: Db, { keys }: Deps, { request, proof, ald }: Ald): Promise<void> {
  for (const { id: memberId, canTravel } of unsaid(request, proof))
    await updateCare(tx, keys, { requestId: request.id, memberId }, { ald, canTravel })
}

type Proven = { who: Staff; proof: Proof }

async function provenRequest(
  tx: Db,
  { keys }: Deps,
  { who: { territoryId }, proof }: Proven,
): Promise<OrientationRequest | null> {
  const id = await findLivingId(tx, { territoryId, reference: proof.reference })
  const request = id && (await findRequest(tx, keys, { id, territoryId }))
  if (!request) return null
  return request.members.some(({ birthDate }) => birthDate === proof.birthDate) ? request : null
}

function missingOf(request: OrientationRequest, proof: Proof): Missing {
  const { reference, contact } = request
  return {
    reference,
    phone: contact.phone === null,
    email: contact.email === null,
    ald: unsaid(request, proof).length > 0,
  }
}

/** The people of that birth date who did not say whether they have an ALD. */
function unsaid({ members }: OrientationRequest, { birthDate }: Proof) {
  return members.filter((person) => person.birthDate === birthDate && person.ald === null)
}

function auditLook(tx: Db, who: Staff, request: OrientationRequest | null, now: Date) {
  const { territoryId } = who
  const subject = { kind: 'orientation_request', id: request?.id ?? null }
  const facts = { by: 'reference', found: request !== null }
  return writeAudit(tx, { territoryId, actor: actorOf(who), action: 'read', subject, facts }, now)
}

function actorOf(who: Staff): Actor {
  return { kind: 'staff', id: who.accountId, name: who.name || 'CPAM' }
}
