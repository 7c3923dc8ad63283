import { Writable } from 'node:stream'
import pino from 'pino'
import { expect, test, vi } from 'vitest'
import { runCommand } from '../../server/commands/run.ts'
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

test('T-27: a command that meets a bug says its code and where, never what the error quotes, and exits 1', async () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const error = Object.assign(new Error('failing row contains (Ostrogardin)'), { code: '23514' })
  await runCommand(() => Promise.reject(error))
  const words = said.mock.calls.map(([text]) => String(text)).join('')
  said.mockRestore()
  expect(process.exitCode).toBe(1)
  process.exitCode = undefined
  expect(words).toMatch(/^Erreur imprévue \(23514\)\.\nat .*crash\.test\.ts/)
  expect(words).not.toContain('Ostrogardin')
})
