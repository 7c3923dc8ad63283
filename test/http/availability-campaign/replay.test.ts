import { expect, test } from 'vitest'
import { people, shifted } from '../../bench/campaign/behaviours.ts'
import { expectedDays } from '../../bench/campaign/expected.ts'
import { replay } from '../../bench/campaign/replay.ts'
import { aDatabase } from '../../support/database.ts'

const database = await aDatabase()

test('B8: over fifty days, twenty-three doctors of all kinds are written to on the very days that the rule foretells', async () => {
  const start = '2026-11-24'
  const end = shifted(start, 50)
  const doctors = people(23, shifted(start, -15))
  const sent = await replay(database, doctors, { start, end })
  expect(sent).toEqual(doctors.map((person) => expectedDays(person, start, end)))
  expect(sent.flat().length).toBeGreaterThanOrEqual(10)
})
