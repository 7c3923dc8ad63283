import { type Actor, writeAudit } from '../audit/service.ts'
import { addDays, type Day, parisDay, startOfDay } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { NotFound } from '../errors.ts'
import type { DoctorAnswer } from '../proposals/rules.ts'
import {
  answerProposal,
  findProposal,
  listWaiting,
  type Proposal,
  type Summary,
  summaryOf,
} from '../proposals/service.ts'
import { listPromised, type Promised } from './promised-store.ts'
import { openRequests } from './store.ts'

/** Days during which a household that will not come is told as such: the time that it would have been expected. */
const ENDED_DAYS = 14

type Reader = { territoryId: string; doctorId: string; actor: Actor }

/** A household that a doctor is asked about. */
export type WaitingHousehold = {
  proposalId: string
  availabilityId: string
  summary: Summary
  expiresAt: Date
}

export type PromisedHousehold = {
  summary: Summary
  reference: string | null
  state: 'to_tell' | 'told' | 'ended' | 'absent'
  until: Day | null
}

export type AskedHouseholds = { waiting: WaitingHousehold[]; promised: PromisedHousehold[] }

/**
 * What a doctor was asked and did not answer yet, and what became of their yeses: pseudonymous (rule 9 of
 * server/README.md). Each reading of a household is in the audit.
 */
export async function openAsked(deps: Deps, reader: Reader, now: Date): Promise<AskedHouseholds> {
  const { territoryId, actor } = reader
  const since = startOfDay(addDays(parisDay(now), -ENDED_DAYS))
  return deps.database.transaction(async (tx) => {
    const waiting = await listWaiting(tx, reader, now)
    const promised = await listPromised(tx, reader, since)
    const ids = [...waiting, ...promised].map(({ requestId }) => requestId)
    const requests = await openRequests(tx, deps.keys, { territoryId, ids })
    await auditReadings(tx, { territoryId, actor, ids: [...requests.keys()] }, now)
    return {
      waiting: waiting.flatMap(({ id: proposalId, requestId, availabilityId, expiresAt }) => {
        const request = requests.get(requestId)
        if (!request) return []
        return [{ proposalId, availabilityId, expiresAt, summary: summaryOf(request, now) }]
      }),
      promised: promised.flatMap((one) => {
        const request = requests.get(one.requestId)
        if (!request) return []
        const reference = one.wasNamed ? request.reference : null
        const until = one.until && parisDay(one.until)
        return [{ summary: summaryOf(request, now), reference, state: stateOf(one), until }]
      }),
    }
  })
}

function stateOf({ isLiving, until, endedWhy }: Promised): PromisedHousehold['state'] {
  if (isLiving) return until ? 'told' : 'to_tell'
  return endedWhy === 'absent' ? 'absent' : 'ended'
}

async function auditReadings(
  tx: Db,
  { territoryId, actor, ids }: { territoryId: string; actor: Actor; ids: readonly string[] },
  now: Date,
): Promise<void> {
  for (const id of ids) {
    const subject = { kind: 'orientation_request', id }
    const facts = { names: false }
    await writeAudit(tx, { territoryId, actor, action: 'read', subject, facts }, now)
  }
}

/** A proposal of this doctor, waiting or over. @throws NotFound for any other. */
export async function findAsked(
  deps: Deps,
  { territoryId, doctorId }: Pick<Reader, 'territoryId' | 'doctorId'>,
  id: string,
): Promise<Proposal> {
  const proposal = await findProposal(deps.database.client, { id, territoryId })
  if (proposal?.doctorId !== doctorId) throw new NotFound()
  return proposal
}

export type AskedAnswer = Reader & { proposalId: string; answer: DoctorAnswer; key: string }

/** `late`: it no longer waits, a yes is kept for the coordinator. `promised`: it is the doctor's yes that stands. */
export type AskedAnswered = 'kept' | 'late' | 'promised'

/**
 * Keeps a doctor's answer. The same one pressed again, from this page or from an older one, comes to the same thing.
 * @throws NotFound for a proposal that is not theirs.
 */
export async function answerAsked(
  deps: Deps,
  { key, ...answered }: AskedAnswer,
  now: Date,
): Promise<AskedAnswered> {
  const { proposalId, answer } = answered
  const own = `${key}:${Object.values(answer).join(':')}`
  const told = await answerProposal(deps, { ...answered, key: own }, now)
  const { status } = await findAsked(deps, answered, proposalId)
  if (answer.kind !== 'yes' && status === 'accepted') return 'promised'
  if (told !== 'again') return told
  return status === (answer.kind === 'yes' ? 'accepted' : 'declined') ? 'kept' : 'late'
}
