import { Writable } from 'node:stream'
import pino from 'pino'
import { expect, test } from 'vitest'
import { logCrash } from '../../server/log.ts'

test('T-27: the last line of a process that crashes says where, and nothing that the error quotes', () => {
  const lines: string[] = []
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk))
      done()
    },
  })
  const error = Object.assign(new Error('failing row contains (Ostrogardin, 1949-02-13)'), {
    code: '23514',
    cause: new Error('canari@example.org'),
  })
  logCrash(pino(sink), error)
  expect(lines.join('')).toMatch(/"code":"23514".*crash\.test\.ts.*"msg":"crashed"/)
  expect(lines.join('')).not.toMatch(/Ostrogardin|1949|canari/)
})
