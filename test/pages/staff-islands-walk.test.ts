import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { loadAssets } from '../../server/http/assets.ts'
import { doctorsPage } from '../../web/pages/staff/doctors.ts'
import {
  describeInChromium,
  openBrowser,
  openDrawn,
  origin,
  servePages,
} from '../support/browser.ts'
import { staffGallery } from './staff-gallery.ts'
import { files } from './staff-map.ts'
import { doctors } from './staff-register-gallery.ts'
import { aStaffSite } from './staff-support.ts'
import { aSite } from './support.ts'

describeInChromium('the islands of the staff pages', () => {
  const site = aStaffSite({}, aSite({ assets: loadAssets('dist/web') }))
  const gallery = { ...staffGallery(site), 'coordination/medecins': doctorsPage(site, doctors) }
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    browser = await openBrowser()
  })

  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    await servePages(page, gallery, files)
  })

  afterAll(() => browser.close())

  test('B7: the pins follow the ranked list in the order of Tab; those left out are no stop of it', async () => {
    await open('equipe-demande')
    const stops = page.locator('.map-pin[tabindex="0"]:not(.map-pin-home)')
    expect((await stops.evaluateAll(namesOf)).every((name) => /^\d/.test(name))).toBe(true)
    const labels = await page.locator('.map-pin:not(.map-pin-home)').evaluateAll(namesOf)
    expect(labels).toHaveLength(7)
    expect(labels[0]).toMatch(/^1 · 3 : Cabinet des Moulins, Lille/)
    expect(labels[1]).toMatch(/^2 : Maison de santé du Sud/)
    const isAfterList = await page.evaluate(() => {
      const row = document.querySelector('.rank-row')
      const pin = document.querySelector('.map-pin')
      return Boolean(row && pin && row.compareDocumentPosition(pin) & 4)
    })
    expect(isAfterList).toBe(true)
  })

  test('focusing a row outlines its pin, and a pin leads to its row', async () => {
    await open('equipe-demande')
    await page.locator('[data-row-id="a2"] input').focus()
    const second = page.locator('.map-pin', { has: page.locator('text="2"') })
    expect(await second.getAttribute('class')).toContain('is-pointed')
    await page.locator('.map-pin', { has: page.locator('text="4"') }).press('Enter')
    expect(await page.locator('[data-row-id="a4"] input').evaluate(isFocused)).toBe(true)
  })

  test('no pin is smaller than 24 px, whatever the zoom', async () => {
    await open('equipe-demande')
    for (const key of ['-', '-', '-', '+']) await page.locator('[data-map-canvas]').press(key)
    const sides = await page
      .locator('.map-pin')
      .evaluateAll((pins) =>
        pins.flatMap((pin) => [
          pin.getBoundingClientRect().width,
          pin.getBoundingClientRect().height,
        ]),
      )
    expect(Math.min(...sides)).toBeGreaterThanOrEqual(24)
  })

  test('the home moves by keyboard, and only the form would save it', async () => {
    await open('equipe-demande')
    await page.locator('.map-pin-home').press('ArrowUp')
    expect(await page.locator('[name="lat"]').inputValue()).toBe('50.630000')
    await page.getByRole('button', { name: 'Déplacer le domicile' }).click()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowRight')
    expect(Number(await page.locator('[name="lat"]').inputValue())).toBeGreaterThan(50.63)
    expect(Number(await page.locator('[name="lon"]').inputValue())).toBeGreaterThan(3.06)
    expect(await page.locator('[data-map-move-note]').textContent()).toContain(
      'reste à enregistrer',
    )
  })

  test('the home moves by mouse and by typing', async () => {
    await open('equipe-demande')
    await page.getByRole('button', { name: 'Déplacer le domicile' }).click()
    const home = page.locator('.map-pin-home')
    const before = await home.boundingBox()
    await home.hover()
    await page.mouse.down()
    await page.mouse.move((before?.x ?? 0) + 80, (before?.y ?? 0) + 17, { steps: 4 })
    await page.mouse.up()
    expect(Number(await page.locator('[name="lon"]').inputValue())).toBeGreaterThan(3.06)
    const dragged = await home.boundingBox()
    await page.locator('[name="lon"]').fill('3,05')
    await page.locator('[name="lon"]').press('Tab')
    expect((await home.boundingBox())?.x).toBeLessThan(dragged?.x ?? 0)
  })

  test('a home without a position can be placed on the map', async () => {
    await open('equipe-demande-a-localiser')
    expect(await page.locator('.map-pin-home').count()).toBe(0)
    await page.getByRole('button', { name: 'Déplacer le domicile' }).click()
    expect(await page.locator('.map-pin-home').count()).toBe(1)
    expect(Number(await page.locator('[name="lon"]').inputValue())).toBeCloseTo(3.06, 1)
  })

  test('a map folded away is drawn whole when it is opened', async () => {
    await open('equipe-demande-transmise')
    await page.locator('summary', { hasText: 'Qui pourrait les accueillir' }).click()
    const ring = await page.locator('[data-map-canvas] path.map-ring-max').boundingBox()
    const canvas = await page.locator('[data-map-canvas]').boundingBox()
    expect(ring?.height ?? 0).toBeGreaterThan((canvas?.height ?? 0) / 2)
  })

  test('B3: our own tiles lie under the contours, with their source', async () => {
    await page.route('**/tuiles/**', (route) =>
      route.fulfill({ contentType: 'image/png', body: DOT }),
    )
    await open('equipe-demande-fond')
    await page.locator('.map-has-tiles').waitFor()
    expect(await page.locator('.leaflet-control-attribution').textContent()).toBe('© IGN, Plan IGN')
    expect(await page.locator('[data-map-note]').textContent()).toBe('')
  })

  test('contours that do not come leave the map its signs, and the panel says so', async () => {
    await page.route('**/carte/contours/**', (route) => route.abort())
    await open('equipe-demande')
    await page.getByText('Les contours du territoire ne viennent pas').waitFor()
    expect(await page.locator('.map-pin').count()).toBeGreaterThan(0)
    expect(await page.locator('[data-map-canvas] path.map-territory').count()).toBe(0)
  })

  test('B3: without tiles the map draws its contours and says so', async () => {
    await open('equipe-demande-fond')
    await page.getByText('Le fond de carte ne répond pas').waitFor()
    expect(await page.locator('[data-map-canvas] path.map-territory').count()).toBeGreaterThan(0)
    expect(await page.locator('.leaflet-tile').count()).toBe(0)
  })

  test('shortcuts move along rows, tick and open, never inside a field, and can be turned off', async () => {
    await open('equipe-demande')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    expect(await page.locator('[data-row-id="a2"] input').evaluate(isFocused)).toBe(true)
    await page.keyboard.press('x')
    expect(await page.locator('[data-row-id="a2"] input').isChecked()).toBe(false)
    expect(await page.locator('[data-chosen-count]').textContent()).toBe('1 médecin choisi')
    await page.locator('#km').fill('')
    await page.locator('#km').pressSequentially('j?')
    expect(await page.locator('#km').inputValue()).toBe('j?')
    await page.locator('[data-row-id="a1"] input').focus()
    await page.keyboard.press('?')
    expect(await page.locator('[data-shortcuts-dialog]').isVisible()).toBe(true)
    await page.locator('[data-shortcuts-enabled]').uncheck()
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    expect(await page.locator('[data-shortcuts-dialog]').isVisible()).toBe(false)
  })

  test('« g » then « m » goes to the doctors', async () => {
    await open('equipe-demandes')
    await page.keyboard.press('g')
    await page.keyboard.press('m')
    await page.waitForURL('**/coordination/medecins')
    expect(await page.locator('h1').textContent()).toBe('21 médecins volontaires')
  })

  test('the undo counts down, and stays when scripts do not run', async () => {
    await open('equipe-demande-transmise')
    expect(await page.locator('[data-undo-left]').textContent()).toContain('s')
    const plain = await browser.newPage({ javaScriptEnabled: false })
    await servePages(plain, gallery)
    await plain.goto(`${origin}/equipe-demande-transmise`)
    expect(await plain.getByRole('button', { name: 'Annuler' }).isVisible()).toBe(true)
    await plain.close()
  })

  async function open(name: string): Promise<void> {
    await openDrawn(page, `${origin}/${name}`)
  }
})

/** One transparent pixel. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

function namesOf(elements: Element[]): string[] {
  return elements.map((element) => element.getAttribute('aria-label') ?? '')
}

function isFocused(element: Element): boolean {
  return element === document.activeElement
}
