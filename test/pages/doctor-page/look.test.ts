import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadAssets } from '../../../server/http/assets.ts'
import { describeInChromium, keepPicture } from '../../support/browser.ts'
import { type Gallery, openGallery } from '../../support/gallery.ts'
import { PHONE_PX, violations } from '../../support/looks.ts'
import { aSite } from '../support.ts'
import { doctorGallery } from './gallery.ts'

describeInChromium('every page of a doctor in a browser', () => {
  const pages = doctorGallery(aSite({ assets: loadAssets('dist/web') }))
  let gallery: Gallery

  beforeAll(async () => {
    gallery = await openGallery(pages, 'doctor')
  })

  afterAll(() => gallery.close())

  for (const name of Object.keys(pages)) {
    test(`${name}: nothing for axe to say, nothing scrolls sideways`, async () => {
      expect(await gallery.look(name)).toEqual([])
    })
  }

  test('in the dark, nothing for axe to say either', async () => {
    const { page, open } = gallery
    await page.emulateMedia({ colorScheme: 'dark' })
    for (const name of ['medecin-disponibilites', 'medecin-erreurs', 'medecin-merci']) {
      await open(name, PHONE_PX)
      expect(await violations(page)).toEqual([])
      await keepPicture(page, `doctor/${name}-sombre`)
    }
    await page.emulateMedia({ colorScheme: 'light' })
  })

  test('the one press is in reach of the thumb as the page opens', async () => {
    await gallery.open('medecin-disponibilites', PHONE_PX)
    await gallery.page.setViewportSize({ width: PHONE_PX, height: REACH_PX })
    const box = await gallery.page.getByRole('button', { name: 'Rien n’a changé' }).boundingBox()
    expect(box && box.y + box.height).toBeLessThanOrEqual(REACH_PX)
    expect(box?.height).toBeGreaterThanOrEqual(44)
  })
})

/** What the window of a phone shows. */
const REACH_PX = 780
