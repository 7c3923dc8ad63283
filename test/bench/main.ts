import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { runCommand } from './command-line.ts'

collectBetweenRuns()

process.exitCode = await runCommand(
  process.argv.slice(2),
  {
    allocate: async () => (await import('./allocate.ts')).benchAllocate,
    geocode: async () => (await import('./geocode.ts')).benchGeocode,
    http: async () => (await import('./http.ts')).benchHttp,
    outbox: async () => (await import('./outbox.ts')).benchOutbox,
    pipeline: async () => (await import('./pipeline.ts')).benchPipeline,
    rank: async () => (await import('./rank.ts')).benchRank,
    routing: async () => (await import('./routing.ts')).benchRouting,
    territory: async () => (await import('./territory.ts')).benchTerritory,
  },
  { out: (line) => process.stdout.write(line), err: (line) => process.stderr.write(line) },
)

/** Makes `gc()` callable, so that an engine is not charged with the rubbish of the one before. */
function collectBetweenRuns(): void {
  setFlagsFromString('--expose-gc')
  globalThis.gc = runInNewContext('gc')
}
