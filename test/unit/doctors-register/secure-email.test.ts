import { expect, test } from 'vitest'
import { readSecureEmail } from '../../../server/doctors/secure-email-form.ts'
import { isWithinDomains } from '../../../server/email.ts'

const domains = ['mssante.example.org', 'autre.example.org']

test('a secure address in a domain allowed, or in one under it, is kept in small letters', () => {
  for (const typed of ['Nour@mssante.example.org', ' nour@medecin.mssante.example.org '])
    expect(readSecureEmail({ courriel_securise: typed }, domains)).toEqual({
      secureEmail: typed.trim().toLowerCase(),
      errors: {},
    })
})

test.each([
  'nour@example.org',
  'nour@fauxmssante.example.org',
  'nour',
  'a@b.fr, nour@autre.example.org',
])('%s is refused, and the page says which endings are right', (typed) => {
  const { errors } = readSecureEmail({ courriel_securise: typed }, domains)
  expect(errors.courriel_securise).toContain('@mssante.example.org, @autre.example.org')
})

test('an empty one is removed, an absent one stays as it is', () => {
  expect(readSecureEmail({ courriel_securise: '  ' }, domains)).toEqual({
    secureEmail: null,
    errors: {},
  })
  expect(readSecureEmail({}, domains)).toEqual({ errors: {} })
})

test('where there is no secure account, no secure address can be given', () => {
  const { errors } = readSecureEmail({ courriel_securise: 'nour@mssante.example.org' }, [])
  expect(errors.courriel_securise).toContain('Laissez vide')
})

test('a domain allows what is under it, never what only ends like it', () => {
  expect(isWithinDomains('a@x.mssante.example.org', domains)).toBe(true)
  expect(isWithinDomains('a@xmssante.example.org', domains)).toBe(false)
  expect(isWithinDomains('a@example.org', domains)).toBe(false)
})
