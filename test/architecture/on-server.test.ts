import { expect, test } from 'vitest'
import { filesOnServer } from './on-server.ts'
import { sources } from './sources.ts'

const onServer = filesOnServer()
const tests = sources(/\.test\.ts$/)

test('every test that opens a database of the tests is run on PostgreSQL too', () => {
  const opening = tests
    .filter(({ code }) => /\b(aDatabase|anotherDatabase|databaseOnServer)\(/.test(code))
    .map(({ path }) => path)
  expect(opening.length).toBeGreaterThan(80)
  expect(opening.filter((path) => !onServer.includes(path))).toEqual([])
})

test('those that never open it, by themselves or through a file they use, are not', () => {
  expect(onServer).toContain('test/http/placing.test.ts')
  expect(onServer).toContain('test/unit/database/migrate.test.ts')
  expect(onServer).not.toContain('test/unit/calendar/rules.test.ts')
  expect(onServer).not.toContain('test/browser/journey.test.ts')
})

test('no file of the tests is imported under a name that is computed, which nobody could follow', () => {
  const computed = sources()
    .filter(({ path }) => path.startsWith('test/'))
    .filter(({ code }) => /\bimport\((?!\s*['`]|$)/m.test(code))
    .map(({ path }) => path)
  expect(computed.filter((path) => !path.startsWith('test/proof/'))).toEqual([])
})
