import type { Db } from '../../server/db.ts'
import { must, type Proven } from './proof.ts'
import type { TwilioStub } from './twilio-stub.ts'

/**
 * What became of the SMS of so many households, against what the provider took: each was taken once and is known to be,
 * or was not taken and is a person's to judge, who reads why; none is left uncertain that the provider lists.
 */
export async function smsFates(
  client: Db,
  { taken }: TwilioStub,
  households: number,
): Promise<Proven> {
  const rows = await client.message.findMany({
    where: { channel: 'sms' },
    select: { id: true, status: true, reason: true, tries: { select: { answer: true } } },
  })
  const times = countOf(taken.map(({ message }) => message))
  const perNumber = countOf(taken.map(({ to }) => to))
  const known = rows.filter(({ id, status }) => status === 'accepted' && times.get(id) === 1)
  const uncertain = rows.filter(({ status }) => status === 'uncertain')
  const untaken = uncertain.filter(({ id, reason }) => reason && !times.has(id))
  const found = known.filter(({ tries }) => tries.every(({ answer }) => answer !== 'accepted'))
  return {
    checks: [
      must('sms', rows.length, households),
      must('sms_taken_once_or_explained', known.length + untaken.length, households),
      must('sms_uncertain_but_listed', uncertain.filter(({ id }) => times.has(id)).length, 0),
      must('sms_sent_twice', moreThanOnce(times) + moreThanOnce(perNumber), 0),
      must('sms_found_by_asking', found.length, 1, '>='),
    ],
    figures: { sms_uncertain: untaken.length },
  }
}

function countOf(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

function moreThanOnce(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].filter((times) => times > 1).length
}
