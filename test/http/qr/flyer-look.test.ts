import jsqr from 'jsqr'
import { PNG } from 'pngjs'
import { expect, onTestFinished, test } from 'vitest'
import { loadAssets } from '../../../server/http/assets.ts'
import { SOURCE_REFUSED } from '../../../server/qr/schema.ts'
import { qrSvg } from '../../../server/qr/svg.ts'
import { html } from '../../../web/html.ts'
import { type FlyerView, flyerPage } from '../../../web/pages/staff/flyer.ts'
import { aSite } from '../../pages/support.ts'
import { describeInChromium } from '../../support/browser.ts'
import { openGallery } from '../../support/gallery.ts'

const { default: decode } = jsqr
const source = 'maison-de-sante-de-la-toile-bise-0000012'
const url = `https://cpts.example.org/t/lys-armentieres/questionnaire?source=${source}`
const view: FlyerView = {
  qr: qrSvg(url, 'QR code du questionnaire'),
  source,
  contactEmail: 'contact@example.org',
  address: 'cpts.example.org/t/lys-armentieres/questionnaire',
  staffNav: html``,
}

describeInChromium('the flyer in a browser', () => {
  test('B4: a picture of the flyer gives the address of the questionnaire, in the light and in the dark', async () => {
    const site = aSite({ assets: loadAssets('dist/web') })
    const refused = { typed: 'café', error: SOURCE_REFUSED }
    const gallery = await openGallery(
      {
        'affiche-lieu': flyerPage(site, view),
        'affiche-refusee': flyerPage(site, { ...view, refused }),
      },
      'staff',
    )
    onTestFinished(() => gallery.close())
    const { page, open, look } = gallery
    for (const name of ['affiche-lieu', 'affiche-refusee']) expect(await look(name)).toEqual([])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await open('affiche-lieu')
      const { data, width, height } = PNG.sync.read(await page.locator('.flyer').screenshot())
      expect(decode(new Uint8ClampedArray(data), width, height)?.data).toBe(url)
    }
  })
})
