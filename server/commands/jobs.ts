import { parseArgs } from 'node:util'
import * as z from 'zod'
import { loadConfig } from '../config.ts'
import { runDue } from '../jobs/loop.ts'
import { closeSenders, sendersOf } from '../messaging/senders.ts'
import { buildJobs } from '../wiring.ts'
import { depsOrRefuse, Refused, runCommand, Usage } from './run.ts'

const USAGE = 'Usage : npm run jobs -- run [--now 2027-06-01T08:00:00Z]'

/** Runs what is due once, now or at the time given, and prints what was done as JSON. Exit 1 when a job failed. */
await runCommand(async (args, startedAt) => {
  const now = timeOf(args) ?? startedAt
  const deps = await depsOrRefuse({ ...loadConfig(process.env), logLevel: 'silent' }, now)
  const senders = sendersOf(deps)
  try {
    const results = await runDue(deps, buildJobs(deps, senders), now)
    process.stdout.write(`${JSON.stringify(results)}\n`)
    const failed = Object.keys(results).filter((name) => results[name]?.failed)
    if (failed.length > 0) throw new Refused(`Tâche en échec : ${failed.join(', ')}.`)
  } finally {
    closeSenders(senders)
    await deps.database.close()
  }
})

function timeOf(args: string[]): Date | null {
  const { positionals, values } = parse(args)
  const instant = z.iso.datetime({ offset: true }).optional().safeParse(values.now)
  if (positionals.join() !== 'run' || !instant.success) throw new Usage(USAGE)
  return instant.data ? new Date(instant.data) : null
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: { now: { type: 'string' } }, allowPositionals: true })
  } catch {
    throw new Usage(USAGE)
  }
}
