import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadAssets } from '../../server/http/assets.ts'
import { assistedGallery, patientGallery } from './patient-gallery.ts'
import { aSite } from './support.ts'

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const dist = 'dist/web'
const screens = 'test/.screens'
const origin = 'http://pages.test'

const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

describe.skipIf(!existsSync(executablePath))('every public page in a browser', () => {
  const site = aSite({ assets: loadAssets(dist) })
  const gallery = { ...patientGallery(site), ...assistedGallery(site) }
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    mkdirSync(screens, { recursive: true })
    browser = await chromium.launch({ executablePath, args: launchArguments })
    page = await browser.newPage()
    await page.route('**/*', (route) => {
      const { pathname } = new URL(route.request().url())
      const shown = gallery[pathname.slice(1)]
      if (shown) return route.fulfill({ contentType: 'text/html', body: shown.text })
      if (!pathname.startsWith('/assets/')) return route.fulfill({ status: 404 })
      const contentType = pathname.endsWith('css') ? 'text/css' : 'text/javascript'
      const body = readFileSync(join(dist, pathname.slice('/assets/'.length)))
      return route.fulfill({
        contentType: pathname.endsWith('svg') ? 'image/svg+xml' : contentType,
        body,
      })
    })
  })

  afterAll(() => browser.close())

  for (const name of Object.keys(gallery)) {
    test(`${name}: nothing for axe to say, nothing scrolls sideways`, async () => {
      for (const width of [320, 360, 1280]) {
        await page.setViewportSize({ width, height: 800 })
        await page.goto(`${origin}/${name}`)
        expect(await sidewaysPx(page)).toBeLessThanOrEqual(0)
        if (width > 320)
          await page.screenshot({ path: `${screens}/${name}-${width}.png`, fullPage: true })
        if (width !== 360) expect(await violations(page)).toEqual([])
      }
    })
  }

  test('the summary of errors has the focus when the page opens', async () => {
    await page.goto(`${origin}/coordonnees-erreurs`)
    const focused = await page.evaluate(() => document.activeElement?.className)
    expect(focused).toBe('error-summary')
  })

  test('every target is at least 44 px high on a phone', async () => {
    await page.setViewportSize({ width: 360, height: 800 })
    for (const name of ['foyer-erreurs', 'preferences', 'suivi-shortlisted']) {
      await page.goto(`${origin}/${name}`)
      expect(await smallTargets(page)).toEqual([])
    }
  })
})

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run()
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
  })
}

function sidewaysPx(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
}

/** Buttons and choices under 44 px; links inside sentences are excepted. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'main :is(button, .button, .choice-label, .field-input)',
      ),
    ]
      .filter((target) => target.tabIndex >= 0 || target.matches('label'))
      .filter((target) => target.offsetParent !== null && target.offsetHeight < 44)
      .map((target) => `${target.textContent?.trim()} ${target.offsetHeight}`),
  )
}
