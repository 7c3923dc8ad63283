import type { Deps } from '../../server/deps.ts'

/** No message to a doctor is about to leave: each that does replaces the links before it. */
export async function nobodyIsWrittenTo({
  database,
  now,
}: Pick<Deps, 'database' | 'now'>): Promise<boolean> {
  const due = { doctorId: { not: null }, deliverAfter: { lte: now() } }
  const where = { ...due, status: { in: ['queued' as const, 'sending' as const] } }
  return (await database.client.message.count({ where })) === 0
}
