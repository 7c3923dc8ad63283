import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadAssets } from '../../server/http/assets.ts'
import { describeInChromium, openBrowser, origin, screens, servePages } from '../support/browser.ts'
import { sidewaysPx, violations } from '../support/looks.ts'
import { staffGallery } from './staff-gallery.ts'
import { aStaffSite } from './staff-support.ts'
import { aSite } from './support.ts'

describeInChromium('every staff page in a browser', () => {
  const site = aStaffSite({}, aSite({ assets: loadAssets('dist/web') }))
  const gallery = staffGallery(site)
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
      await open(name, 360)
      expect(await violations(page)).toEqual([])
      await photograph(`${name}-360`)
      await open(name, 1280)
      expect(await violations(page)).toEqual([])
      await photograph(`${name}-1280`)
    })
  }

  test('in the dark, nothing for axe to say either', async () => {
    await page.emulateMedia({ colorScheme: 'dark' })
    for (const name of ['equipe-demandes', 'equipe-demande', 'equipe-envois']) {
      await open(name, 1280)
      expect(await violations(page)).toEqual([])
      await photograph(`${name}-sombre-1280`)
    }
    await page.emulateMedia({ colorScheme: 'light' })
  })

  async function open(name: string, width: number): Promise<void> {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(`${origin}/${name}`)
  }

  async function photograph(name: string): Promise<void> {
    await page.screenshot({ path: `${screens}/staff/${name}.png`, fullPage: true })
  }
})
