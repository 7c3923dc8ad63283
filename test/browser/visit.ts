import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { describeInChromium, openBrowser } from '../support/browser.ts'
import { nobodyIsWrittenTo } from '../support/doctor-messages.ts'
import { aRunningServer, type Running } from './server.ts'
import { type Troubles, watch } from './watch.ts'

/** A bound against what never comes, not a measure: other tests run beside. */
const PATIENCE_MS = 20_000

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

/** Tests of one whole server, in a browser that complained of nothing when they are over. */
export function describeServed(name: string, tests: (stageOf: () => Stage) => void): void {
  describeInChromium(name, () => {
    let stage: Stage
    beforeAll(async () => {
      stage = await aStage()
    })
    afterAll(() => stage.close())

    tests(() => stage)

    test('T-28: every answer had its headers; nothing was refused, failed, or asked of another site', async () => {
      expect(stage.troubles).toEqual([])
      const page = await stage.visit()
      await page.goto('/questionnaire')
      await page.evaluate(() => {
        const script = document.createElement('script')
        script.textContent = 'document.title = "elsewhere"'
        document.body.append(script)
      })
      expect(await page.title()).not.toBe('elsewhere')
      await expect.poll(() => stage.troubles.join()).toContain('CSP script-src')
    })
  })
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

/** When it starts, the demonstration writes to doctors: each message has a link, which replaces those before it. */
export async function untilDoctorsAreWrittenTo({ running: { deps } }: Stage): Promise<void> {
  const asks = { template: 'availability_ask' }
  const areAsked = async () => (await deps.database.client.message.count({ where: asks })) > 0
  await vi.waitUntil(async () => (await areAsked()) && nobodyIsWrittenTo(deps), {
    timeout: 60_000,
    interval: 200,
  })
}
