import { describe, expect, test } from 'vitest'
import type { OutcomeKind } from '../../../prisma/generated/enums.ts'
import { contradictionOf, type Word } from '../../../server/followup/contradiction.ts'

const at = new Date('2026-11-24T09:00:00Z')
const household = (kind: OutcomeKind, availabilityId: string | null = 'one'): Word => ({
  kind,
  availabilityId,
  toldBy: 'patient',
  at,
})
const doctor = (kind: OutcomeKind, availabilityId = 'one'): Word => ({
  ...household(kind, availabilityId),
  toldBy: 'doctor',
})

describe('two words that cannot both be true', () => {
  test.each([
    ['refused', 'declared'],
    ['full', 'declared'],
    ['not_yet', 'declared'],
    ['seen', 'absent'],
    ['declared', 'absent'],
  ] as const)('the household says %s and the doctor %s, whoever spoke first', (ours, theirs) => {
    expect(contradictionOf(doctor(theirs), [household(ours)])).toEqual(household(ours))
    expect(contradictionOf(household(ours), [doctor(theirs)])).toEqual(doctor(theirs))
  })

  test('who had not called has called since; who says so after the declaration has not', () => {
    expect(contradictionOf(doctor('declared'), [household('not_called')])).toBeNull()
    expect(contradictionOf(household('not_called'), [doctor('declared')])).not.toBeNull()
  })

  test.each([
    ['declared', 'declared'],
    ['seen', 'declared'],
    ['seen', 'seen'],
    ['appointment', 'absent'],
    ['refused', 'absent'],
    ['not_called', 'absent'],
  ] as const)('%s and %s can both be true', (ours, theirs) => {
    expect(contradictionOf(doctor(theirs), [household(ours)])).toBeNull()
    expect(contradictionOf(household(ours), [doctor(theirs)])).toBeNull()
  })

  test('of two doctors, each may be right', () => {
    expect(contradictionOf(doctor('declared', 'two'), [household('refused')])).toBeNull()
    expect(contradictionOf(household('seen', 'two'), [doctor('absent')])).toBeNull()
  })

  test('« I have no doctor » is said of all of them; « I was seen » of none in particular accuses nobody', () => {
    expect(contradictionOf(household('not_yet', null), [doctor('declared')])).not.toBeNull()
    expect(contradictionOf(household('seen', null), [doctor('absent')])).toBeNull()
  })

  test('the last word of the other side is the one that counts', () => {
    expect(
      contradictionOf(doctor('declared'), [household('refused'), household('seen')]),
    ).toBeNull()
  })
})
