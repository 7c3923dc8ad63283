import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    // Bounds against a test that hangs, never a measure: a busy machine may be ten times slower.
    testTimeout: 90_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    pool: 'forks',
    // Modules and the embedded database are made once for each worker: half of the time of the suite otherwise.
    isolate: false,
  },
})
