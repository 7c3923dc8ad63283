import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadAssets } from '../../server/http/assets.ts'
import { describeInChromium, openBrowser, origin, screens, servePages } from '../support/browser.ts'
import { sidewaysPx, violations } from '../support/looks.ts'
import { assistedGallery, patientGallery } from './patient-gallery.ts'
import { aSite } from './support.ts'

describeInChromium('every public page in a browser', () => {
  const site = aSite({ assets: loadAssets('dist/web') })
  const gallery = { ...patientGallery(site), ...assistedGallery(site) }
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
      expect(await violations(page)).toEqual([])
      await open(name, 360)
      await photograph(`${name}-360`)
      await open(name, 1280)
      expect(await violations(page)).toEqual([])
      await photograph(`${name}-1280`)
    })
  }

  test('in the dark, nothing for axe to say either', async () => {
    await page.emulateMedia({ colorScheme: 'dark' })
    for (const name of ['accueil', 'coordonnees-erreurs', 'foyer-erreurs', 'suivi-shortlisted']) {
      await open(name, 360)
      expect(await violations(page)).toEqual([])
      await photograph(`${name}-sombre-360`)
    }
    await page.emulateMedia({ colorScheme: 'light' })
  })

  test('the summary of errors has the focus when the page opens', async () => {
    await open('coordonnees-erreurs', 360)
    const focused = await page.evaluate(() => document.activeElement?.className)
    expect(focused).toBe('error-summary')
  })

  test('every target is at least 44 px high on a phone', async () => {
    for (const name of ['foyer-erreurs', 'preferences', 'suivi-shortlisted']) {
      await open(name, 360)
      expect(await smallTargets(page)).toEqual([])
    }
  })

  test('B4: the flyer prints on one A5 page', async () => {
    await open('affiche', 1280)
    const pdf = await printed()
    const [width, height] = (/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? []).slice(1)
    expect(pageCount(pdf)).toBe(1)
    expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([420, 595])
  })

  test('B7: a list of three doctors prints on one page, with whom to call', async () => {
    await open('suivi-shortlisted', 1280)
    expect(pageCount(await printed())).toBe(1)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('footer a[href="tel:+33353010024"]').isVisible()).toBe(true)
    expect(await page.getByRole('button', { name: 'J’ai un rendez-vous' }).isVisible()).toBe(false)
    await page.emulateMedia({ media: 'screen' })
  })

  async function printed(): Promise<string> {
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
    return pdf.toString('latin1')
  }

  async function open(name: string, width: number): Promise<void> {
    await page.setViewportSize({ width, height: 800 })
    await page.goto(`${origin}/${name}`)
  }

  async function photograph(name: string): Promise<void> {
    await page.screenshot({ path: `${screens}/${name}.png`, fullPage: true })
  }
})

function pageCount(pdf: string): number {
  return pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0
}

/** Buttons and choices under 44 px; links inside sentences are excepted. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls = 'main :is(button, .button, .choice-label, .field-input)'
    return [...document.querySelectorAll<HTMLElement>(controls)]
      .filter((target) => target.tabIndex >= 0 || target.matches('label'))
      .filter((target) => target.offsetParent !== null && target.offsetHeight < 44)
      .map((target) => `${target.textContent?.trim()} ${target.offsetHeight}`)
  })
}
