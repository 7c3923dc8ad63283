import { defineConfig } from 'vitest/config'
import { filesOnServer } from './architecture/on-server.ts'
import tests from './vitest.config.ts'

/** The tests that open the server of `TEST_DATABASE_URL`; the others never look at it, so that it tells nothing of them. */
export default defineConfig({ ...tests, test: { ...tests.test, include: filesOnServer() } })
