import { expect, test } from 'vitest'
import { mayLeaveAt } from '../../../server/availability-campaign/office-hours.ts'

const SUNDAY = new Date('2026-11-29T10:00:00Z')
const MONDAY_AT_9 = new Date('2026-11-30T08:00:00Z')

test.each(['availability_ask', 'availability_reminder', 'doctor_news', 'prospect_informed'])(
  'what a practice did not ask for waits for its hours: %s',
  (template) => {
    expect(mayLeaveAt({ template }, SUNDAY)).toEqual(MONDAY_AT_9)
    expect(mayLeaveAt({ template }, MONDAY_AT_9)).toEqual(MONDAY_AT_9)
  },
)

test.each(['doctor_link', 'doctor_code', 'solution_found', 'household_expected'])(
  'what somebody waits for leaves at once: %s',
  (template) => {
    expect(mayLeaveAt({ template }, SUNDAY)).toEqual(SUNDAY)
  },
)
