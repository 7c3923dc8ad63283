import { writeSync } from 'node:fs'
import type { YearWorld } from './year-world.ts'

const STDERR = 2

/** Writes what happened to a household that a bar refuses, in its order: a year is not played twice alike. */
export async function tellStory(
  { deps, clock }: YearWorld,
  requestId: string,
  why: string,
): Promise<void> {
  const where = { requestId }
  const { client } = deps.database
  const request = await client.orientationRequest.findUniqueOrThrow({
    where: { id: requestId },
    include: { members: true, shortlists: { include: { entries: true } }, proposals: true },
  })
  const messages = await client.message.findMany({ where })
  const events = await client.requestEvent.findMany({ where })
  const todos = await client.todo.findMany({ where })
  const outcomes = await client.outcome.findMany({ where })
  const moves = await client.auditEntry.findMany({ where: { subjectId: requestId } })
  const { status, closeReason, registeredAt, nextStepOn, pausedUntil, channel } = request
  const lines = [
    ...messages.map(({ createdAt, template, channel: by, status: state, acceptedAt, reason }) =>
      lineOf(createdAt, 'message', { template, by, state, acceptedAt, reason }),
    ),
    ...events.map(({ at, kind, actor, facts }) => lineOf(at, kind, { actor, facts })),
    ...todos.map(({ createdAt, kind, doneAt, doneBy, whileStatus }) =>
      lineOf(createdAt, `to do: ${kind}`, { doneAt, doneBy, whileStatus }),
    ),
    ...outcomes.map(({ at, kind, toldBy, availabilityId, memberId }) =>
      lineOf(at, `outcome: ${kind}`, { toldBy, availabilityId, memberId }),
    ),
    ...moves.map(({ at, action, facts }) => lineOf(at, `audit: ${action}`, facts)),
    ...request.members.map(({ declaredAt, seenAt }) =>
      lineOf(declaredAt ?? registeredAt, 'member', { seenAt, declaredAt }),
    ),
    ...request.shortlists.map(({ decidedAt, closedAt, entries }) =>
      lineOf(decidedAt, 'list', {
        closedAt,
        of: entries.map(({ availabilityId }) => availabilityId),
      }),
    ),
    ...request.proposals.map(({ askedAt, status: state, availabilityId, householdAnswer }) =>
      lineOf(askedAt, 'proposal', { state, availabilityId, householdAnswer }),
    ),
  ]
  const about = { status, closeReason, registeredAt, nextStepOn, pausedUntil, channel }
  const told = [`${why}, on ${clock.at.toISOString()}`, JSON.stringify(about), ...lines.sort()]
  writeSync(STDERR, `${told.join('\n')}\n\n`)
}

function lineOf(at: Date, what: string, facts: unknown): string {
  return `${at.toISOString()} ${what} ${JSON.stringify(facts)}`
}
