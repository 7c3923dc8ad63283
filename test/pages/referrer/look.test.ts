import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadAssets } from '../../../server/http/assets.ts'
import {
  describeInChromium,
  openBrowser,
  origin,
  screens,
  servePages,
} from '../../support/browser.ts'
import { sidewaysPx, tooWide, violations } from '../../support/looks.ts'
import { aSite } from '../support.ts'
import { referrerGallery } from './gallery.ts'

const HEIGHT_PX = 780
const folder = join(screens, 'referrer')

describeInChromium('every page of a referrer in a browser', () => {
  const gallery = referrerGallery(aSite({ assets: loadAssets('dist/web') }))
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    browser = await openBrowser()
    page = await browser.newPage()
    mkdirSync(folder, { recursive: true })
    await servePages(page, gallery)
  })

  afterAll(() => browser.close())

  for (const name of Object.keys(gallery)) {
    test(`${name}: nothing for axe to say, nothing scrolls sideways`, async () => {
      await open(name, 320)
      expect(await tooWide(page)).toEqual([])
      expect(await sidewaysPx(page)).toBeLessThanOrEqual(0)
      await open(name, 360)
      for (const fold of await page.locator('summary').all()) await fold.click()
      expect(await violations(page)).toEqual([])
      await page.screenshot({ path: join(folder, `${name}-360.png`), fullPage: true })
      await open(name, 1280)
      expect(await violations(page)).toEqual([])
      await page.screenshot({ path: join(folder, `${name}-1280.png`), fullPage: true })
    })
  }

  test('in the dark, nothing for axe to say either', async () => {
    await page.emulateMedia({ colorScheme: 'dark' })
    for (const name of ['adresseur-signalements', 'adresseur-inscrire-erreurs']) {
      await open(name, 360)
      expect(await violations(page)).toEqual([])
    }
    await page.emulateMedia({ colorScheme: 'light' })
  })

  test('what is to mend comes first and is focused as the page opens', async () => {
    await open('adresseur-inscrire-erreurs', 360)
    const focused = await page.evaluate(() => document.activeElement?.className)
    expect(focused).toBe('error-summary')
    const first = await page.evaluate(() => document.querySelector('main > *')?.className)
    expect(first).toBe('error-summary')
  })

  test('every target of the form is at least 44 pixels high on a phone', async () => {
    await open('adresseur-inscrire', 360)
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('.choice-label, .field-input, .button:not(.visually-hidden)')]
        .filter((target) => target.getBoundingClientRect().height > 0)
        .filter((target) => target.getBoundingClientRect().height < 44)
        .map((target) => target.outerHTML.slice(0, 80)),
    )
    expect(small).toEqual([])
  })

  async function open(name: string, width: number): Promise<void> {
    await page.setViewportSize({ width, height: HEIGHT_PX })
    await page.goto(`${origin}/${name}`)
  }
})
