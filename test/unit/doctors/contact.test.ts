import { describe, expect, test } from 'vitest'
import { isEmailAddress, parseEmail } from '../../../server/email.ts'
import { formatPhone, isMobile, parsePhone } from '../../../server/phone.ts'

describe('telephone numbers', () => {
  test.each([
    ['06 39 98 12 34', '+33639981234'],
    ['0639981234', '+33639981234'],
    ['06.39.98.12.34', '+33639981234'],
    ['+33 6 39 98 12 34', '+33639981234'],
    ['+33 (0)6 39 98 12 34', '+33639981234'],
    ['0033 3 53 01 12 34', '+33353011234'],
    ['01 99 00 12 34', '+33199001234'],
    ['+32 2 555 12 12', '+3225551212'],
  ])('« %s » is %s', (text, number) => {
    expect(parsePhone(text)).toBe(number)
  })

  test.each([
    '',
    '03 53 01 4',
    '06 39 98 12 345',
    '00 00 00 00 00',
    'appelez le 06 39 98 12 34',
    '15',
  ])('« %s » is not a number to call back', (text) => {
    expect(parsePhone(text)).toBeNull()
  })

  test('French numbers are shown two by two, others as abroad', () => {
    expect(formatPhone('+33639981234')).toBe('06 39 98 12 34')
    expect(formatPhone('+3225551212')).toBe('+32 2 555 12 12')
    expect(formatPhone('inconnu')).toBe('inconnu')
  })

  test('what is shown is read again as the same number', () => {
    for (const number of ['+33639981234', '+33353011234', '+3225551212'])
      expect(parsePhone(formatPhone(number))).toBe(number)
  })

  test('an SMS goes to 06 and 07 only', () => {
    expect(['+33639981234', '+33712345678', '+33353011234', '+32470123456'].map(isMobile)).toEqual([
      true,
      true,
      false,
      true,
    ])
  })
})

describe('e-mail addresses', () => {
  test.each(['nour@example.org', 'n.b+cpts@sub.example.org', "o'fictif@example.org", 'a@b-c.fr'])(
    '« %s » is one',
    (address) => {
      expect(isEmailAddress(address)).toBe(true)
    },
  )

  test.each([
    '',
    'nour',
    '@example.org',
    'nour@example',
    'nour@example.o',
    'nour@-example.org',
    'nour@example..org',
    'nour..b@example.org',
    '.nour@example.org',
    'nour@example.org,autre@example.org',
    'nour@example.org autre@example.org',
    'nour@example.org\nBcc: tous@example.org',
    'nour@example.org\r',
    '"nour b"@example.org',
    'Nour <nour@example.org>',
    'nour@[127.0.0.1]',
    'nour@127.0.0.1',
    'élan@example.org',
    'nour@@example.org',
    `${'n'.repeat(65)}@example.org`,
    `nour@${'example.'.repeat(32)}org`,
  ])('« %s » is not', (address) => {
    expect(isEmailAddress(address)).toBe(false)
  })

  test('spaces around and capitals are mended', () => {
    expect(parseEmail('  NOUR@Example.org ')).toBe('nour@example.org')
    expect(parseEmail('nour@example.org\nBcc: tous@example.org')).toBeNull()
  })
})
