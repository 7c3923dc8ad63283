import { closeSync, openSync, writeSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Bench, environment } from './bench.ts'

/** Each in a module of its own, loaded when it is asked for: a peer that is missing stops only its own bench. */
export type Benches = Readonly<Record<string, () => Promise<Bench>>>

type Output = { out: (line: string) => void; err: (line: string) => void }

type Asked = { load: () => Promise<Bench>; seed: number; size: number | null; file: number | null }

/** Why a command cannot be run, for who typed it. */
class Refused extends Error {}

const SEED = 2027
/** The state of the generator of the inputs is a number of 32 bits. */
const MOST = 2 ** 32 - 1

/**
 * Runs one bench: a JSON line after the other, on `out` and in the file asked for, as they come. 0 when every result of ours
 * was right, 1 when one was not, 2 for a command written wrong, of which `err` is told why. What a bench throws is thrown.
 */
export async function runCommand(
  args: readonly string[],
  benches: Benches,
  { out, err }: Output,
): Promise<number> {
  try {
    const { load, seed, size, file } = read(args, benches)
    const print = (line: object) => {
      const text = `${JSON.stringify(line)}\n`
      out(text)
      if (file !== null) writeSync(file, text)
    }
    try {
      print(environment())
      const bench = await load()
      return (await bench({ seed, size, print })) ? 0 : 1
    } finally {
      if (file !== null) closeSync(file)
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    err(`${error.message}\n${usageOf(benches)}\n`)
    return 2
  }
}

function usageOf(benches: Benches): string {
  return `Usage : npm run bench -- ${Object.keys(benches).join('|')} [--seed N] [--size S] [--json FICHIER]`
}

/** The file is opened last, once all the rest is right. */
function read(args: readonly string[], benches: Benches): Asked {
  const { positionals, values } = parseArgs({
    args: [...args],
    options: { seed: { type: 'string' }, size: { type: 'string' }, json: { type: 'string' } },
    allowPositionals: true,
    strict: false,
  })
  const { seed, size, json, ...unknown } = values
  for (const option of Object.keys(unknown)) throw new Refused(`Option inconnue : --${option}`)
  const load = benchOf(positionals, benches)
  const drawn = seed === undefined ? SEED : whole('seed', seed, 0)
  const sized = size === undefined ? null : whole('size', size, 1)
  return { load, seed: drawn, size: sized, file: json === undefined ? null : opened(json) }
}

function benchOf([name = '', ...others]: readonly string[], benches: Benches) {
  if (others.length > 0)
    throw new Refused(`Un seul banc d’essai à la fois : « ${others[0]} » en trop`)
  const load = Object.hasOwn(benches, name) ? benches[name] : undefined
  if (!load) throw new Refused(`Banc d’essai inconnu : « ${name} »`)
  return load
}

function whole(option: string, value: string | boolean, least: number): number {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : Number.NaN
  if (number >= least && number <= MOST) return number
  throw new Refused(
    `--${option} refusé : ${quoted(value)} n’est pas un nombre entier de ${least} à ${MOST}`,
  )
}

function opened(path: string | boolean): number {
  if (typeof path !== 'string' || path === '')
    throw new Refused(`--json refusé : ${quoted(path)} n’est pas un fichier`)
  try {
    return openSync(path, 'w')
  } catch (error) {
    throw new Refused(`--json refusé : ${quoted(path)} ne peut pas être écrit`, { cause: error })
  }
}

function quoted(value: string | boolean): string {
  return typeof value === 'string' ? `« ${value} »` : 'une option sans valeur'
}
