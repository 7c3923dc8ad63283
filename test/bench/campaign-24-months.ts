import { openEmbedded } from '../../server/db.ts'
import { people, shifted } from './campaign/behaviours.ts'
import { expectedDays } from './campaign/expected.ts'
import { replay } from './campaign/replay.ts'

const DOCTORS = 300
const START = '2026-11-24'
const MONTHS_24_DAYS = 730

/**
 * Two years of the campaign over three hundred doctors, day by day, through the real jobs and the outbox. Prints how
 * many messages were sent, how many the rule foretells doctor by doctor, and exits 1 when a single day differs.
 */
const end = shifted(START, MONTHS_24_DAYS - 1)
const doctors = people(DOCTORS, START)
const database = await openEmbedded()
const started = performance.now()
const sent = await replay(database, doctors, { start: START, end })
const expected = doctors.map((person) => expectedDays(person, START, end))
const byBehaviour = new Map<string, { doctors: number; sent: number; expected: number }>()
for (const [rank, { behaviour }] of doctors.entries()) {
  const counts = byBehaviour.get(behaviour) ?? { doctors: 0, sent: 0, expected: 0 }
  counts.doctors += 1
  counts.sent += sent[rank]?.length ?? 0
  counts.expected += expected[rank]?.length ?? 0
  byBehaviour.set(behaviour, counts)
}
const differing = doctors.flatMap((person, rank) =>
  String(sent[rank]) === String(expected[rank])
    ? []
    : [{ rank, ...person, sent: sent[rank], expected: expected[rank] }],
)
console.table(Object.fromEntries(byBehaviour))
for (const each of differing.slice(0, 5)) console.error(JSON.stringify(each))
console.log(
  JSON.stringify({
    doctors: DOCTORS,
    days: MONTHS_24_DAYS,
    sent: sent.flat().length,
    expected: expected.flat().length,
    doctorsDiffering: differing.length,
    seconds: Math.round((performance.now() - started) / 1000),
  }),
)
await database.close()
process.exitCode = differing.length === 0 ? 0 : 1
