import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Bench } from '../../bench/bench.ts'
import { runCommand } from '../../bench/command-line.ts'

const folder = mkdtempSync(join(tmpdir(), 'bench-'))
const file = join(folder, 'lines.json')

afterAll(() => rmSync(folder, { recursive: true }))

/** What a command line answers and says, and whether the bench was run. */
async function typed(line: string[], bench: Bench = async () => true) {
  const said = { out: '', err: '', runs: 0 }
  const some: Bench = (options) => {
    said.runs += 1
    return bench(options)
  }
  const code = await runCommand(
    line,
    { some: async () => some },
    {
      out: (text) => {
        said.out += text
      },
      err: (text) => {
        said.err += text
      },
    },
  )
  return { code, ...said }
}

test('a bench that is right answers 0, a bench that is wrong 1', async () => {
  expect(await typed(['some'])).toMatchObject({ code: 0, err: '', runs: 1 })
  expect(await typed(['some'], async () => false)).toMatchObject({ code: 1, err: '', runs: 1 })
})

test('the bench is given the seed and the size that were asked for', async () => {
  const asked: object[] = []
  const bench: Bench = async ({ seed, size }) => asked.push({ seed, size }) > 0
  await typed(['some', '--seed', '4294967295', '--size', '12'], bench)
  await typed(['some', '--seed=0'], bench)
  expect(asked).toEqual([
    { seed: 4_294_967_295, size: 12 },
    { seed: 0, size: null },
  ])
})

describe('what was typed wrong is named, with what is accepted, and nothing is run', () => {
  test.each([
    [['some', '--seed', ''], '--seed refusé : «  » n’est pas un nombre entier de 0 à 4294967295'],
    [['some', '--seed', '-3'], '« -3 » n’est pas un nombre entier de 0'],
    [['some', '--seed=1.5'], '« 1.5 » n’est pas un nombre entier de 0'],
    [['some', '--seed', '4294967296'], '« 4294967296 » n’est pas un nombre entier de 0'],
    [['some', '--seed'], 'une option sans valeur n’est pas un nombre entier de 0'],
    [['some', '--size', '0'], '--size refusé : « 0 » n’est pas un nombre entier de 1'],
    [['some', '--size=-5'], '« -5 » n’est pas un nombre entier de 1'],
    [['some', '--size', '2e3'], '« 2e3 » n’est pas un nombre entier de 1'],
    [['some', '--sede', '5'], 'Option inconnue : --sede'],
    [['some', 'other'], '« other » en trop'],
    [['other'], 'Banc d’essai inconnu : « other »'],
    [['constructor'], 'Banc d’essai inconnu : « constructor »'],
    [[], 'Banc d’essai inconnu : «  »'],
    [['some', '--json', ''], '--json refusé : «  » n’est pas un fichier'],
  ])('%j', async (line, words) => {
    const { code, err, out, runs } = await typed(line)
    expect({ code, out, runs }).toEqual({ code: 2, out: '', runs: 0 })
    expect(err).toContain(words)
    expect(err).toContain('Usage : npm run bench -- some [--seed N] [--size S] [--json FICHIER]')
  })
})

test('a file that cannot be written is refused before the run', async () => {
  const path = join(folder, 'absent', 'lines.json')
  const { code, err, runs } = await typed(['some', '--json', path])
  expect({ code, runs }).toEqual({ code: 2, runs: 0 })
  expect(err).toContain(`« ${path} » ne peut pas être écrit`)
})

test('a command refused for something else leaves the file as it was', async () => {
  await typed(['some', '--json', join(folder, 'kept.json'), '--size', '0'])
  expect(existsSync(join(folder, 'kept.json'))).toBe(false)
})

test('the file holds the lines that were printed', async () => {
  const { out } = await typed(['some', '--json', file], async ({ print }) => {
    print({ bench: 'some', n: 3 })
    return true
  })
  expect(readFileSync(file, 'utf8')).toBe(out)
  expect(linesOf(file)).toMatchObject([{ environment: {} }, { bench: 'some', n: 3 }])
})

test('a bench that throws leaves in the file what it had printed', async () => {
  const failing: Bench = async ({ print }) => {
    print({ bench: 'some', n: 1 })
    throw new Error('lost')
  }
  await expect(typed(['some', '--json', file], failing)).rejects.toThrow('lost')
  expect(linesOf(file)).toMatchObject([{ environment: {} }, { bench: 'some', n: 1 }])
})

function linesOf(path: string): unknown[] {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}
