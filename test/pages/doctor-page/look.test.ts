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
import { sidewaysPx, violations } from '../../support/looks.ts'
import { aSite } from '../support.ts'
import { doctorGallery } from './gallery.ts'

describeInChromium('every page of a doctor in a browser', () => {
  const gallery = doctorGallery(aSite({ assets: loadAssets('dist/web') }))
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    browser = await openBrowser()
    page = await browser.newPage()
    await servePages(page, gallery)
  })

  afterAll(() => browser.close())

  for (const name of Object.keys(gallery)) {
    test(`${name}: nothing for axe to say, nothing scrolls sideways`, async () => {
      await open(name, 320)
      expect(await sidewaysPx(page)).toBeLessThanOrEqual(0)
      await unfold()
      expect(await sidewaysPx(page)).toBeLessThanOrEqual(0)
      expect(await violations(page)).toEqual([])
      await open(name, 360)
      await page.screenshot({ path: join(screens, `${name}-360.png`) })
      await page.screenshot({ path: join(screens, `${name}-360-entiere.png`), fullPage: true })
      await open(name, 1280)
      expect(await violations(page)).toEqual([])
      await page.screenshot({ path: join(screens, `${name}-1280.png`), fullPage: true })
    })
  }

  test('in the dark, nothing for axe to say either', async () => {
    await page.emulateMedia({ colorScheme: 'dark' })
    for (const name of ['medecin-disponibilites', 'medecin-erreurs', 'medecin-merci']) {
      await open(name, 360)
      expect(await violations(page)).toEqual([])
      await page.screenshot({ path: join(screens, `${name}-sombre-360.png`) })
    }
    await page.emulateMedia({ colorScheme: 'light' })
  })

  test('the one press is in reach of the thumb as the page opens', async () => {
    await open('medecin-disponibilites', 360)
    const box = await page.getByRole('button', { name: 'Rien n’a changé' }).boundingBox()
    expect(box && box.y + box.height).toBeLessThanOrEqual(HEIGHT_PX)
    expect(box?.height).toBeGreaterThanOrEqual(44)
  })

  /** Opens everything that is folded, the outer ones first. */
  async function unfold(): Promise<void> {
    const closed = page.locator('details:not([open]) > summary')
    while ((await closed.count()) > 0) await closed.first().click()
  }

  async function open(name: string, width: number): Promise<void> {
    await page.setViewportSize({ width, height: HEIGHT_PX })
    await page.goto(`${origin}/${name}`)
  }
})

const HEIGHT_PX = 780
