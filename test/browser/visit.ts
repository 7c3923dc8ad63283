import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { openBrowser } from '../support/browser.ts'
import { aRunningServer, type Running } from './server.ts'
import { type Troubles, watch } from './watch.ts'

/** Long for a person, short for a test that waits for what will never come. */
const PATIENCE_MS = 8_000

/** One server and one browser for a test file. */
export type Stage = {
  running: Running
  browser: Browser
  /** What went wrong in any page opened by `visit`. */
  troubles: Troubles
  /** A visitor of their own: no cookie of anybody else. */
  visit: (options?: BrowserContextOptions) => Promise<Page>
  close: () => Promise<void>
}

export async function aStage(): Promise<Stage> {
  const [running, browser] = await Promise.all([aRunningServer(), openBrowser()])
  const troubles: Troubles = []
  return {
    running,
    browser,
    troubles,
    visit: async (options = {}) => {
      const settings = { baseURL: running.origin, locale: 'fr-FR', ...options }
      const context = await browser.newContext(settings)
      context.setDefaultTimeout(PATIENCE_MS)
      await watch(context, running.origin, troubles)
      return context.newPage()
    },
    close: async () => {
      await browser.close()
      await running.stop()
    },
  }
}
