import { configDefaults, defineConfig } from 'vitest/config'
import tests, { IN_CHROMIUM } from './vitest.config.ts'

export default defineConfig({
  ...tests,
  test: { ...tests.test, include: [IN_CHROMIUM], exclude: configDefaults.exclude },
})
