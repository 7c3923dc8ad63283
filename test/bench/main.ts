import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { type Bench, environment } from './bench.ts'

/** Each in a module of its own, loaded when it is asked for: a peer that is missing stops only its own bench. */
const benches: Record<string, (() => Promise<Bench>) | undefined> = {
  allocate: async () => (await import('./allocate.ts')).benchAllocate,
  geocode: async () => (await import('./geocode.ts')).benchGeocode,
  http: async () => (await import('./http.ts')).benchHttp,
  outbox: async () => (await import('./outbox.ts')).benchOutbox,
  pipeline: async () => (await import('./pipeline.ts')).benchPipeline,
  routing: async () => (await import('./routing.ts')).benchRouting,
  territory: async () => (await import('./territory.ts')).benchTerritory,
  rank: async () => (await import('./rank.ts')).benchRank,
}

const USAGE = `Usage : npm run bench -- ${Object.keys(benches).join('|')} [--seed N] [--size S] [--json FICHIER]`
const SEED = 2027

process.exitCode = await run(process.argv.slice(2))

/** One JSON line after the other; 0 when every result of ours was right, 1 when one was not, 2 for a command written wrong. */
async function run(args: string[]): Promise<number> {
  const asked = parse(args)
  const load = asked && benches[asked.name]
  if (!load) {
    process.stderr.write(`${USAGE}\n`)
    return 2
  }
  const lines: string[] = []
  const print = (line: object) => {
    lines.push(JSON.stringify(line))
    process.stdout.write(`${lines.at(-1)}\n`)
  }
  collectBetweenRuns()
  print(environment())
  const bench = await load()
  const isRight = await bench({ seed: asked.seed, size: asked.size, print })
  if (asked.file) writeFileSync(asked.file, `${lines.join('\n')}\n`)
  return isRight ? 0 : 1
}

/** Makes `gc()` callable, so that an engine is not charged with the rubbish of the one before. */
function collectBetweenRuns(): void {
  setFlagsFromString('--expose-gc')
  globalThis.gc = runInNewContext('gc')
}

function parse(args: string[]) {
  try {
    const { positionals, values } = parseArgs({
      args,
      options: { seed: { type: 'string' }, size: { type: 'string' }, json: { type: 'string' } },
      allowPositionals: true,
    })
    const [name = '', ...others] = positionals
    const seed = Number(values.seed ?? SEED)
    const size = values.size === undefined ? null : Number(values.size)
    const isWhole =
      Number.isInteger(seed) && (size === null || (Number.isInteger(size) && size > 0))
    return others.length > 0 || !isWhole ? null : { name, seed, size, file: values.json }
  } catch {
    return null
  }
}
