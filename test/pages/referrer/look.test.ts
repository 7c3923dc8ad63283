import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadAssets } from '../../../server/http/assets.ts'
import { describeInChromium } from '../../support/browser.ts'
import { type Gallery, openGallery } from '../../support/gallery.ts'
import { NARROWEST_PX, PHONE_PX, tooWide, violations } from '../../support/looks.ts'
import { aSite } from '../support.ts'
import { referrerGallery } from './gallery.ts'

describeInChromium('every page of a referrer in a browser', () => {
  const pages = referrerGallery(aSite({ assets: loadAssets('dist/web') }))
  let gallery: Gallery
  let page: Page

  beforeAll(async () => {
    gallery = await openGallery(pages, 'referrer')
    page = gallery.page
  })

  afterAll(() => gallery.close())

  for (const name of Object.keys(pages)) {
    test(`${name}: nothing for axe to say, nothing scrolls sideways`, async () => {
      await gallery.open(name, NARROWEST_PX)
      expect(await tooWide(page)).toEqual([])
      expect(await gallery.look(name)).toEqual([])
    })
  }

  test('in the dark, nothing for axe to say either', async () => {
    await page.emulateMedia({ colorScheme: 'dark' })
    for (const name of ['adresseur-signalements', 'adresseur-inscrire-erreurs']) {
      await gallery.open(name, PHONE_PX)
      expect(await violations(page)).toEqual([])
    }
    await page.emulateMedia({ colorScheme: 'light' })
  })

  test('what is to mend comes first and is focused as the page opens', async () => {
    await gallery.open('adresseur-inscrire-erreurs', PHONE_PX)
    const focused = await page.evaluate(() => document.activeElement?.className)
    expect(focused).toBe('error-summary')
    const first = await page.evaluate(() => document.querySelector('main > *')?.className)
    expect(first).toBe('error-summary')
  })

  test('every target of the form is at least 44 pixels high on a phone', async () => {
    await gallery.open('adresseur-inscrire', PHONE_PX)
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('.choice-label, .field-input, .button:not(.visually-hidden)')]
        .filter((target) => target.getBoundingClientRect().height > 0)
        .filter((target) => target.getBoundingClientRect().height < 44)
        .map((target) => target.outerHTML.slice(0, 80)),
    )
    expect(small).toEqual([])
  })
})
