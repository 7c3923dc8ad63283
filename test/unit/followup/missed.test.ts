import { expect, test } from 'vitest'
import type { Word } from '../../../server/followup/contradiction.ts'
import { isMissed } from '../../../server/followup/missed.ts'

const word = (kind: Word['kind'], availabilityId: string | null, toldBy = 'patient'): Word => ({
  kind,
  availabilityId,
  toldBy,
  at: new Date('2026-11-24T09:00:00Z'),
})
const missed = (said: readonly Word[], listed = ['one', 'other']) =>
  isMissed(said, { availabilityId: 'one', status: 'shortlisted', listed })

test('an appointment with this doctor, and no word of the household since', () => {
  expect(missed([word('appointment', 'one')])).toBe(true)
  expect(missed([word('appointment', 'one'), word('absent', 'other', 'doctor')])).toBe(true)
  expect(missed([word('appointment', 'one'), word('refused', 'one')])).toBe(false)
  expect(missed([word('appointment', 'one'), word('not_yet', null)])).toBe(false)
})

test('never with a doctor whom the household did not name, unless the list has no other', () => {
  expect(missed([])).toBe(false)
  expect(missed([word('appointment', 'other')])).toBe(false)
  expect(missed([word('appointment', null)])).toBe(false)
  expect(missed([word('appointment', null)], ['one'])).toBe(true)
})

test('not once somebody sees the household', () => {
  const asked = { availabilityId: 'one', listed: ['one'] }
  for (const status of ['seen', 'declared', 'already_followed'] as const)
    expect(isMissed([word('appointment', 'one')], { ...asked, status })).toBe(false)
})
