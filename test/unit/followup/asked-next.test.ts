import { expect, test } from 'vitest'
import { askedNextOn } from '../../../server/followup/rules.ts'

const told = {
  status: 'shortlisted',
  toldOn: '2026-11-24',
  foundOn: '2026-11-26',
  hasAppointment: false,
} as const

test.each([
  { when: 'before the first question', says: told, today: '2026-11-26', on: '2026-12-04' },
  { when: 'on its day', says: told, today: '2026-12-04', on: '2026-12-24' },
  { when: 'after the last one', says: told, today: '2026-12-24', on: '2027-03-19' },
  {
    when: 'with an appointment',
    says: { ...told, hasAppointment: true },
    today: '2026-11-26',
    on: '2026-12-24',
  },
  { when: 'once seen', says: { ...told, status: 'seen' }, today: '2026-11-26', on: '2026-12-26' },
  {
    when: 'seen long ago',
    says: { ...told, status: 'seen' },
    today: '2027-01-04',
    on: '2027-03-30',
  },
] as const)('$when, a household is asked next on $on', ({ says, today, on }) => {
  expect(askedNextOn(says, today)).toBe(on)
})
