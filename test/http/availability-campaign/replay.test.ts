import { expect, test } from 'vitest'
import { people, shifted } from '../../bench/campaign/behaviours.ts'
import { expectedDays } from '../../bench/campaign/expected.ts'
import { replay } from '../../bench/campaign/replay.ts'
import { aDatabase } from '../../support/database.ts'

const database = await aDatabase()

test('B8: over two months, twenty doctors of all kinds are written to on the very days that the rule foretells', async () => {
  const start = '2026-11-24'
  const end = shifted(start, 62)
  const doctors = people(20, shifted(start, -60))
  const sent = await replay(database, doctors, { start, end })
  expect(sent).toEqual(doctors.map((person) => expectedDays(person, start, end)))
  expect(sent.flat().length).toBeGreaterThan(15)
}, 60_000)
