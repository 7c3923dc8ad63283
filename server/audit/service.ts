import { randomUUID } from 'node:crypto'
import type { Insert } from '../database/insert-rows.ts'
import type { Db } from '../db.ts'

export type ActorKind = 'staff' | 'patient' | 'doctor' | 'public' | 'system'

/** Who did it. `patient` and `doctor` are holders of a private link; `system` is a job. */
export type Actor = {
  kind: ActorKind
  id: string | null
  /** Name to show in a timeline; never written to the audit. */
  name?: string
}

export type AuditAction =
  | 'read'
  | 'create'
  | 'update'
  | 'decide'
  | 'send'
  | 'export'
  | 'import'
  | 'sign_in'
  | 'sign_in_refused'
  | 'sign_out'
  | 'erase'

export type AuditLine = {
  territoryId: string | null
  actor: Actor
  action: AuditAction
  subject: { kind: string; id: string | null }
  /** Counts and codes only: nothing about a person. */
  facts?: Record<string, string | number | boolean | null>
}

/** Writes one line of the audit, in the transaction of the read or the write that it tells. */
export async function writeAudit(tx: Db, line: AuditLine, now: Date): Promise<void> {
  await tx.auditEntry.create({ data: rowOf(line, now), select: { id: true } })
}

/** Several lines, in their order, to be inserted with other rows. */
export function newAudits(lines: readonly AuditLine[], now: Date): Insert {
  return { table: 'audit_entry', rows: lines.map((line) => rowOf(line, now)) }
}

function rowOf(line: AuditLine, at: Date) {
  return {
    id: randomUUID(),
    territoryId: line.territoryId,
    at,
    actorKind: line.actor.kind,
    actorId: line.actor.id,
    action: line.action,
    subjectKind: line.subject.kind,
    subjectId: line.subject.id,
    facts: line.facts ?? {},
  }
}
