import { configDefaults, defineConfig } from 'vitest/config'
import tests, { LOOKS } from './vitest.config.ts'

export default defineConfig({
  ...tests,
  test: { ...tests.test, include: [LOOKS], exclude: configDefaults.exclude },
})
