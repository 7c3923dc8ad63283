import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'
import { LongestFirst } from './support/longest-first.ts'

/**
 * Minutes of Chromium, so they have a command of their own (`npm run looks`): every page at each width, and people who
 * walk through the program. One journey without scripts stays with the other tests (`browser/journey.test.ts`).
 */
export const IN_CHROMIUM = 'test/**/*{look,-walk}.test.ts'

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, IN_CHROMIUM],
    environment: 'node',
    globalSetup: 'test/support/run-folder.ts',
    sequence: { sequencer: LongestFirst },
    // Bounds against a test that hangs, never a measure: a busy machine may be ten times slower.
    testTimeout: 180_000,
    hookTimeout: 300_000,
    // One more than the cores of the machine that decides: some tests wait, for a silence or for another process.
    maxWorkers: 3,
    pool: 'forks',
    // Modules and the embedded database are made once for each worker: half of the time of the suite otherwise.
    isolate: false,
    // The code of the embedded database runs too short to be worth compiling twice.
    execArgv: ['--liftoff-only'],
  },
})
