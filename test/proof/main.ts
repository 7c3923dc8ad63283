import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Proof, proofLine } from './proof.ts'
import { proveSmtpFaults } from './t-05.ts'
import { proveTwilioFaults } from './t-06.ts'
import { proveFallBack } from './t-07.ts'
import { proveGeocoderFaults } from './t-08.ts'
import { proveKilled } from './t-10.ts'
import { proveSentByOne } from './t-12.ts'
import { proveClock } from './t-14.ts'
import { proveSentOnce } from './t-15.ts'
import { proveCallbacks } from './t-16.ts'
import { proveMails } from './t-24.ts'
import { proveNothingTold } from './t-27.ts'
import { proveConfiguration } from './t-35.ts'
import { proveYear } from './year.ts'

const proofs: Record<string, Proof | undefined> = {
  'T-05': proveSmtpFaults,
  'T-06': proveTwilioFaults,
  'T-07': proveFallBack,
  'T-08': proveGeocoderFaults,
  'T-10': proveKilled,
  'T-12': proveSentByOne,
  'T-14': proveClock,
  'T-15': proveSentOnce,
  'T-16': proveCallbacks,
  'T-24': proveMails,
  'T-27': proveNothingTold,
  'T-35': proveConfiguration,
  year: proveYear,
}

const USAGE = `Usage : npm run proof -- ${Object.keys(proofs).join('|')} [--short] [--seed N] [--json FICHIER]`

process.exitCode = await run(process.argv.slice(2))

/** Prints one line of JSON; 0 when every figure reaches its bar, 1 when one does not, 2 for a command written wrong. */
async function run(args: string[]): Promise<number> {
  const asked = parse(args)
  const prove = asked && proofs[asked.name]
  if (!prove) {
    process.stderr.write(`${USAGE}\n`)
    return 2
  }
  const line = proofLine(asked.name, await prove(asked))
  const text = `${JSON.stringify(line)}\n`
  process.stdout.write(text)
  if (asked.file) writeFileSync(asked.file, text)
  return line.ok ? 0 : 1
}

function parse(args: string[]) {
  try {
    const { positionals, values } = parseArgs({
      args,
      options: {
        short: { type: 'boolean', default: false },
        seed: { type: 'string' },
        json: { type: 'string' },
      },
      allowPositionals: true,
    })
    const [name = '', ...others] = positionals
    const seed = values.seed === undefined ? null : Number(values.seed)
    if (others.length > 0 || (seed !== null && !Number.isSafeInteger(seed))) return null
    return { name, short: values.short, seed, file: values.json }
  } catch {
    return null
  }
}
