import { describe, expect, test } from 'vitest'
import { AT_ONCE, mayLeaveAt } from '../../../server/messaging/leaving.ts'

const SUNDAY = new Date('2026-11-29T10:00:00Z')
const MONDAY_AT_9 = new Date('2026-11-30T08:00:00Z')
const leavesAt = (template: string, now: Date, { ids = {}, createdAt = now } = {}) =>
  mayLeaveAt({ template, ids, createdAt }, now)

test.each(['availability_ask', 'availability_reminder', 'doctor_news', 'prospect_informed'])(
  'what a practice did not ask for waits for its hours: %s',
  (template) => {
    expect(leavesAt(template, SUNDAY)).toEqual(MONDAY_AT_9)
    expect(leavesAt(template, MONDAY_AT_9)).toEqual(MONDAY_AT_9)
  },
)

test.each(['doctor_link', 'doctor_code', 'solution_found', 'household_expected'])(
  'what somebody waits for leaves at once: %s',
  (template) => {
    expect(leavesAt(template, SUNDAY)).toEqual(SUNDAY)
  },
)

const NIGHT = new Date('2026-11-28T22:30:00Z')
const SUNDAY_AT_8 = new Date('2026-11-29T07:00:00Z')

describe('no household is written to at night', () => {
  test.each(['solution_gone', 'wider_ask', 'followup_10', 'still_waiting', 'appointment_reminder'])(
    'about what no person just did for it: %s',
    (template) => {
      expect(leavesAt(template, NIGHT)).toEqual(SUNDAY_AT_8)
    },
  )

  test.each(['request_received', 'link_again', 'shortlist', 'solution_agreed'])(
    'but about what it, or the coordinator, just did: %s',
    (template) => {
      expect(leavesAt(template, NIGHT)).toEqual(NIGHT)
      expect(leavesAt('solution_gone', NIGHT, { ids: AT_ONCE })).toEqual(NIGHT)
    },
  )

  test('what somebody waited for in the evening leaves in the morning when an outage kept it', () => {
    const held = (minutes: number) => ({
      ids: AT_ONCE,
      createdAt: new Date(NIGHT.getTime() - minutes * 60_000),
    })
    for (const template of ['request_received', 'shortlist', 'solution_gone']) {
      expect(leavesAt(template, NIGHT, held(30)), template).toEqual(NIGHT)
      expect(leavesAt(template, NIGHT, held(31)), template).toEqual(SUNDAY_AT_8)
    }
    expect(leavesAt('doctor_link', NIGHT, held(31))).toEqual(NIGHT)
  })

  test.each([
    ['2026-11-29T00:00:00+01:00', '2026-11-29T08:00:00+01:00'],
    ['2026-11-29T07:59:59+01:00', '2026-11-29T08:00:00+01:00'],
    ['2026-11-29T08:00:00+01:00', '2026-11-29T08:00:00+01:00'],
    ['2026-11-29T19:59:59+01:00', '2026-11-29T19:59:59+01:00'],
    ['2026-11-29T20:00:00+01:00', '2026-11-30T08:00:00+01:00'],
    ['2027-03-27T23:00:00+01:00', '2027-03-28T08:00:00+02:00'],
    ['2027-10-31T00:30:00+02:00', '2027-10-31T08:00:00+01:00'],
  ])('what is due at %s leaves at %s', (due, leaves) => {
    expect(leavesAt('solution_gone', new Date(due))).toEqual(new Date(leaves))
  })
})
