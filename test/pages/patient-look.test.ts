import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadAssets } from '../../server/http/assets.ts'
import { describeInChromium, keepPicture } from '../support/browser.ts'
import { type Gallery, openGallery } from '../support/gallery.ts'
import { PHONE_PX, violations } from '../support/looks.ts'
import { assistedGallery, patientGallery } from './patient-gallery.ts'
import { aSite } from './support.ts'

describeInChromium('every public page in a browser', () => {
  const site = aSite({ assets: loadAssets('dist/web') })
  const pages = { ...patientGallery(site), ...assistedGallery(site) }
  let gallery: Gallery
  let page: Page

  beforeAll(async () => {
    gallery = await openGallery(pages, 'patient')
    page = gallery.page
  })

  afterAll(() => gallery.close())

  for (const name of Object.keys(pages)) {
    test(`${name}: nothing for axe to say, nothing scrolls sideways`, async () => {
      expect(await gallery.look(name)).toEqual([])
    })
  }

  test('in the dark, nothing for axe to say either', async () => {
    await page.emulateMedia({ colorScheme: 'dark' })
    for (const name of ['accueil', 'coordonnees-erreurs', 'foyer-erreurs', 'suivi-shortlisted']) {
      await gallery.open(name, PHONE_PX)
      expect(await violations(page)).toEqual([])
      await keepPicture(page, `patient/${name}-sombre`)
    }
    await page.emulateMedia({ colorScheme: 'light' })
  })

  test('the summary of errors has the focus when the page opens', async () => {
    await gallery.open('coordonnees-erreurs', PHONE_PX)
    const focused = await page.evaluate(() => document.activeElement?.className)
    expect(focused).toBe('error-summary')
  })

  test('every target is at least 44 px high on a phone', async () => {
    for (const name of ['foyer-erreurs', 'preferences', 'suivi-shortlisted']) {
      await gallery.open(name, PHONE_PX)
      expect(await smallTargets(page)).toEqual([])
    }
  })

  test('B4: the flyer prints on one A5 page', async () => {
    await gallery.open('affiche')
    const pdf = await printed()
    const [width, height] = (/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? []).slice(1)
    expect(pageCount(pdf)).toBe(1)
    expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([420, 595])
  })

  test('B7: a list of three doctors prints on one page, with whom to call', async () => {
    await gallery.open('suivi-shortlisted')
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
