import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'
import { LongestFirst } from './support/longest-first.ts'

/** Every page in Chromium, at each width: minutes, so they have a command of their own (`npm run looks`). */
export const LOOKS = 'test/**/*look.test.ts'

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, LOOKS],
    environment: 'node',
    globalSetup: 'test/support/run-folder.ts',
    sequence: { sequencer: LongestFirst },
    // Bounds against a test that hangs, never a measure: a busy machine may be ten times slower.
    testTimeout: 180_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
    pool: 'forks',
    // Modules and the embedded database are made once for each worker: half of the time of the suite otherwise.
    isolate: false,
  },
})
