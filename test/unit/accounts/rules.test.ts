import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  endOf,
  IDLE_MS,
  isAlive,
  LONGEST_MS,
  localPath,
  type Standing,
} from '../../../server/accounts/rules.ts'

const startedAt = new Date('2026-12-01T09:00:00Z')
const after = (ms: number) => new Date(startedAt.getTime() + ms)
const inside: Standing = { stage: 'in', accountId: 'a', territoryId: 't', startedAt }
const waiting: Standing = { stage: 'code', accountId: 'a', back: '/coordination', startedAt }

test('T-18: a session ends after thirty idle minutes, at the latest twelve hours after the sign-in', () => {
  expect(endOf(inside, startedAt)).toEqual(after(IDLE_MS))
  expect(endOf(inside, after(LONGEST_MS - 60_000))).toEqual(after(LONGEST_MS))
})

test('T-18: waiting for the code lasts ten minutes, however often the page is read', () => {
  expect(endOf(waiting, after(9 * 60_000))).toEqual(after(10 * 60_000))
})

test('T-18: a session is alive until its end, and dead from it on', () => {
  const end = endOf(inside, startedAt)
  expect(isAlive(inside, end, new Date(end.getTime() - 1))).toBe(true)
  expect(isAlive(inside, end, end)).toBe(false)
})

test('T-14: whatever the clock does, no session outlives twelve hours after its sign-in', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 * LONGEST_MS }), fc.integer(), (seen, now) => {
      const alive = isAlive(inside, endOf(inside, after(seen)), after(now))
      expect(alive && (now >= LONGEST_MS || now < -60_000)).toBe(false)
    }),
  )
})

test('T-14: a clock that went back more than a minute ends the session', () => {
  const end = endOf(inside, after(2 * IDLE_MS))
  expect(isAlive(inside, end, after(2 * IDLE_MS - 59_000))).toBe(true)
  expect(isAlive(inside, end, after(2 * IDLE_MS - 61_000))).toBe(false)
})

test.each([
  ['/coordination/medecins', '/coordination/medecins'],
  ['/coordination?etat=ready&besoin=A', '/coordination?etat=ready&besoin=A'],
  ['/coordination/demandes/../carte', '/coordination/carte'],
  [undefined, '/coordination'],
  ['', '/coordination'],
  ['coordination', '/coordination'],
  ['https://ailleurs.example.org/', '/coordination'],
  ['//ailleurs.example.org', '/coordination'],
  ['/\\ailleurs.example.org', '/coordination'],
  ['/\t/ailleurs.example.org', '/coordination'],
  ['/.//ailleurs.example.org', '/coordination'],
  ['/x/..//ailleurs.example.org', '/coordination'],
  ['javascript:alert(1)', '/coordination'],
  ['/connexion', '/coordination'],
  ['/deconnexion', '/coordination'],
])('after signing in, %j leads to %s', (asked, path) => {
  expect(localPath(asked)).toBe(path)
})

test('after signing in one never leaves the site', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'/\\.:@?#ab\t\n%') }), (asked) => {
      const here = 'https://trait-d-union.example.org'
      expect(new URL(localPath(asked), here).origin).toBe(here)
    }),
  )
})
