import { expect, test } from 'vitest'
import { statementNames } from '../../../server/database/statement-names.ts'

const values = (count: number) => Array.from({ length: count }, () => '')

test('the same text has the same name, another text another', () => {
  const nameOf = statementNames()
  const [first, second] = ['select 1', 'select 2'].map((sql) => nameOf({ sql, args: [] }))
  expect(nameOf({ sql: 'select 1', args: [] })).toBe(first)
  expect(second).not.toBe(first)
  expect(first).not.toBe('')
})

test('lists of many values have no name: there is one text for each length', () => {
  const nameOf = statementNames()
  expect(nameOf({ sql: 'select 1 in (…)', args: values(40) })).not.toBe('')
  expect(nameOf({ sql: 'select 1 in (… …)', args: values(41) })).toBe('')
})

test('a connection is given five hundred statements to keep, and no more', () => {
  const nameOf = statementNames()
  const names = Array.from({ length: 600 }, (_, rank) => nameOf({ sql: `${rank}`, args: [] }))
  expect(new Set(names.filter(Boolean)).size).toBe(500)
  expect(nameOf({ sql: '0', args: [] })).toBe(names[0])
})
