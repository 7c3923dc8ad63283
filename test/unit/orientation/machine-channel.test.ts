import { expect, test } from 'vitest'
import { machineChannel } from '../../../server/orientation/telling.ts'

const BELGIAN = '+32470000000'
const MOBILE = '+33639981234'
const LANDLINE = '+33353011234'
const email = 'jeanne@example.org'

const reachedBy = (phone: string | null, mail: string | null, smsStoppedAt: Date | null = null) =>
  machineChannel({
    channel: 'sms',
    contact: { phone, email: mail, canOpenLink: true },
    smsStoppedAt,
  })

test('a household that chose SMS gets the e-mail where its number takes none: foreign, landline, or stopped', () => {
  expect(reachedBy(MOBILE, email)).toBe('sms')
  expect(reachedBy(BELGIAN, email)).toBe('email')
  expect(reachedBy(LANDLINE, email)).toBe('email')
  expect(reachedBy(MOBILE, email, new Date())).toBe('email')
})

test('without an e-mail, a person is to reach it', () => {
  expect(reachedBy(BELGIAN, null)).toBeNull()
  expect(reachedBy(LANDLINE, null)).toBeNull()
  expect(reachedBy(MOBILE, null, new Date())).toBeNull()
})
