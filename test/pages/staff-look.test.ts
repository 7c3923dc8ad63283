import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadAssets } from '../../server/http/assets.ts'
import { describeInChromium, keepPicture } from '../support/browser.ts'
import { type Gallery, openGallery } from '../support/gallery.ts'
import { violations } from '../support/looks.ts'
import { staffGallery } from './staff-gallery.ts'
import { files } from './staff-map.ts'
import { aStaffSite } from './staff-support.ts'
import { aSite } from './support.ts'

describeInChromium('every staff page in a browser', () => {
  const pages = staffGallery(aStaffSite({}, aSite({ assets: loadAssets('dist/web') })))
  let gallery: Gallery

  beforeAll(async () => {
    gallery = await openGallery(pages, 'staff', files)
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
    for (const name of ['equipe-demandes', 'equipe-demande', 'equipe-envois']) {
      await open(name)
      expect(await violations(page)).toEqual([])
      await keepPicture(page, `staff/${name}-sombre`)
    }
    await page.emulateMedia({ colorScheme: 'light' })
  })
})
