import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NotJson, parseJson } from '../../../server/commands/json-text.ts'

test.each([
  ['', 1, 1],
  ['{"a": 1', 1, 8],
  ['{"a": NaN}', 1, 7],
  ['{"a": 1,}', 1, 9],
  ['[1, 2,\n  3,\n]', 3, 1],
  ["{'a': 1}", 1, 2],
  ['{"a" 1}', 1, 6],
  ['{"a": "ouvert}', 1, 7],
  ['{"a": "\\x"}', 1, 7],
  ['{"é\u007F[\\n\\u00e9]": "a\tb"}', 1, 18],
  ['[01]', 1, 3],
  ['[1.]', 1, 3],
  ['{}\n\n  {}', 3, 3],
  ['[1}', 1, 3],
  ['{"a": {"b": [1, 2]}, "c"}', 1, 25],
])('%j breaks at line %i, column %i', (text, line, column) => {
  expect(placeOf(text)).toEqual({ line, column })
})

test('a byte order mark is no word', () => {
  expect(parseJson('\uFEFF{"a": 1}')).toEqual({ a: 1 })
  expect(placeOf('\uFEFF?')).toEqual({ line: 1, column: 1 })
})

test('a string of millions of characters and escapes is read to its end', () => {
  const [long, escaped] = ['a'.repeat(10_000_000), '\\n'.repeat(3_000_000)]
  expect(placeOf(`["${long}",]`)).toEqual({ line: 1, column: long.length + 5 })
  expect(placeOf(`["${escaped}`)).toEqual({ line: 1, column: 2 })
})

test('whatever was said before, the first word too many is the one told', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom('?', ']', 'nul', '"'), (json, word) => {
      const { line, column } = placeOf(`${json}\n ${word}`) ?? {}
      expect({ line, column }).toEqual({ line: 2, column: 2 })
    }),
  )
})

function placeOf(text: string): { line: number; column: number } | null {
  try {
    parseJson(text)
    return null
  } catch (error) {
    if (!(error instanceof NotJson)) throw error
    return { line: error.line, column: error.column }
  }
}
